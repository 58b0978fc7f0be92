import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../src/cli/read/read';
import type { JsonObject } from '../../src/template/json';
import { Cli, placesOf } from './support/cli';
import { functionOf, resourcesOf, unmarked } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);
const template = `AWSTemplateFormatVersion: 2010-09-09
Transform: SafeDeploy
Description: A shop
Resources:
${functionOf('Checkout', '', '{Alias: live, Type: None}')}  Rule:
    Type: AWS::Events::Rule
    Properties:
      State: ENABLED
      Targets: [{Id: a, Arn: !GetAtt Checkout.Arn}]
${unmarked('Other')}Outputs:
  Arn: {Value: !GetAtt Checkout.Arn}
`;

describe('the template that is written', () => {
  test('keeps the order of its author, with what is generated after its function', async () => {
    const { code, stdout, stderr } = await cli.transform(template);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const written = parseYaml(stdout) as JsonObject;
    expect(Object.keys(written)).toEqual(['AWSTemplateFormatVersion', 'Description', 'Resources', 'Outputs']);
    const ids = Object.keys(written.Resources as object).map((id) => id.replace(/Version.*/, 'Version'));
    expect(ids).toEqual(['Checkout', 'CheckoutVersion', 'CheckoutAliaslive', 'Rule', 'Other']);
    expect(Object.keys((written.Resources as Record<string, JsonObject>).Rule?.Properties as object)).toEqual(['State', 'Targets']);
  });

  test('has short forms', async () => {
    const { stdout } = await cli.transform(template);
    expect(stdout).toContain("AWSTemplateFormatVersion: '2010-09-09'\n");
    expect(stdout).toContain('      FunctionName: !Ref Checkout\n');
    expect(stdout).toContain('          Arn: !Ref CheckoutAliaslive\n');
    expect(stdout).toContain('    Value: !GetAtt Checkout.Arn\n');
  });

  test('is the same bytes again', async () => {
    expect(await cli.transform(template)).toEqual(await cli.transform(template));
  });

  test('sections that are new stand before the resources', async () => {
    const conditional = `Transform: SafeDeploy
Conditions:
  A: !Equals [!Ref AWS::StackName, a]
  B: !Equals [!Ref AWS::StackName, b]
Resources:
${functionOf('F').replace('    Type:', '    Condition: A\n    Type:')}${functionOf('G').replace('    Type:', '    Condition: B\n    Type:')}`;
    const ran = await cli.transform(conditional);
    expect(Object.keys(parseYaml(ran.stdout) as object)).toEqual(['Conditions', 'Resources']);
    expect(ran.stdout).toContain('    - !Condition A\n');
  });

  test('a template without marks comes back without its transform', async () => {
    const { code, stdout } = await cli.transform(`Transform: SafeDeploy\nResources:\n${unmarked('F')}`);
    expect(code).toBe(0);
    expect(parseYaml(stdout)).toEqual(parseYaml(`Resources:\n${unmarked('F')}`));
  });
});

describe('formats', () => {
  const json = JSON.stringify(parseYaml(template));

  test('JSON gives JSON, YAML gives YAML, and --format decides', async () => {
    const yaml = await cli.transform(template);
    const fromJson = await cli.transform(json);
    expect(parseYaml(yaml.stdout)).toEqual(JSON.parse(fromJson.stdout));
    expect(await cli.transform(json, '--format', 'yaml')).toEqual(yaml);
    expect(await cli.transform(template, '--format', 'json')).toEqual(fromJson);
  });

  test.each([
    ['a.json', json, true],
    ['a.template', json, true],
    ['a.template', template, false],
    ['a.yml', json, false],
    ['a.YAML', template, false],
  ])('%s', async (file, text, isJson) => {
    const { code, stdout } = await cli.run(['transform', cli.file(file, text)]);
    expect(code).toBe(0);
    expect(stdout.startsWith('{')).toBe(isJson);
  });

  test('a byte order mark and CRLF do no harm', async () => {
    const plain = await cli.transform(template);
    expect(await cli.transform(`\uFEFF${template.replaceAll('\n', '\r\n')}`)).toEqual(plain);
    expect((await cli.transform(`\uFEFF${json}`)).code).toBe(0);
  });

  test.each([
    ['broken.json', `${json.slice(0, -1)},}`],
    ['yaml.json', template],
  ])('%s is no JSON', async (file, text) => {
    const ran = await cli.run(['transform', cli.file(file, text)]);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(placesOf(ran)).toEqual([expect.stringMatching(/ SD1104$/)]);
  });
});

describe('values that decide', () => {
  const regional = `Transform: SafeDeploy\nResources:\n${functionOf('F', '', '{Alias: !Sub "a${AWS::Region}-${AWS::AccountId}"}')}`;
  const nameIn = async (...args: string[]) =>
    Object.keys(resourcesOf(await cli.transform(regional, ...args))).find((id) => id.startsWith('FAlias'));

  test('Region and account have fixed defaults', async () => {
    expect(await nameIn()).toBe('FAliasausDeastD1D123456789012');
    expect(await nameIn('--region', 'eu-west-1', '--account-id', '111122223333')).toBe('FAliasaeuDwestD1D111122223333');
  });
});

