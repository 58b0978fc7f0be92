import { Cli } from '../cli/support/cli';
import { run } from './support/plan';
import { CANARY, marked, using } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);
const RULE = '  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt F.Arn}]}}\n';

const markdown = async (template: string, before?: string) => {
  const against = before === undefined ? [] : ['--against', cli.file('before.yaml', before)];
  const { code, stdout } = await run(template, ['--markdown', ...against]);
  expect(code).toBe(0);
  return stdout;
};

test('a list, a table, and what one may unfold', async () => {
  const text = await markdown(using(marked(CANARY), RULE));
  expect(text.replace(/FVersion.{10}/, 'FVersion').replace(/[\d,]+ → [\d,]+ bytes/, 'n bytes')).toBe(`### Deployment plan

- 1 function marked
- Callers: 1 moved
- Resources 2 → 7 of 500; template n bytes as JSON (51,200 fit inline)

| Function | Traffic | Hooks | Alarms | Callers |
| --- | --- | --- | --- | --- |
| \`F\` | 10 % at 0:00, 100 % at 10:00 |  |  | 1 moved |

<details><summary>Callers (1)</summary>

- \`F\` moved: Rule.Targets\\[\\].Arn (AWS::Events::Rule): the ARN of the alias is passed to Amazon EventBridge rules instead of the function's

</details>

<details><summary>Generated resources (5)</summary>

- \`FVersion\` AWS::Lambda::Version
- \`FAliaslive\` AWS::Lambda::Alias
- \`FDeploymentGroup\` AWS::CodeDeploy::DeploymentGroup
- \`SafeDeployApplication\` AWS::CodeDeploy::Application
- \`SafeDeployServiceRole\` AWS::IAM::Role

</details>
`);
});

test('against what is deployed, what this deployment does', async () => {
  const template = using(marked(CANARY, '      MemorySize: 512\n'), marked('{Type: None}', '', 'G'));
  const text = await markdown(template, template.replace('512', '256'));
  expect(text).toMatch(/^### Deployment plan against .*before\.yaml$/m);
  expect(text).toContain('- 1 function shifts traffic gradually: F\n- 1 function publishes no new version: G\n');
  expect(text).toContain('| `F` | shifts traffic gradually: MemorySize changed | 10 % at 0:00, 100 % at 10:00 |');
  expect(text).not.toContain('| `G` |');
});

test('what is lost stands out', async () => {
  const url = '  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref F, AuthType: NONE}}\n';
  expect(await markdown(using(marked('{FunctionUrl: Alias}'), url))).toContain('- **Replaced:** `Url`: its address changes permanently');
});

test('names of a template write no Markdown, no HTML and no mentions', async () => {
  const text = await markdown(using(marked('{Alarms: ["a|b", "<img src=x>", "[x](http://x)", "@team", "`c`"]}')));
  const row = text.split('\n').find((line) => line.startsWith('| `F` |')) ?? '';
  expect(row).toContain('a\\|b, \\<img src=x\\>, \\[x\\](http://x), \\@team, \\`c\\`');
  expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
});

test('what changes is told by its label, and $LATEST opens no formula', async () => {
  const may =
    '  May: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: a, SourceArn: b}}\n';
  const left = await markdown(using(marked(CANARY), may, RULE).replace(/Transform.*\n/, ''), using(marked(CANARY), may, RULE));
  expect(left).toContain('- **Leaves:** F is no longer released: its latest code serves all calls at once.');
  expect(left).toContain('- Callers: from the alias live back to \\$LATEST of F: Rule.Targets');
  expect(left).not.toMatch(/(?<!\\)\$/);
  expect(left).toContain('- `F` AWS::Lambda::Function changed: ');
});

test('no function, no table', async () => {
  expect(await markdown(using('  T: {Type: AWS::SNS::Topic}\n'))).not.toMatch(/\||details/);
});
