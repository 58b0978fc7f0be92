import fc from 'fast-check';
import { type MacroResponse, respond } from '../../src/macro/respond';
import { SETTINGS } from '../../src/settings/schema';
import type { Json } from '../../src/template/json';
import { fixtures } from '../support/fixtures';
import { Build } from './support/build';
import { answers } from './support/run';

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
