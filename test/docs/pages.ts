import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = process.cwd();

/** Every Markdown page of the project, by its path from the root. */
export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file))
    .sort(),
];

/** With those that stand at the root for people who work on the project. */
export const documents: readonly string[] = [...pages, 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'test/engine/README.md'];

export const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

export interface Block {
  readonly line: number;
  readonly text: string;
  /** The line before the block, where `<!-- gives -->` may stand. */
  readonly before: string;
}

/** The fenced blocks of one language. */
export function blocksOf(page: string, language: string): Block[] {
  const blocks: Block[] = [];
  const lines = textOf(page).split('\n');
  for (let start = 0; start < lines.length; start++) {
    if (lines[start] !== `\`\`\`${language}`) continue;
    const end = lines.indexOf('```', start);
    if (end < 0) throw new Error(`${page}:${start + 1} opens a block that nobody closes`);
    blocks.push({ line: start + 1, text: lines.slice(start + 1, end).join('\n'), before: lines[start - 1] ?? '' });
    start = end;
  }
  return blocks;
}

const LINK = /\]\(([^)\s]+)\)/g;

const proseOf = (page: string): string => textOf(page).replace(/```[\s\S]*?```/g, '');
const targetsOf = (page: string): string[] => [...proseOf(page).matchAll(LINK)].map((match) => match[1] ?? '');
const isExternal = (link: string): boolean => /^[a-z]+:/i.test(link) || link.startsWith('//');

/** Links of a page to other sites, as they are written. */
export const externalLinksOf = (page: string): string[] => targetsOf(page).filter(isExternal);

/** Links of a page to files of the project: the target's path from the root, and its anchor. */
export function linksOf(page: string): { target: string; anchor: string }[] {
  return targetsOf(page)
    .filter((link) => !isExternal(link))
    .map((link) => {
      const [file = '', anchor = ''] = link.split('#');
      return { target: file === '' ? page : relative(ROOT, join(ROOT, dirname(page), file)), anchor };
    });
}

export const exists = (path: string): boolean => existsSync(join(ROOT, path));

/** GitHub's anchors of the headings of a page. */
export function anchorsOf(page: string): string[] {
  return [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

/** The lines of the text block that begins so, without `…`, which stands for what the page leaves out. */
export function linesShown(page: string, beginning: string): string[] {
  const block = blocksOf(page, 'text').find(({ text }) => text.startsWith(beginning));
  if (!block) throw new Error(`${page} shows no ${beginning}`);
  return block.text.split('\n').filter((line) => line.trim() !== '…');
}
