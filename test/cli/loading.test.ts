import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `npm test` builds it. */
const FOLDER = join(process.cwd(), 'dist', 'cli');

/** The files of the command line that a run loads. */
function loaded(...args: string[]): string {
  const script = `
    import { register } from 'node:module';
    process.argv = [process.argv[0], ...${JSON.stringify([join(FOLDER, 'safedeploy.js'), ...args])}];
    register('data:text/javascript,' + encodeURIComponent(\`
      import { writeSync } from 'node:fs';
      export async function load(url, context, next) {
        if (url.includes('/dist/cli/')) writeSync(2, url + String.fromCharCode(10));
        return next(url, context);
      }\`));
    await import(${JSON.stringify(join(FOLDER, 'safedeploy.js'))});`;
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stderr;
}

test('--help loads no command', () => {
  const files = loaded('--help');
  expect(files).toContain('/dist/cli/safedeploy.js');
  expect(files).not.toMatch(/parts\/(transform|plan|lint|status|watch|why|explain)-/);
});

test('a command loads no other', () => {
  const files = loaded('explain', 'SD2101');
  expect(files).toMatch(/parts\/explain-/);
  expect(files).not.toMatch(/parts\/(transform|plan|lint|status|watch|why)-/);
  expect(files).not.toContain('/packages/');
});
