import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageOf } from '../../../src/cli/rehearse/page';
import type { Rehearsal } from '../../../src/rehearse/rehearse';
import { Cli } from '../support/cli';

const cli = new Cli();
afterAll(cli.remove);

const TEMPLATE = `Transform: SafeDeploy
Resources:
  Checkout:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: { Type: Linear25PercentEvery5Minutes, Alarms: [{ Errors: {} }, orders-5xx] } }
    Properties: { Code: { ZipFile: x }, Handler: i.h, Runtime: nodejs24.x, Role: 'arn:aws:iam::123456789012:role/r' }
  Search:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: {} }
    Properties: { Code: { ZipFile: x }, Handler: i.h, Runtime: nodejs24.x, Role: 'arn:aws:iam::123456789012:role/r' }
`;

let rehearsals: Rehearsal[];
let page: string;
beforeAll(async () => {
  const args = ['rehearse', '-', '--runs', '1000', '--json', '--traffic', '60/min', '--traffic', 'Search=5/h', '--errors', '0.5%'];
  const { stdout } = await cli.run(args, TEMPLATE);
  rehearsals = JSON.parse(stdout).rehearsals;
  page = pageOf(rehearsals, ['Hook moves to a new version at once, without CodeDeploy: there is nothing to rehearse.']);
});

describe('the page', () => {
  test('needs nothing from anywhere', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:|\bon\w+=/i);
    expect(page.length).toBeLessThan(120_000);
  });

  test('has a section for each function, a row for each version and a picture for each bad one', () => {
    const count = (what: RegExp) => [...page.matchAll(what)].length;
    expect([count(/<section /g), count(/<tbody>/g), count(/<svg /g), count(/<details open>/g)]).toEqual([2, 2, 8, 2]);
    expect(count(/<tr>/g)).toBe(2 * (1 + 4 + 1));
    expect(page).toContain(
      '<p class="quiet">orders-5xx is left out: a rehearsal cannot simulate an alarm that is not in the template.</p>',
    );
    expect(page).toContain('<p class="quiet">Hook moves to a new version at once, without CodeDeploy: there is nothing to rehearse.</p>');
    expect(page).toContain('<p class="advice">');
  });

  test('says under the pointer what a minute has', () => {
    expect(page).toMatch(/<title>minute 0: 25 % of traffic; [\d.]+ failed requests \([\d.]+ to [\d.]+\); stopped in [\d.]+ %<\/title>/);
  });

  test('shows what comes from a template as text', () => {
    const [first] = rehearsals as [Rehearsal];
    const evil = '<img src=x onerror=alert(1)>"&\'';
    const shown = pageOf(
      [{ ...first, type: evil, leftOut: [{ name: evil, unknown: evil }], good: { ...first.good, by: [{ name: evil, share: 1 }] } }],
      [evil],
    );
    expect(shown).not.toContain('<img');
    expect(shown).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&amp;&#39;');
  });
});

/** What a browser makes of it. The page is in a frame, and what stands around it looks at it. */
const LOOK = `
const shown = document.getElementById('page').contentDocument;
const found = { wide: shown.documentElement.scrollWidth > shown.documentElement.clientWidth, svgs: 0, empty: 0, outside: 0, covered: 0, closed: 0 };
for (const svg of shown.querySelectorAll('svg')) {
  const box = svg.getBoundingClientRect();
  if (!svg.checkVisibility()) { found.closed++; continue; }
  found.svgs++;
  for (const part of svg.querySelectorAll('path.share, path.stopped, path.failed, path.grid, text')) {
    const own = part.getBoundingClientRect();
    if (own.width === 0) found.empty++;
    if (own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1) found.outside++;
  }
  const texts = [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
  texts.forEach((a, i) => texts.slice(i + 1).forEach((b) => {
    if (a.left < b.right && b.left < a.right && a.top + 2 < b.bottom - 2 && b.top + 2 < a.bottom - 2) found.covered++;
  }));
}
found.colours = [shown.body, shown.querySelector('h2')].map((node) => getComputedStyle(node)).map(({ color, backgroundColor }) => color + ' ' + backgroundColor)[0];
document.body.dataset.found = JSON.stringify(found);
`;

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
});

if (browser === undefined) {
  test.skip('a browser shows the page', () => {});
  process.stderr.write('test/cli/rehearse/page.test.ts: the page is not looked at, because there is no chromium here.\n');
} else {
  describe('in a browser', () => {
    const folder = mkdtempSync(join(tmpdir(), 'safedeploy-page-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    function look(width: number, open: boolean, flags: readonly string[] = []) {
      const inside = (open ? page.replaceAll('<details>', '<details open>') : page).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      const file = join(folder, 'look.html');
      const around = `<!doctype html><body style="margin:0"><iframe id="page" style="border:0;width:${width}px;height:2000px" srcdoc="${inside}"></iframe>
        <script>document.getElementById('page').addEventListener('load', () => { ${LOOK} });</script></body>`;
      writeFileSync(file, around);
      const args = [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--virtual-time-budget=2000',
        ...flags,
        `--user-data-dir=${folder}/profile`,
      ];
      const dom = execFileSync(browser as string, [...args, '--dump-dom', `file://${file}`], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [, found = '{}'] = /data-found="([^"]*)"/.exec(dom) ?? [];
      return JSON.parse(found.replaceAll('&quot;', '"'));
    }

    test.each([1_200, 360])(
      'all of it is there, and nothing runs over, %i pixels wide',
      (width) => {
        expect(look(width, false)).toMatchObject({ wide: false, svgs: 2, closed: 6, empty: 0, outside: 0, covered: 0 });
        expect(look(width, true)).toMatchObject({ wide: false, svgs: 8, closed: 0, empty: 0, outside: 0, covered: 0 });
      },
      60_000,
    );

    test('dark where the reader likes it dark', () => {
      const [light, dark] = [look(800, false), look(800, false, ['--force-dark-mode', '--blink-settings=preferredColorScheme=0'])];
      expect(light.colours).toBe('rgb(27, 31, 36) rgb(255, 255, 255)');
      expect(dark.colours).toBe('rgb(240, 246, 252) rgb(13, 17, 23)');
    }, 60_000);
  });
}
