import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { manifest, Packed, run } from './support/packed';

jest.setTimeout(200_000);
let packed: Packed;
beforeAll(() => {
  packed = new Packed();
});
afterAll(() => packed.remove());

const { version } = manifest();
const clone = () => packed.path('clone');
const release = (...args: string[]) => run(clone(), 'bash', ['scripts/release.sh', ...args]);
const inRelease = (name: string) => readFileSync(join(clone(), 'dist', 'release', name), 'utf8');

test('a tag of another version is refused', () => {
  expect(release('v9.9.9')).toMatchObject({ code: 1, stderr: expect.stringContaining('tag the commit that has') });
});

test('a version that the changelog does not have is refused', () => {
  writeFileSync(join(clone(), 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n');
  expect(release(`v${version}`)).toMatchObject({ code: 1, stderr: expect.stringContaining(`no section ## ${version}`) });
});

describe('a release', () => {
  const name = `safedeploy-${version}.tgz`;
  beforeAll(() => {
    writeFileSync(join(clone(), 'CHANGELOG.md'), `# Changelog\n\n## ${version}\n\nDigest format: 2.\n\n## 0.0.1\n\nEarlier.\n`);
    expect(release(`v${version}`, 'someone/safedeploy')).toMatchObject({ code: 0 });
  });

  test('has files, and their checksums', () => {
    const checked = run(join(clone(), 'dist', 'release'), 'sha256sum', ['--check', 'SHA256SUMS']);
    expect(checked).toMatchObject({ code: 0, stdout: `safedeploy.yaml: OK\n${name}: OK\nsbom.json: OK\n` });
  });

  test('has a package that names its repository', () => {
    const ran = run(clone(), 'tar', ['-xzOf', join('dist', 'release', name), 'package/package.json']);
    expect(JSON.parse(ran.stdout).repository.url).toBe('git+https://github.com/someone/safedeploy.git');
  });

  test('has notes: the section of the version, and the checksum that the stack states', () => {
    const notes = readFileSync(join(clone(), 'dist', 'notes.md'), 'utf8');
    expect(notes).toContain('Digest format: 2.');
    expect(notes).not.toContain('Earlier.');
    const [, sha = 'none'] = /CodeSha256 of the macro: `([0-9a-f]{64})`/.exec(notes) ?? [];
    expect(inRelease('safedeploy.yaml')).toContain(`Value: ${sha}`);
  });

  test('has an SBOM of what ships: the packages in the bundles, with their hashes', () => {
    const { components } = JSON.parse(inRelease('sbom.json')) as { components: { name: string; hashes?: unknown[]; licenses: unknown }[] };
    const names = components.map((one) => one.name);
    expect(names).toEqual(
      expect.arrayContaining(['yaml', 'lodash', 'jsonc-parser', '@aws-sdk/client-cloudformation', '@aws-sdk/client-s3']),
    );
    expect(names.filter((one) => ['typescript', 'esbuild', 'jest', '@biomejs/biome'].includes(one))).toEqual([]);
    expect(components.filter(({ hashes }) => !hashes)).toEqual([]);
  });
});

test('the workflow runs at tags, without scripts of packages, and with what it needs to write alone', () => {
  const { on, permissions, jobs } = parse(readFileSync('.github/workflows/release.yml', 'utf8'));
  expect([on, permissions]).toEqual([{ push: { tags: ['v*'] } }, { contents: 'read' }]);
  expect(jobs.release.permissions).toEqual({ contents: 'write', 'id-token': 'write', attestations: 'write' });
  const lines = jobs.release.steps.flatMap((step: { run?: string }) => step.run ?? []);
  expect(lines[0]).toContain('npm ci --ignore-scripts');
  expect(lines.filter((line: string) => line.includes('${{'))).toEqual([]);
});
