import { readFileSync } from 'node:fs';
import { parseYaml } from '../../src/cli/read/read';
import { Cli } from '../cli/support/cli';
import { cases, expected, Folder, saidIn } from './support';

const all = cases();
/** What SAM itself says of a result depends on the machine: test/cli/sam asks it. */
const WITHOUT_SAM = ['--sam', '/nowhere/python'];
const folder = new Folder();
/** What need not be asked of the built command again: the same in this process is faster. */
const cli = new Cli();
afterAll(() => {
  folder.remove();
  cli.remove();
});

test('a third of the cases are errors', () => {
  const refused = all.filter((one) => expected(one).after === undefined);
  expect(all.length).toBeGreaterThan(40);
  expect(refused.length * 3).toBeGreaterThanOrEqual(all.length);
});

describe.each(all.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const { after, says } = expected(one);
  const { file, before, args } = one;

  test('gives the file and the words that are expected', () => {
    folder.write(file, before);
    expect(saidIn(folder.run([...args, ...WITHOUT_SAM]))).toBe(says);
    expect(folder.read(file)).toBe(after ?? before);
  });

  const inside = (text: string, ...more: string[]) => {
    const path = cli.file(file, text);
    return cli.run([...args.map((arg) => (arg === file ? path : arg)), ...WITHOUT_SAM, ...more]);
  };
  const written = () => readFileSync(cli.file(file), 'utf8');

  test('shows the same with --dry-run, and changes nothing', async () => {
    const ran = await inside(before, '--dry-run');
    expect(saidIn(ran)).toBe(says);
    expect(written()).toBe(before);
    expect(ran.stdout === '').toBe(after === undefined);
    expect(patched(before, ran.stdout)).toBe(after ?? before);
  });

  if (after !== undefined && args[0] === 'migrate') {
    test('changes nothing the second time', async () => {
      await inside(after);
      expect(written()).toBe(after);
    });
  }

  if (after !== undefined) {
    test('is still a template', () => {
      expect(parseYaml(after.replace(/^\uFEFF/, ''))).toBeInstanceOf(Object);
    });
  }
});

/** A text with a unified diff applied, so that the diff is known to be one. */
function patched(text: string, diff: string): string {
  if (diff === '') return text;
  const lines = text.split(/(?<=\n)/);
  let shift = 0;
  for (const hunk of diff.split(/^(?=@@ )/m).slice(1)) {
    const [head = '', ...body] = hunk.split(/(?<=\n)/);
    const from = Number(/^@@ -(\d+)/.exec(head)?.[1]) - 1 + shift;
    const all = body
      .map((line, index) => (body[index + 1]?.startsWith('\\') ? line.slice(0, -1) : line))
      .filter((line) => !line.startsWith('\\'));
    const [old, fresh] = ['-', '+'].map((sign) => all.filter((line) => line[0] === ' ' || line[0] === sign).map((line) => line.slice(1)));
    expect(lines.slice(from, from + (old?.length ?? 0))).toEqual(old);
    lines.splice(from, old?.length ?? 0, ...(fresh ?? []));
    shift += (fresh?.length ?? 0) - (old?.length ?? 0);
  }
  return lines.join('');
}
