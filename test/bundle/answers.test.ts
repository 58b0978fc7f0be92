import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type MacroResponse, respond } from '../../src/macro/respond';
import { SETTINGS } from '../../src/settings/schema';
import type { Json } from '../../src/template/json';
import { fixtures, readYaml } from '../support/fixtures';
import { Build } from './support/build';
import { answers } from './support/run';

/** Templates with checks that deploy. */
const CHECKED = 'test/checks/templates';

const build = new Build();
afterAll(build.remove);

/** An incident id is made of places in the code, which differ. */
const alike = ({ errorMessage, ...response }: MacroResponse) => ({
  ...response,
  errorMessage: errorMessage?.replace(/Incident ID: \w+/, ''),
});
const silent = () => {};
const bySource = (request: unknown) => alike(JSON.parse(JSON.stringify(respond(request, silent, () => 0))));
const byBundle = (requests: readonly unknown[]) => answers(build.file('macro/index.js'), requests).map(alike);
const request = (fragment: unknown, params: unknown = {}) => ({
  requestId: 'r',
  region: 'eu-west-1',
  accountId: '123456789012',
  fragment,
  params,
});

const requests = fixtures().map(({ name, input, parameterValues, ...rest }) => ({
  requestId: name,
  fragment: input,
  templateParameterValues: parameterValues,
  ...rest,
}));
const expected = requests.map(bySource);

test('the bundle answers to every fixture as the source does', () => {
  expect(byBundle(requests)).toEqual(expected);
});

describe('the bundle of the one-file template', () => {
  const inline = answers(build.file('macro/inline.js'), requests);
  const isRefused = ({ errorMessage }: MacroResponse) => /SD2320 \S+: Checks need the macro installed/.test(errorMessage ?? '');

  test('answers in the same way, without the remedies', () => {
    const mentioned = ({ errorMessage, ...response }: MacroResponse) => ({
      ...response,
      count: /^(\d+ errors\. )?SD\d{4}/.exec(errorMessage ?? '')?.[1],
    });
    const pairs = inline.flatMap((answer, index) => (isRefused(answer) ? [] : [[answer, expected[index] as MacroResponse]]));
    expect(pairs.length).toBeGreaterThan(500);
    expect(pairs.map(([answer]) => mentioned(answer as MacroResponse))).toEqual(
      pairs.map(([, other]) => mentioned(other as MacroResponse)),
    );
    expect(inline.filter(({ errorMessage }) => errorMessage?.includes('Run safedeploy explain SD')).length).toBeGreaterThan(100);
  });

  test('refuses checks, and nothing else', () => {
    const refused = requests.filter((_, index) => isRefused(inline[index] as MacroResponse));
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.filter(({ fragment, params }) => !JSON.stringify([fragment, params]).includes('"Checks"'))).toEqual([]);
    expect(inline.filter((answer) => isRefused(answer) && answer.status !== 'failed')).toEqual([]);
  });

  test('refuses all checks that the source makes a function for', () => {
    const templates = readdirSync(CHECKED).map((name) => readYaml(readFileSync(join(CHECKED, name, 'input.yaml'), 'utf8')));
    expect(templates.length).toBeGreaterThan(5);
    const refusals = answers(
      build.file('macro/inline.js'),
      templates.map((template) => request(template)),
    );
    expect(refusals.filter((answer) => !isRefused(answer))).toEqual([]);
  });
});

/** Values that are nearly right, so that every branch of the settings' checks is met. */
const value = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, true, 0, 10, 'true', 'Default', 'All', 'live', '12', 'Alias', 'x-y', ''),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'Ref',
        'Fn::If',
        'Fn::Sub',
        'Canary',
        'Linear',
        'Percent',
        'Minutes',
        'PreTraffic',
        'PostTrafic',
        'Key',
        'Value',
        'TriggerTargetArn',
      ),
      tie('any'),
      { maxKeys: 3 },
    ),
  ),
})).any;

test('the bundle judges settings as the source does', () => {
  const names = fc.constantFrom<string>(...Object.keys(SETTINGS), 'Hook', 'alias', '__proto__', 'constructor');
  const marks = fc.sample(fc.dictionary(names, value, { minKeys: 1, maxKeys: 4 }), { numRuns: 1500, seed: 7 });
  const marked = (mark: unknown) => ({
    Resources: { F: { Type: 'AWS::Lambda::Function', Metadata: { SafeDeploy: mark }, Properties: {} } },
  });
  const requests = marks.flatMap((mark) => [request(marked(mark)), request(marked({}), mark)]);
  const expected = requests.map(bySource);
  expect(byBundle(requests)).toEqual(expected);
  const failed = expected.filter(({ status }) => status === 'failed').length;
  expect(Math.min(failed, expected.length - failed)).toBeGreaterThan(100);
});
