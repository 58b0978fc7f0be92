import { readFileSync } from 'node:fs';
import { layout, page } from '../../scripts/demo/page';
import { requestFor } from '../../scripts/demo/request';
import type { Json, JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { readYaml } from '../support/fixtures';

const plain = (text: string) => text;

/** The page of the demo about an example, as npm start prints it. */
function demo(example: string) {
  const request = requestFor(readYaml(readFileSync(`examples/${example}/template.yaml`, 'utf8')) as JsonObject);
  const report = transform({ ...request, parameterValues: request.templateParameterValues });
  const output = report.fragment as JsonObject;
  return { input: request.fragment, output, lines: layout(page(request.fragment, report, output), plain) };
}

const idsOf = ({ Resources }: JsonObject) => Object.keys(Resources as JsonObject);

test.each(['api', 'hooks-and-alarms'])('the page about examples/%s names everything that was made', (example) => {
  const { input, output, lines } = demo(example);
  const made = idsOf(output).filter((id) => !idsOf(input).includes(id));
  expect(made.length).toBeGreaterThan(4);
  expect(made.filter((id) => !lines.some((line) => line.split(/ +/).includes(id)))).toEqual([]);
});

test('the page tells the callers, the permission and the API deployment of an API', () => {
  const text = demo('api').lines.join('\n');
  for (const said of [/ GetOrder .*Integration\.Uri/, / PutOrder /, / ApiMayInvoke .*alias/, / ApiDeployment +ApiDeployment\w+/]) {
    expect(text).toMatch(said);
  }
});

test('the page tells the schedule, the hook and the alarms, and what stays', () => {
  const text = demo('hooks-and-alarms').lines.join('\n');
  for (const said of [
    /Linear20PercentEvery3Minutes +20 %/,
    /hooks +SmokeTest +before/,
    /OldestMail/,
    / FromQueue /,
    /Environment\.Variables/,
  ]) {
    expect(text).toMatch(said);
  }
});

test('lines end where the text ends, and columns stand below each other', () => {
  const { lines } = demo('api');
  const columns = lines
    .filter((line) => / {2}(version|alias|schedule|group) /.test(line))
    .map((line) => /^ {2}\w+ +/.exec(line)?.[0].length);
  expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  expect(new Set(columns).size).toBe(1);
});

test('a template without SafeDeploy, or without a default, is refused in words', () => {
  expect(() => requestFor({ Resources: {} })).toThrow('Transform: SafeDeploy');
  expect(() => requestFor({ Transform: 'SafeDeploy', Parameters: { Stage: { Type: 'String' } }, Resources: {} })).toThrow(
    'Stage has no Default',
  );
});

test('the request has the parameters as CloudFormation gives them', () => {
  const Parameters = { Names: { Type: 'CommaDelimitedList', Default: 'a,b' }, Size: { Type: 'Number', Default: 5 } };
  const Transform: Json = [{ Name: 'AWS::LanguageExtensions' }, { Name: 'SafeDeploy', Parameters: { Functions: 'All' } }];
  const { fragment, params, templateParameterValues } = requestFor({ Transform, Parameters, Resources: {} });
  expect(fragment).toEqual({ Parameters, Resources: {} });
  expect(params).toEqual({ Functions: 'All' });
  expect(templateParameterValues).toEqual({ Names: ['a', 'b'], Size: '5' });
});
