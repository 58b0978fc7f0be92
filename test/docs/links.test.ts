import { anchorsOf, documents, exists, externalLinksOf, linksOf, pages } from './pages';

const links = documents.flatMap((page) => linksOf(page).map((link) => ({ page, ...link })));

test('links lead to files', () => {
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ target }) => !exists(target))).toEqual([]);
});

test('links lead to headings', () => {
  const anchored = links.filter(({ target, anchor }) => anchor !== '' && target.endsWith('.md') && exists(target));
  expect(anchored.filter(({ target, anchor }) => !anchorsOf(target).includes(anchor))).toEqual([]);
});

/** Whether they answer is asked by npm run links: that needs a network. */
test('links to other sites are well-formed, and encrypted', () => {
  const external = documents.flatMap((page) => externalLinksOf(page).map((link) => ({ page, link })));
  expect(external.length).toBeGreaterThan(50);
  const isGood = (link: string) => URL.canParse(link) && new URL(link).protocol === 'https:' && !/[.,;:\s]$/.test(link);
  expect(external.filter(({ link }) => !isGood(link))).toEqual([]);
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