describe('--out', () => {
  test('gets the template, and the standard output nothing', async () => {
    const plain = await cli.transform(template);
    const out = cli.file('out.yaml');
    expect(await cli.transform(template, '--out', out)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(out, 'utf8')).toBe(plain.stdout);
  });

  test('gets nothing when there are errors', async () => {
    const out = cli.file('never.yaml');
    expect((await cli.transform(template.replace('Alias:', 'Alais:'), '--out', out)).code).toBe(1);
    expect(existsSync(out)).toBe(false);
  });

  test('keeps what it had when there are errors', async () => {
    const out = cli.file('kept.yaml', 'kept');
    await cli.transform(template.replace('Alias:', 'Alais:'), '--out', out);
    expect(readFileSync(out, 'utf8')).toBe('kept');
  });

  test('is not the template itself', async () => {
    const file = cli.file('self.yaml', template);
    const ran = await cli.run(['transform', file, '--out', join(file, '..', 'self.yaml')]);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--out must not be the template itself.') });
    expect(readFileSync(file, 'utf8')).toBe(template);
  });

  test('that cannot be written', async () => {
    const ran = await cli.transform(template, '--out', cli.file('no/such/folder.yaml'));
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('no/such/folder.yaml cannot be written (ENOENT).') });
  });
});

describe('errors', () => {
  test('are shown with their lines, all of them, and counted', async () => {
    const broken = `Transform: SafeDeploy
Resources:
  F:
    Type: AWS::Lambda::Function
    Metadata: {SafeDeploy: {Typ: None}}
    Properties: {Runtime: nodejs24.x}
  G:
    Metadata: {SafeDeploy: {Hokks: {}}}
    Type: AWS::Lambda::Function
`;
    const { code, stdout, stderr } = await cli.transform(broken);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(`<stdin>:5:29  error SD2101  Unknown setting "Typ". Did you mean Type?
  Correct or remove it.

  4 |     Type: AWS::Lambda::Function
  5 |     Metadata: {SafeDeploy: {Typ: None}}
    |                             ^^^
  6 |     Properties: {Runtime: nodejs24.x}

<stdin>:7:3  error SD1008  G has no Properties, so there is nothing to publish.
  Give it Code, a Handler, a Runtime and a Role.

  6 |     Properties: {Runtime: nodejs24.x}
  7 |   G:
    |   ^
  8 |     Metadata: {SafeDeploy: {Hokks: {}}}

<stdin>:8:29  error SD2101  Unknown setting "Hokks". Did you mean Hooks?
  Correct or remove it.

  7 |   G:
  8 |     Metadata: {SafeDeploy: {Hokks: {}}}
    |                             ^^^^^
  9 |     Type: AWS::Lambda::Function

3 errors
`);
  });

  test('name the file as it was given', async () => {
    const ran = await cli.run(['transform', cli.file('named.yaml', template.replace('Alias:', 'Alais:'))]);
    expect(ran.stderr.split('  ')[0]).toBe('named.yaml:7:29');
  });

  test.each([
    ['a file that is not there', 'missing.yaml', 'missing.yaml does not exist.'],
    ['a folder', '.', 'is a folder.'],
    ['a file in a file', 'in.yaml/x.yaml', 'in.yaml/x.yaml cannot be read (ENOTDIR).'],
  ])('%s', async (_, file, message) => {
    cli.file('in.yaml', template);
    expect(await cli.run(['transform', cli.file(file)])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
  });

  test.each([
    ['20 MB', Buffer.alloc(20_000_000, 'a'), '1:1 SD1102'],
    ['Latin-1', Buffer.from('a: 1\nb: \xe4\n', 'latin1'), '2:4 SD1101'],
    ['UTF-16', Buffer.from('\uFEFFa: 1\n', 'utf16le'), '1:1 SD1101'],
    ['nothing', Buffer.from(''), '1:1 SD1105'],
    ['100,000 brackets', Buffer.from('['.repeat(100_000)), expect.stringMatching(/ SD1116$/)],
    ['100,000 braces', Buffer.from('{"a":'.repeat(100_000)), '1:1 SD1116'],
    ['600 maps in each other', Buffer.from(`{"a": ${'{"a":'.repeat(600)}1${'}'.repeat(600)}}`), '1:1 SD1116'],
    ['300 maps in each other', Buffer.from(`{"Transform": "SafeDeploy", "a": ${'{"a":'.repeat(300)}1${'}'.repeat(300)}}`), '1:1 SD1006'],
  ])('%s', async (_, bytes, place) => {
    const ran = await cli.run(['transform', '-'], bytes);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(placesOf(ran)).toEqual([place]);
    expect(ran.stderr.length).toBeLessThan(1_000);
  });
});
