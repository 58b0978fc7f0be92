import { Built } from './support/built';
import { functionOf, unmarked } from './support/templates';

const HEAD = 'Transform: SafeDeploy\nResources:\n';
const clean = HEAD + functionOf('F');
const warned = clean.replace('{SafeDeploy: {}}', '{SafeDeploy: {Alarms: []}}');
const wrong = clean.replace('{SafeDeploy: {}}', '{SafeDeploy: {Alais: x}}');
const plain = `Resources:\n${unmarked('F')}`;
const json = JSON.stringify({
  Transform: 'SafeDeploy',
  Resources: { T: { Type: 'AWS::SNS::Topic' } },
});

const built = new Built();
afterAll(built.remove);
beforeAll(() =>
  built.write({
    'shop/clean.yaml': clean,
    'shop/deep/er/warned.yml': warned,
    'shop/wrong.template': wrong,
    'shop/topic.json': json,
    'shop/plain.yaml': plain,
    'shop/node_modules/x/wrong.yaml': wrong,
    'shop/.git/wrong.yaml': wrong,
    'shop/buildspec.yaml': 'version: 0.2\nphases: {}\n',
    'shop/serverless.yml': 'service: x\nresources:\n  Resources:\n    T:\n      Type: AWS::SNS::Topic\n',
    'shop/package.json': '{"name": "shop", "Resources": {}}',
    'shop/helm.yaml': 'a: {{ .Values.a }}\n  b: [',
    'shop/notes.md': wrong,
    'other/a b.yaml': warned,
  }),
);

interface Finding {
  readonly file: string;
  readonly code: string;
}
const found = (...args: string[]) => {
  const { code, stdout } = built.run('lint', ...args, '--json');
  const findings = (JSON.parse(stdout) as Finding[]).filter(({ code: said }) => said !== 'SD3113');
  return { code, findings: findings.map(({ file, code: said }) => `${file} ${said}`) };
};

describe('a folder', () => {
  test('is searched for templates, recognised by what they hold', () => {
    expect(found('shop')).toEqual({
      code: 1,
      findings: ['shop/deep/er/warned.yml SD3101', 'shop/plain.yaml SD1201', 'shop/wrong.template SD2101'],
    });
  });

  test('ends with a summary that counts what was skipped', () => {
    const { stdout, stderr } = built.run('lint', 'shop', '--skip-unmarked');
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /\n1 error, 2 warnings in 3 of 4 templates\. Skipped: 1 template without SafeDeploy, 4 files that are not templates\.\n$/,
    );
  });

  test('without a template is a mistake, and not silence', () => {
    built.write({ 'empty/notes.md': '', 'specs/a.yaml': 'a: b\n' });
    expect(built.run('lint', 'empty')).toEqual({ code: 2, stdout: '', stderr: 'safedeploy lint: empty contains no YAML or JSON files.\n' });
    expect(built.run('lint', 'specs')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'safedeploy lint: None of the files is a CloudFormation template. Skipped: 1 file that is not a template.\n',
    });
  });
});

describe('a pattern', () => {
  test('is matched by the command where the shell leaves it alone', () => {
    expect(found('**/*.{yml,template}')).toEqual({ code: 1, findings: ['shop/deep/er/warned.yml SD3101', 'shop/wrong.template SD2101'] });
    expect(found(`${built.folder}/other/*.yaml`).findings).toEqual([`${built.folder}/other/a b.yaml SD3101`]);
  });

  test('that matches nothing is a mistake', () => {
    expect(built.run('lint', '**/*.yml5')).toEqual({ code: 2, stdout: '', stderr: 'safedeploy lint: No file matches **/*.yml5.\n' });
  });

  test('is a name where there is such a file', () => {
    built.write({ 'names/[a].yaml': warned, 'names/a.yaml': clean });
    expect(found('names/[a].yaml').findings).toEqual(['names/[a].yaml SD3101']);
  });
});

test('each file is judged once, however often it is said', () => {
  expect(found('shop/deep', 'shop/**/warned.yml', 'shop/deep/er/warned.yml').findings).toEqual(['shop/deep/er/warned.yml SD3101']);
});

test('a file that is named must be a template', () => {
  expect(found('shop/buildspec.yaml', 'shop/clean.yaml').code).toBe(1);
});

describe('one bad file stops no other', () => {
  test('a file that cannot be read', () => {
    const { code, stdout, stderr } = built.run('lint', 'nowhere.yaml', 'shop/deep');
    expect(code).toBe(2);
    expect(stderr).toBe('safedeploy lint: nowhere.yaml does not exist.\n');
    expect(stdout).toContain('shop/deep/er/warned.yml:5:');
    expect(stdout).toMatch(/\n1 warning in 1 of 1 template\. Not checked: 1 file\.\n$/);
  });

  test('a template that is broken', () => {
    built.write({ 'broken/a.yaml': `${clean}  : [\n`, 'broken/b.json': json.slice(0, -2), 'broken/c.yaml': warned });
    expect(found('broken')).toEqual({ code: 1, findings: ['broken/a.yaml SD1103', 'broken/b.json SD1104', 'broken/c.yaml SD3101'] });
  });
});

