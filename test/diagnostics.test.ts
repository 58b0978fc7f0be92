import { TABLE } from '../src/diagnostics/table';
import { respond } from '../src/macro/respond';
import { SETTINGS } from '../src/settings/schema';
import { reportsOnFixtures } from './diagnostics/report';

const said = reportsOnFixtures();

const failure = (event: unknown): string => {
  const log = () => {};
  return respond(event, log, () => 0).errorMessage ?? '';
};

test('SD1007: the request lacks what CloudFormation always sends', () => {
  expect(failure({ fragment: {}, accountId: '123456789012' })).toMatch(/^SD1007: The request has no region\. /);
  expect(failure({ fragment: {}, region: 'eu-west-1' })).toMatch(/^SD1007: The request has no accountId\. /);
  expect(failure(undefined)).toMatch(/^SD1007: /);
});

test('SD9001: a fault comes back as a failed response with an incident id, and says nothing of the template', () => {
  const fault = () => {
    throw new Error('hunter2');
  };
  const fragment = new Proxy({}, { ownKeys: fault, get: fault, getOwnPropertyDescriptor: fault });
  const message = failure({ requestId: 'r', region: 'eu-west-1', accountId: '123456789012', fragment });
  expect(message).toMatch(/^SD9001: .* Incident ID: [0-9a-f]{12}\. /);
  expect(message).not.toContain('hunter2');
});

test('every other error is produced by a fixture or by test/diagnostics/limits.test.ts', () => {
  const codes = new Set<string>(said.map(({ code }) => code));
  const errors = Object.entries(TABLE).filter(([, { severity }]) => severity === 'error');
  expect(errors.map(([code]) => code).filter((code) => !codes.has(code))).toEqual(['SD1006', 'SD1007', 'SD4001', 'SD4003', 'SD9001']);
});

describe.each(Object.entries(TABLE))('%s', (code, { title, text, remedy }) => {
  test('is said in sentences', () => {
    expect(code).toMatch(/^SD[1-9]\d{3}$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(text).toMatch(/^(\{\w+\}|[A-Z]).*(\.|\.\{hint\})$/);
    expect(remedy).toMatch(/\.$/);
  });

  test('says first what to do', () => {
    const verbs =
      'Add|Choose|Combine|Correct|Define|Flatten|Give|Keep|List|Lower|Mark|Move|Put|Remove|Rename|Report|Send|Set|Shorten|Use|Write';
    expect(remedy).toMatch(new RegExp(`^(${verbs})\\b`));
  });
});

test('no message of a fixture has a blank that nobody filled in', () => {
  expect(said.length).toBeGreaterThan(100);
  const unfilled = said.map(({ code, message, remedy }) => `${code} ${message} ${remedy}`);
  expect(unfilled.filter((words) => /\{\w+\}|undefined|\[object|NaN/.test(words))).toEqual([]);
});

test('no message of a fixture shows the value of a secret', () => {
  expect(said.map(({ message, remedy }) => message + remedy).join('\n')).not.toContain('hunter2');
});

test('what a setting takes goes on after "must be"', () => {
  const texts = Object.values(SETTINGS).map(({ text }) => text);
  expect(texts.filter((text) => !/^(a|an|any|the|true|Alias|Retain|Move|Follow)\b.*[^.]$/.test(text))).toEqual([]);
});

test('what a setting takes is its own', () => {
  const expectations = Object.values(SETTINGS).map(({ text }) => text);
  expect(new Set(expectations).size).toBe(expectations.length);
});
