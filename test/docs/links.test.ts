import { anchorsOf, exists, linksOf, pages } from './pages';

const links = pages.flatMap((page) => linksOf(page).map((link) => ({ page, ...link })));

test('links lead to files', () => {
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ target }) => !exists(target))).toEqual([]);
});

test('links lead to headings', () => {
  const anchored = links.filter(({ target, anchor }) => anchor !== '' && target.endsWith('.md') && exists(target));
  expect(anchored.filter(({ target, anchor }) => !anchorsOf(target).includes(anchor))).toEqual([]);
});

test('every page is reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const { target } of links.filter((link) => link.page === page)) {
      if (target.endsWith('.md')) reached.add(target);
      else for (const other of pages) if (target !== '' && other.startsWith(`${target}/`)) reached.add(other);
    }
  }
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});
