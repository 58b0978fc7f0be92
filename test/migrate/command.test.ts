import { chmodSync, lstatSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Folder } from './support';

const folder = new Folder();
afterAll(folder.remove);
const path = (name: string) => join(folder.path, name);

const SAM = `Transform: AWS::Serverless-2016-10-31
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, Handler: a.b, InlineCode: x, AutoPublishAlias: live }
`;
const MIGRATED = SAM.replace('Transform: AWS::Serverless-2016-10-31', 'Transform: [AWS::Serverless-2016-10-31, SafeDeploy]')
  .replace('    Properties', '    Metadata:\n      SafeDeploy:\n        Alias: live\n        Type: None\n    Properties')
  .replace(', AutoPublishAlias: live', '');
const PLAIN = `Parameters:
  Stage: { Type: String }
  Size: { Type: Number, Default: 128 }
Resources:
  Checkout:
    Type: AWS::Lambda::Function
    Properties:
      Code: { ZipFile: "exports.handler = async () => 200" }
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/shop
      MemorySize: !Ref Size
      Description: !Ref Stage
`;

describe('where it writes', () => {
  test('the file itself, which keeps its mode, and nothing is left beside it', () => {
    folder.write('mode.yaml', SAM);
    chmodSync(path('mode.yaml'), 0o640);
    const before = folder.list();
    expect(folder.run(['migrate', 'mode.yaml']).code).toBe(0);
    expect(folder.read('mode.yaml')).toBe(MIGRATED);
    expect(statSync(path('mode.yaml')).mode & 0o777).toBe(0o640);
    expect(folder.list()).toEqual(before);
  });

  test('what a link points to, and the link stays one', () => {
    folder.write('target.yaml', SAM);
    symlinkSync('target.yaml', path('link.yaml'));
    expect(folder.run(['migrate', 'link.yaml']).code).toBe(0);
    expect(lstatSync(path('link.yaml')).isSymbolicLink()).toBe(true);
    expect(folder.read('target.yaml')).toBe(MIGRATED);
  });

  test('--out, and the file stays', () => {
    folder.write('in.yaml', SAM);
    expect(folder.run(['migrate', 'in.yaml', '--out', 'out.yaml'])).toMatchObject({ code: 0, stdout: '' });
    expect([folder.read('in.yaml'), folder.read('out.yaml')]).toEqual([SAM, MIGRATED]);
  });

  test('nowhere with --dry-run, which says so and names no next step with the file', () => {
    folder.write('dry.yaml', SAM);
    const { code, stderr } = folder.run(['migrate', 'dry.yaml', '--dry-run']);
    expect([code, folder.read('dry.yaml')]).toEqual([0, SAM]);
    expect(stderr).toContain('Nothing was written.');
    expect(stderr).not.toContain('Next:');
    expect(folder.run(['migrate', 'dry.yaml']).stderr).toContain('Next:');
  });

  test('--out -, from the standard input', () => {
    expect(folder.run(['migrate', '-', '--out', '-'], SAM)).toMatchObject({ code: 0, stdout: MIGRATED });
  });

  test('--out also where there is nothing to change', () => {
    expect(folder.run(['migrate', '-', '--out', 'same.yaml'], MIGRATED)).toMatchObject({
      code: 0,
      stderr: 'There is nothing to migrate.\n',
    });
    expect(folder.read('same.yaml')).toBe(MIGRATED);
  });

  test('nowhere when it cannot', () => {
    folder.write('safe.yaml', SAM);
    const { code, stderr } = folder.run(['migrate', 'safe.yaml', '--out', 'missing/out.yaml']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('missing/out.yaml cannot be written (ENOENT).')]);
    mkdirSync(path('folder.yaml'));
    expect(folder.run(['migrate', 'safe.yaml', '--out', 'folder.yaml']).code).toBe(2);
    expect(folder.read('safe.yaml')).toBe(SAM);
    expect(folder.list().filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('used wrongly', () => {
  test.each([
    [['migrate', '-'], 'Standard input cannot be changed in place: add --out FILE, --out - or --dry-run.'],
    [['migrate', '-', '--dry-run', '--out', 'a'], '--dry-run and --out cannot be combined.'],
    [['migrate', 'nowhere.yaml'], 'nowhere.yaml does not exist.'],
    [['migrate', '-', '--out', '-', '--parameter', 'Other=1'], 'The template has no parameter Other.'],
    [['mark', '-', '--out', '-'], 'Pass either the functions to mark or --all.'],
    [['mark', '-', 'Checkout', '--all', '--out', '-'], 'Pass either the functions to mark or --all.'],
    [['mark', '-', 'Checkout', '--out', '-', '--type', 'Canary10Percents5Minutes'], 'Did you mean Canary10Percent5Minutes?'],
    [['mark', '-', 'Checkout', '--out', '-', '--type', 'Canary100Percent5Minutes'], 'Canary accepts 1 to 99 percent'],
    [
      ['mark', '-', 'Checkout', '--out', '-', '--alias', 'li ve'],
      '--alias must consist of 1 to 128 letters, digits, hyphens and underscores',
    ],
    [['mark', '-', 'Checkout', '--out', '-', '--alias', '12'], '--alias must consist of 1 to 128 letters, digits, hyphens and underscores'],
  ])('%j', (args, words) => {
    const { code, stdout, stderr } = folder.run(args, PLAIN);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(words)]);
  });

  test.each([
    ['broken YAML', 'Resources: [', 'SD1103'],
    ['no map', '- a', 'SD1207'],
    ['no template', 'a: b', 'SD1415'],
  ])('%s', (_, text, code) => {
    for (const args of [
      ['migrate', 'bad.yaml'],
      ['mark', 'bad.yaml', 'A'],
    ]) {
      folder.write('bad.yaml', text);
      const ran = folder.run(args);
      expect([ran.code, ran.stdout, ran.stderr]).toEqual([1, '', expect.stringContaining(code)]);
      expect(folder.read('bad.yaml')).toBe(text);
    }
  });
});

describe('after it', () => {
  test('a parameter without a value keeps nobody from marking, and the next command asks for it', () => {
    const { code, stdout, stderr } = folder.run(['mark', '-', 'Checkout', '--out', '-'], PLAIN);
    expect(code).toBe(0);
    expect(stdout).toContain('    Metadata:\n      SafeDeploy: {}\n');
    expect(stderr).toContain('Not checked: these parameters have no value: Stage.');
    expect(stderr).toContain('--parameter Stage=…');
  });

  test('the macro runs on the result where all values are there, and shows none of them', () => {
    const { code, stderr } = folder.run(
      ['mark', '-', 'Checkout', '--out', '-', '--parameter', 'Stage=hunter2'],
      PLAIN.replace('MemorySize', 'Colour'),
    );
    expect([code, stderr]).toEqual([1, expect.stringMatching(/<stdin>:\d+:7 {2}error SD2121/)]);
    expect(stderr).not.toContain('hunter2');
  });

  test('places are those of the file that was written', () => {
    const { stderr } = folder.run(
      ['mark', '-', 'Checkout', '--out', 'written.yaml', '--parameter', 'Stage=a'],
      PLAIN.replace('MemorySize', 'Colour'),
    );
    const line = Number(/written\.yaml:(\d+):/.exec(stderr)?.[1]);
    expect(folder.read('written.yaml').split('\n')[line - 1]).toContain('Colour');
  });
});
