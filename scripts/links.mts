import { documents, externalLinksOf } from '../test/docs/pages';

/** Asks every site that the pages link to whether the page is still there. Exits with 1 if one is not, with 2 without a network. */
const AT_ONCE = 6;
const PATIENCE = 20_000;
const PLACEHOLDER = 'github.com/YOUR-FORK/';

const where = new Map<string, Set<string>>();
for (const page of documents) {
  for (const link of externalLinksOf(page)) {
    const url = link.replace(/#.*$/, '');
    if (!url.includes(PLACEHOLDER)) where.set(url, (where.get(url) ?? new Set()).add(page));
  }
}

/** undefined: it is there. Some sites refuse HEAD, so that a refusal is asked again with GET. */
async function faultOf(url: string): Promise<string | undefined> {
  let fault: string | undefined;
  for (const method of ['HEAD', 'GET']) {
    try {
      const answer = await fetch(url, { method, redirect: 'follow', signal: AbortSignal.timeout(PATIENCE) });
      await answer.body?.cancel();
      if (answer.ok) return undefined;
      fault = String(answer.status);
    } catch (error) {
      fault = error instanceof Error ? String((error.cause as { code?: string } | undefined)?.code ?? error.message) : String(error);
    }
  }
  return fault;
}

const queue = [...where.keys()].sort();
const broken: string[] = [];
const worker = async () => {
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    const fault = await faultOf(url);
    if (fault !== undefined) broken.push(`${fault}  ${url}  ${[...(where.get(url) ?? [])].join(', ')}`);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
const isOffline = broken.length === where.size && broken.every((line) => /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH) /.test(line));
if (isOffline) {
  console.error(`None of ${where.size} sites could be reached: there is no network.`);
  process.exit(2);
}
for (const line of broken.sort()) console.log(line);
console.log(`${where.size} links, ${broken.length} broken`);
process.exitCode = broken.length === 0 ? 0 : 1;
