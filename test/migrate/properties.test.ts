import fc from 'fast-check';
import { decided } from '../../src/cli/migrate/decided';
import { edited } from '../../src/cli/migrate/edited';
import { parseYaml } from '../../src/cli/read/read';
import { migrate } from '../../src/migrate/migrate';
import type { Json, JsonObject } from '../../src/template/json';
import { Author, randomness } from './writer';

const ENVIRONMENT = { region: 'us-east-1', accountId: '123456789012', parameterValues: {} };
const RELEASE = {
  AutoPublishAlias: 'live',
  DeploymentPreference: { Type: 'Canary10Percent5Minutes', Alarms: [{ Ref: 'Errors' }], Hooks: { PreTraffic: { Ref: 'Hook' } } },
};
const other = fc.constantFrom<Json>('a', 'b: c', 3, true, ['x', { Ref: 'Y' }], { Deep: { Er: [1, { two: 'three' }] } }, {}, []);
const properties = fc.dictionary(fc.constantFrom('Timeout', 'Handler', 'Environment', 'Tags', 'Layers'), other, { minKeys: 1 });

/** A function of SAM that is released, and what must have become of it. */
const released = properties.chain((given) =>
  fc
    .constantFrom<[JsonObject, JsonObject]>(
      [{ AutoPublishAlias: 'live' }, { Alias: 'live', Type: 'None' }],
      [
        { AutoPublishAlias: 'live', VersionDescription: 'v: 1' },
        { Alias: 'live', Type: 'None', VersionDescription: 'v: 1' },
      ],
      [RELEASE, { Alias: 'live', ...RELEASE.DeploymentPreference }],
      [
        { DeploymentPreference: { Enabled: false }, AutoPublishAlias: { Ref: 'Stage' } },
        { Alias: { Ref: 'Stage' }, Enabled: false },
      ],
    )
    .chain(([settings, mark]) =>
      fc.tuple(fc.boolean(), fc.boolean()).map(([first, described]) => {
        const all = first ? { ...settings, ...given } : { ...given, ...settings };
        const owner = described ? { Metadata: { Owner: 'shop' } } : {};
        return {
          before: { Type: 'AWS::Serverless::Function', ...owner, Properties: all },
          after: { Type: 'AWS::Serverless::Function', Metadata: { ...owner.Metadata, SafeDeploy: mark }, Properties: given },
        };
      }),
    ),
);
const bystander = fc.record({ Type: fc.constant('AWS::SNS::Topic'), Properties: properties }).map((one) => ({ before: one, after: one }));
const resources = fc.dictionary(fc.stringMatching(/^Q[a-z]{1,5}$/), fc.oneof(released, bystander), { minKeys: 1, maxKeys: 5 });
const seeds = fc.nat();
const SAM = 'AWS::Serverless-2016-10-31';

const run = (text: string) => {
  const root = parseYaml(text) as JsonObject;
  return { root, ...decided(text, 'yaml', root, (untouchable) => migrate(root, ENVIRONMENT, 'SafeDeploy', untouchable)) };
};
const pick = (all: Record<string, { before: object; after: object }>, side: 'before' | 'after') =>
  Object.fromEntries(Object.entries(all).map(([id, one]) => [id, one[side] as JsonObject]));

test('the result is exactly the marks instead of the settings, however the author writes', () => {
  fc.assert(
    fc.property(resources, seeds, (all, seed) => {
      const before = { Transform: SAM, Resources: pick(all, 'before') };
      const text = new Author(randomness(seed)).template(before);
      expect(parseYaml(text)).toEqual(before);
      const { text: result, stuck } = run(text);
      expect(stuck).toEqual([]);
      const isReleased = Object.values(all).some((one) => one.before !== one.after);
      expect(parseYaml(result)).toEqual({ Transform: isReleased ? [SAM, 'SafeDeploy'] : SAM, Resources: pick(all, 'after') });
      expect(run(result).text).toBe(result);
      // a comment goes only with what it belongs to: none of them is told twice, and none is new
      const commentsIn = (where: string) => where.match(/# (comment \d+|the head)/g) ?? [];
      const told = commentsIn(result);
      expect(new Set(told).size).toBe(told.length);
      expect(commentsIn(text)).toEqual(expect.arrayContaining(told));
    }),
    { numRuns: 400 },
  );
});

test('what is not touched is the same bytes', () => {
  fc.assert(
    fc.property(resources, bystander, bystander, seeds, (all, first, last, seed) => {
      const author = new Author(randomness(seed));
      const chunk = (id: string, one: JsonObject) => author.template({ [id]: one }).trimEnd();
      const [head, tail] = [chunk('Zfirst', first.before), chunk('Zlast', last.before)].map((one) => one.replaceAll(/^(?=.)/gm, '  '));
      const inner = new Author(randomness(seed + 1))
        .template({ Resources: pick(all, 'before') })
        .replaceAll('\r\n', '\n')
        .replace('\nResources:', 'Resources:');
      const body = inner.slice(inner.indexOf('\n') + 1).replace(/\n?$/, '\n');
      const isFlow = !/^(["']?Resources["']?):\s*(#.*)?$/m.test(inner.split('\n').find((line) => line.includes('Resources')) ?? '');
      fc.pre(!isFlow && /^ {2}\S/m.test(body) && !body.startsWith('#') && !/^\s{0,1}[^\s#]/m.test(body) && /^ {2}"?[A-Z]/.test(body));
      const text = `Transform: ${SAM}\nResources:\n${head}\n${body}${tail}\n`.replaceAll('\r\n', '\n');
      const { text: result, stuck } = run(text);
      expect(stuck).toEqual([]);
      const [one, two] = [head, tail].map((part) => (part ?? '').replaceAll('\r\n', '\n'));
      expect(result.includes(`Resources:\n${one}\n`)).toBe(true);
      expect(result.endsWith(`${two}\n`)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('JSON stays JSON, with what is not touched as it was', () => {
  fc.assert(
    fc.property(resources, fc.constantFrom<string | number | undefined>(2, 4, '\t', undefined), (all, indent) => {
      const before = { Transform: SAM, Resources: pick(all, 'before'), Outputs: { A: { Value: 'x' } } };
      const text = JSON.stringify(before, null, indent);
      const { steps } = migrate(before, ENVIRONMENT, 'SafeDeploy', new Set());
      const result =
        edited(
          text,
          'json',
          before,
          steps.flatMap(({ edits }) => edits),
        ) ?? '';
      const isReleased = Object.values(all).some((one) => one.before !== one.after);
      const after = { Transform: isReleased ? [SAM, 'SafeDeploy'] : SAM, Resources: pick(all, 'after'), Outputs: { A: { Value: 'x' } } };
      expect(JSON.parse(result)).toEqual(after);
      const outputs = text.slice(text.indexOf('"Outputs"'));
      expect(result.endsWith(outputs)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('one that shares its settings is left as it is', () => {
  const text = `Transform: ${SAM}\nResources:\n  A: &a\n    Type: AWS::Serverless::Function\n    Properties: { AutoPublishAlias: live }\n  B: *a\n`;
  const { text: result, stuck } = run(text);
  expect(result).toBe(text);
  expect(stuck.map(({ code }) => code)).toEqual(['SD1404', 'SD1404']);
});
