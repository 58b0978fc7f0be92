import type { Compiled } from '../../src/cli/compile';
import { type Json, type JsonObject, own } from '../../src/template/json';
import { eachReference } from '../../src/template/references';
import { readYaml } from '../support/fixtures';
import { deploy } from './deploy';
import { type Block, blocksOf, pages } from './pages';

/**
 * Every YAML block with Resources is a template that works:
 * - it is transformed without an error, and refers to nothing that it does not have;
 * - unless its first line is a comment with codes, `# Fails: SD2111`: then it gives exactly these errors;
 * - a block after `<!-- gives -->` is part of what the block before it becomes.
 */
const GIVES = '<!-- gives -->';
const snippets = pages.flatMap((page) => templatesOf(page).map((snippet) => [`${page}:${snippet.line}`, snippet] as const));

interface Snippet extends Block {
  readonly given: Json | undefined;
}

function templatesOf(page: string): Snippet[] {
  const blocks = blocksOf(page, 'yaml').filter(({ text }) => /^Resources:/m.test(text));
  return blocks.flatMap((block, index) => {
    if (block.before === GIVES) return [];
    const next = blocks[index + 1];
    return [{ ...block, given: next?.before === GIVES ? readYaml(next.text) : undefined }];
  });
}

const codesOf = ({ text }: Block): string[] => /^# Fails:(.*)$/m.exec(text)?.[1]?.match(/SD\d{4}/g) ?? [];

test('there are snippets of both kinds', () => {
  const failing = snippets.filter(([, snippet]) => codesOf(snippet).length > 0);
  expect(failing.length).toBeGreaterThan(3);
  expect(snippets.length - failing.length).toBeGreaterThan(10);
});

describe.each(snippets)('%s', (_, snippet) => {
  let result: Compiled;
  beforeAll(async () => {
    result = await deploy(snippet.text);
  });

  test('says what it says', () => {
    expect([...new Set(result.findings.all.map(({ code }) => code))]).toEqual(codesOf(snippet));
    expect(result.template === undefined).toBe(codesOf(snippet).length > 0);
  });

  test('refers to nothing that is not there', () => {
    const known = new Set(
      ['Resources', 'Parameters'].flatMap((section) => Object.keys((own(result.template, section) ?? {}) as JsonObject)),
    );
    const unknown = new Set<string>();
    eachReference(result.template, (id) => known.has(id) || id.startsWith('AWS::') || unknown.add(id));
    expect([...unknown]).toEqual([]);
  });

  if (snippet.given !== undefined) {
    test('gives what the next block says', () => {
      expect(result.template).toMatchObject(snippet.given as object);
    });
  }
});
