import { readdirSync, readFileSync } from 'node:fs';
import { isObject, type JsonObject, own } from '../../src/template/json';
import { Build } from './support/build';
import { answers } from './support/run';

/** Aliases that an event gets, or the codes that its message names. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  'failed-before-sam': ['SD2002'],
  'failed-misspelt-setting': ['SD2101', 'SD2101'],
  'success-after-sam': ['SearchAliaslive'],
  'success-after-scope-properties': ['CheckoutAliaslive'],
  'success-nothing-marked': [],
  'success-parameter-types': ['CheckoutAliasprod'],
  'success-plain-template': ['CheckoutAliaslive'],
  'success-scope-properties': [],
  'success-scope-resource': [],
  'success-scope-resources': ['CheckoutAliasblue'],
  'success-transform-parameters': ['CheckoutAliaslive', 'SearchAliaslive'],
};
const names = Object.keys(EVENTS);
const eventOf = (name: string) => JSON.parse(readFileSync(`events/${name}.json`, 'utf8')) as JsonObject;

const build = new Build();
afterAll(build.remove);
const responses = new Map(answers(build.file('macro/index.js'), names.map(eventOf)).map((response, index) => [names[index], response]));

const aliasesOf = (fragment: unknown): string[] => {
  const resources = own(fragment, 'Resources') ?? fragment;
  return Object.entries(isObject(resources) ? resources : {}).flatMap(([id, resource]) =>
    own(resource, 'Type') === 'AWS::Lambda::Alias' ? [id] : [],
  );
};

test('every event is in the table, and in the README', () => {
  const files = readdirSync('events').filter((file) => file.endsWith('.json'));
  expect(files.sort()).toEqual(names.map((name) => `${name}.json`).sort());
  const readme = readFileSync('events/README.md', 'utf8');
  for (const name of names) expect(readme).toContain(`| \`${name}\` |`);
});

test.each(names)('%s', (name) => {
  const event = eventOf(name);
  const response = responses.get(name);
  expect(Object.keys(event).sort()).toEqual([
    'accountId',
    'fragment',
    'params',
    'region',
    'requestId',
    'templateParameterValues',
    'transformId',
  ]);
  expect(response?.requestId).toBe(event.requestId);
  expect(response?.status).toBe(name.split('-')[0]);
  if (response?.status === 'failed') expect(response.errorMessage?.match(/SD\d{4}/g)).toEqual(EVENTS[name]);
  else expect(aliasesOf(response?.fragment)).toEqual(EVENTS[name]);
});

test('what is not marked comes back as it came', () => {
  expect(responses.get('success-nothing-marked')?.fragment).toEqual(eventOf('success-nothing-marked').fragment);
});

test('a function-level call leaves the mark that the call for the template expands', () => {
  expect(own(responses.get('success-scope-properties')?.fragment, 'SafeDeploy')).toEqual(eventOf('success-scope-properties').params);
});

test('no secret comes back', () => {
  const { ApiKey } = eventOf('success-parameter-types').templateParameterValues as JsonObject;
  expect(String(ApiKey)).toHaveLength(28);
  expect(JSON.stringify(responses.get('success-parameter-types'))).not.toContain(ApiKey);
});