describe('parameters', () => {
  const staged = `Transform: SafeDeploy\nParameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}\nResources:\n${functionOf('F', '', '{Alias: !Ref Stage}')}`;
  beforeAll(() =>
    built.write({
      'stages/a.yaml': staged,
      'stages/b.yaml': clean,
      'values/dev.json': '{"Stage": "dev"}',
      'values/bad.json': '["Stage=secret"]',
      'beside/a.yaml': staged,
      'beside/a.yaml.parameters.json': '{"Parameters": {"Stage": "prod"}}',
      'beside/b.yaml': staged,
      'beside/b.parameters.json': '["Stage=dev"]',
    }),
  );

  test('that a template lacks are ignored, where another has them', () => {
    expect(found('stages').findings).toEqual(['stages/a.yaml SD1208', 'stages/a.yaml SD2103']);
    for (const args of [
      ['--parameter', 'Stage=dev'],
      ['--parameters', 'values/dev.json'],
      ['--parameters-for', 'stages/a.*=values/dev.json'],
      ['--parameters-for', 'stages/*=values/dev.json'],
    ])
      expect(found('stages', ...args)).toEqual({ code: 0, findings: [] });
  });

  test('that no template has are a mistake', () => {
    expect(built.run('lint', 'stages', '--parameter', 'Stagee=dev')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'safedeploy lint: No template has a parameter Stagee.\n',
    });
  });

  test('stand beside a template', () => {
    expect(found('beside')).toEqual({ code: 0, findings: [] });
    expect(found('beside/a.yaml')).toEqual({ code: 0, findings: [] });
  });

  test('are refused for one template alone', () => {
    const { code, stderr } = built.run('lint', 'stages', '--parameters-for', 'stages/a.yaml=values/bad.json');
    expect(code).toBe(2);
    expect(stderr).toBe('safedeploy lint: stages/a.yaml: The value of the parameter Stage must be one of its AllowedValues: dev, prod.\n');
  });

  test.each([
    [['--parameters-for', 'values/dev.json'], '--parameters-for must have the form GLOB=FILE.'],
    [['--parameters-for', 'nope/*=values/dev.json'], '--parameters-for: nope/* matches none of the templates.'],
    [['--parameters-for', 'stages/*=values/none.json'], 'values/none.json does not exist.'],
  ])('%s is refused', (args, message) => {
    const { code, stderr } = built.run('lint', 'stages', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('many files', () => {
  const count = 250;
  beforeAll(() =>
    built.write(
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `many/${String(index).padStart(3, '0')}.yaml`,
          index === 7 ? `${clean}  : [` : warned.replace('Alarms', index % 2 ? 'Alarms' : 'Alrams'),
        ]),
      ),
    ),
  );

  test('all findings are shown, whether in threads or not', () => {
    const { stdout } = built.run('lint', 'many');
    expect(stdout.match(/^many\/\d+\.yaml:\d+:\d+ {2}(error|warning) /gm)).toHaveLength(count);
    expect(stdout).toMatch(new RegExp(`\\n126 errors, 124 warnings in ${count} of ${count} templates\\.\\n$`));
  });

  test('and in the same words and order', () => {
    const threads = JSON.parse(built.run('lint', 'many', '--json').stdout) as Finding[];
    // fewer files are judged without threads
    const halves = ['0[0-4]', '0[5-9]', '1[0-4]', '1[5-9]', '2'].map((part) => {
      const { stdout } = built.run('lint', `many/${part}*.yaml`, '--json');
      return JSON.parse(stdout) as Finding[];
    });
    expect(halves.every((half) => half.length > 0 && half.length < 100)).toBe(true);
    expect(threads).toEqual(halves.flat());
  });

  test('threads know what --sam and --include say', () => {
    const using = (text: string) => Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`others/${index}.yaml`, text]));
    built.write({
      ...using(`${clean}    Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://parts/code.yaml}}\n`),
      'part.yaml': '{}',
    });
    const included = JSON.parse(built.run('lint', 'others', '--json', '--include', 's3://parts/code.yaml=part.yaml').stdout) as Finding[];
    expect(included.map(({ code }) => code)).not.toContain('SD1251');
    const missed = JSON.parse(built.run('lint', 'others', '--json').stdout) as Finding[];
    expect(missed.filter(({ code }) => code === 'SD1251')).toHaveLength(101);
    built.write(using('Transform: [AWS::Serverless-2016-10-31, SafeDeploy]\nResources: {A: {Type: AWS::Serverless::SimpleTable}}\n'));
    const { stdout } = built.run('lint', 'others', '--json', '--sam', './no-python');
    const untranslated = (JSON.parse(stdout) as (Finding & { message: string })[]).filter(({ code }) => code === 'SD1202');
    expect(untranslated).toHaveLength(101);
    expect(untranslated[0]?.message).toContain('no-python');
  });
});
