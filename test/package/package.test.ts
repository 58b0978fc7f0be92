import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Block, blocksOf } from '../docs/pages';
import { manifest, Packed, type Ran, run } from './support/packed';

jest.setTimeout(200_000);

/** The package as its users get it: packed from a fresh clone, installed into an empty folder, offline. */
let packed: Packed;
let home: string;
beforeAll(() => {
  packed = new Packed();
  home = packed.consumer('home', Object.fromEntries(PAGE.map((block) => [fileOf(block) ?? '', `${block.text}\n`])));
});
afterAll(() => packed.remove());

const fileOf = ({ before }: Block): string | undefined => /^<!-- file: (\S+) -->$/.exec(before)?.[1];
const PAGE = ['yaml', 'js'].flatMap((language) => blocksOf('docs/api.md', language)).filter(fileOf);

const MOST_BYTES = 1_500_000;

test('it is small, and holds neither tests nor sources', () => {
  expect(packed.size).toBeLessThan(MOST_BYTES);
  expect(
    packed.files.filter((file) => /^(src|test|scripts|bench|docs|node_modules)\/|\.ts$/.test(file) && !file.endsWith('.d.ts')),
  ).toEqual([]);
  expect(packed.files).toEqual(
    expect.arrayContaining([
      'README.md',
      'LICENSE',
      'dist/cli/safedeploy.js',
      'dist/safedeploy.yaml',
      'dist/LICENSES.txt',
      'install/macro.yaml',
    ]),
  );
});

test('it brings everything with it: no dependency, no script at installation', () => {
  expect(readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['safedeploy']);
  const { dependencies, optionalDependencies, scripts, private: secret } = manifest();
  expect([dependencies, optionalDependencies, secret]).toEqual([undefined, undefined, undefined]);
  expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});

test('what package.json names is there', () => {
  const named = JSON.stringify([manifest().exports, manifest().bin, manifest().main, manifest().types]).match(/(?:dist|schema)\/[\w./-]+/g);
  expect(named?.length).toBeGreaterThan(7);
  expect(named?.filter((file) => !existsSync(join(home, 'node_modules/safedeploy', file)))).toEqual([]);
});

describe('the command line', () => {
  const safedeploy = (...args: string[]): Ran => run(home, join(home, 'node_modules/.bin/safedeploy'), args);

  test('plans, lints and transforms', () => {
    for (const command of ['plan', 'lint', 'transform']) {
      expect(safedeploy(command, 'template.yaml')).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') });
    }
    expect(safedeploy('plan', 'template.yaml').stdout).toContain('Checkout');
  });

  test('says its version', () => {
    expect(safedeploy('--version').stdout).toBe(`${manifest().version}\n`);
  });

  test('has the SDK, which needs no package', () => {
    const port = '9'; // nobody listens at discard
    const environment = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_MAX_ATTEMPTS: '1',
    };
    const { code, stderr } = run(
      home,
      join(home, 'node_modules/.bin/safedeploy'),
      ['plan', 'template.yaml', '--stack', 'shop'],
      environment,
    );
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('ECONNREFUSED') });
  });

  test('has the template of the macro, which install asks a bucket for', () => {
    const bytes = readFileSync(join('dist', 'safedeploy.yaml')).length.toLocaleString('en');
    expect(safedeploy('install', '--yes')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`SD1341  The template of the macro has ${bytes} bytes`),
    });
  });

  test('by npx, from the file alone, in a folder that has installed nothing', () => {
    const folder = packed.path('elsewhere');
    mkdirSync(folder);
    // npx takes a relative path from the nearest package.json
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    copyFileSync(join(home, 'template.yaml'), join(folder, 'template.yaml'));
    const file = `../${basename(packed.tarball)}`;
    const { code, stdout, stderr } = run(folder, 'npx', ['--offline', '--yes', file, 'plan', 'template.yaml']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('error') });
    expect(stdout).toContain('Checkout');
  });
});

describe('the library', () => {
  test('docs/api.md: the example prints what the page says', () => {
    const { code, stdout, stderr } = run(home, process.execPath, ['deploy.mjs']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim()).toBe(blocksOf('docs/api.md', 'text').at(-1)?.text);
    expect(Object.keys(JSON.parse(readFileSync(join(home, 'packaged.json'), 'utf8')).Resources)).toContain('CheckoutAliasprod');
  });

  test.each([
    ['import', 'esm.mjs', "import * as library from 'safedeploy';"],
    ['require', 'cjs.cjs', "const library = require('safedeploy');"],
  ])('has the same names with %s', (_, file, line) => {
    writeFileSync(
      join(home, file),
      `${line}\nconsole.log(Object.keys(library).filter((name) => name !== 'default' && name !== 'module.exports').sort().join(' '));\n`,
    );
    expect(run(home, process.execPath, [file])).toMatchObject({ code: 0, stdout: 'UsageError lint plan transform version\n' });
  });

  test('answers as the command line does', () => {
    writeFileSync(
      join(home, 'same.cjs'),
      "process.stdout.write(JSON.stringify(require('safedeploy').transform(require('fs').readFileSync('template.yaml', 'utf8')).template));",
    );
    const command = run(home, join(home, 'node_modules/.bin/safedeploy'), ['transform', 'template.yaml', '--format', 'json']);
    expect(JSON.parse(run(home, process.execPath, ['same.cjs']).stdout)).toEqual(JSON.parse(command.stdout));
  });

  test.each(['safedeploy/macro', 'safedeploy/schema.json', 'safedeploy/package.json'])('%s can be required', (name) => {
    expect(run(home, process.execPath, ['-e', `console.log(typeof require('${name}'))`])).toMatchObject({ code: 0, stdout: 'object\n' });
  });
});

describe('the types', () => {
  const USES = `import { lint, plan, transform, UsageError, type Diagnostic, type Options, type Plan } from 'safedeploy';
const options: Options = { region: 'eu-west-1', parameters: { Stage: 'prod' } };
const found: readonly Diagnostic[] = [...lint({ Resources: {} }, options).diagnostics, ...transform('', options).diagnostics];
const made: Plan | undefined = plan('', { ...options, against: {} }).plan;
const effects: string[] = made?.functions.map(({ id, deployment }) => \`\${id} \${deployment?.effect ?? ''}\`) ?? [];
const line: number | undefined = found[0]?.place?.line;
export const all = [effects, line, UsageError];
// @ts-expect-error there is no such option
transform('', { regoin: 'eu-west-1' });
// @ts-expect-error the text or the template
lint(7);
`;
  const tsc = join(process.cwd(), 'node_modules', 'typescript', 'bin', 'tsc');

  test.each([
    ['node16', 'node16', 'uses.mts'],
    ['node16', 'node16', 'uses.cts'],
    ['bundler', 'preserve', 'uses.ts'],
    ['nodenext', 'nodenext', 'uses.mts'],
  ])('moduleResolution %s, module %s: %s', (moduleResolution, module, file) => {
    writeFileSync(join(home, file), USES);
    const options = [
      '--noEmit',
      '--strict',
      '--moduleResolution',
      moduleResolution,
      '--module',
      module,
      '--target',
      'es2022',
      '--types',
      '',
    ];
    expect(run(home, process.execPath, [tsc, ...options, file])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
