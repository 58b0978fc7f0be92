import { CLI_TABLE } from '../../src/cli/diagnostics/table';
import { TABLE } from '../../src/diagnostics/table';
import type { Evidence } from '../../src/operations/why/evidence';
import { RULES } from '../../src/operations/why/rules';
import { textOf } from './pages';

const PAGE = textOf('docs/troubleshooting.md');
const section = (title: string): string => PAGE.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
const messages = (title: string): string[] => [...section(title).matchAll(/^### (.+)$/gm)].map((match) => match[1] ?? '');

/** The first rule of `why` that knows a message of an alias that failed; names and numbers stand where the page has an ellipsis. */
function ruleFor(message: string): string | undefined {
  const reason = message.replaceAll('( … )', '( 7 )').replaceAll('…', 'shop');
  const failure = { path: [], id: 'CheckoutAliaslive', type: 'AWS::Lambda::Alias', reason, at: new Date(0) };
  const evidence = {
    stack: { name: 'shop', region: 'eu-west-1', status: 'UPDATE_ROLLBACK_COMPLETE' },
    failure,
    rollbackFailures: [],
    reasons: [],
    moved: [],
    alarms: [],
    versions: [],
    unread: [],
    place: { id: 'CheckoutAliaslive', name: 'shop-Checkout', alias: 'live' },
  } as unknown as Evidence;
  return RULES.find((rule) => rule.recognise(evidence) !== undefined)?.name;
}

test.each([
  ['A version for this Lambda function exists ( … ). Modify the function to create a new version', 'version-exists'],
  ['Specified versions must be associated with the same execution role', 'role-changed'],
  ['Alias with weights can not be used with Provisioned Concurrency', 'provisioned-concurrency'],
  ['Rate exceeded', 'throttled'],
  ['A conflicting deployment is in progress', 'conflicting-deployment'],
  ['The security token included in the request is expired', 'expired-credentials'],
])('why recognizes: %s', (message, rule) => {
  expect(['From Lambda', 'From CodeDeploy', 'From the stack'].flatMap(messages)).toContain(message);
  expect(ruleFor(message)).toBe(rule);
});

test('the page names codes with their titles, and no others', () => {
  const titles: Readonly<Record<string, { title: string }>> = { ...TABLE, ...CLI_TABLE };
  const named = [...section('From the command line').matchAll(/^\| `(SD\d{4}) ([^`]+)`/gm)].map((match) => match.slice(1));
  expect(named.length).toBeGreaterThan(5);
  for (const [code = '', title] of named) expect([code, titles[code]?.title]).toEqual([code, title]);
});

test('each message has a heading of its own', () => {
  const headings = [...PAGE.matchAll(/^### (.+)$/gm)].map((match) => match[1]);
  expect(headings.length).toBeGreaterThan(35);
  expect(new Set(headings).size).toBe(headings.length);
});
