import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { type JsonObject, valueAt } from '../../src/template/json';
import { readYaml } from '../support/fixtures';
import { Build } from './support/build';

const build = new Build();
afterAll(build.remove);
const own = readYaml(readFileSync('template.yaml', 'utf8')) as JsonObject;
const built = readYaml(build.read('sam/template.yaml')) as JsonObject;

/** https://docs.aws.amazon.com/serverlessrepo/latest/devguide/serverless-app-publishing-applications.html */
const APPLICATION = ['Metadata', 'AWS::ServerlessRepo::Application'];

test('template.yaml says what sam publish asks for', () => {
  const application = valueAt(own, APPLICATION) as Record<string, string>;
  expect(application).toMatchObject({
    Author: expect.stringMatching(/^[A-Za-z0-9-]+$/),
    SpdxLicenseId: 'Apache-2.0',
    SemanticVersion: version,
  });
  expect(application.Name).toMatch(/^[A-Za-z0-9-]{1,140}$/);
  expect(application.Description?.length).toBeLessThanOrEqual(256);
  expect(application.Labels?.length).toBeLessThanOrEqual(10);
  for (const name of ['LicenseUrl', 'ReadmeUrl']) expect(existsSync(application[name] ?? '')).toBe(true);
});

test('the built copy names files that are there, and needs no build', () => {
  expect(valueAt(built, ['Resources', 'Function', 'Metadata'])).toBeUndefined();
  expect(valueAt(built, ['Resources', 'Function', 'Properties', 'CodeUri'])).toBe('function');
  expect(build.read('sam/function/index.js') === build.read('macro/index.js')).toBe(true);
  for (const name of ['LicenseUrl', 'ReadmeUrl'])
    expect(existsSync(join('dist', 'sam', String(valueAt(built, [...APPLICATION, name]))))).toBe(true);
});

test('the built copy states the SHA-256 of the code, and is the same otherwise', () => {
  expect(valueAt(built, ['Outputs', 'CodeSha256', 'Value'])).toBe(
    createHash('sha256').update(build.read('sam/function/index.js')).digest('hex'),
  );
  const lines = (text: string) => text.split('\n');
  const [before, after] = [lines(readFileSync('template.yaml', 'utf8')), lines(build.read('sam/template.yaml'))];
  const lost = before.filter((line) => !after.includes(line)).map((line) => line.trim());
  expect(lost).toEqual(['LicenseUrl: LICENSE', 'ReadmeUrl: README.md', 'Metadata:', 'BuildMethod: makefile', 'CodeUri: .']);
});
