import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import * as z from 'zod';
import { generatedFiles } from '../../scripts/docs/files';
import { SETTINGS } from '../../src/settings/schema';
import { anchorsOf } from './pages';

test.each([...generatedFiles()].map(([path, text]) => [relative(process.cwd(), path), text] as const))(
  '%s is what npm run docs makes',
  (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

test('every setting has words of its own', () => {
  expect(new Set(Object.values(SETTINGS).map(({ text }) => text)).size).toBe(Object.keys(SETTINGS).length);
});

test('every setting has a section in docs/settings.md', () => {
  expect(anchorsOf('docs/settings.md')).toEqual(expect.arrayContaining(Object.keys(SETTINGS).map((name) => name.toLowerCase())));
});

describe('the JSON Schema of the marks', () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync('schema/safedeploy.schema.json', 'utf8')));
  const takes = (settings: unknown) =>
    schema.safeParse({ Resources: { F: { Type: 'AWS::Lambda::Function', Metadata: { SafeDeploy: settings } } } }).success;

  test('takes what the macro takes', () => {
    expect(takes({ Alias: { Ref: 'Stage' }, Enabled: 'TRUE', Type: { Canary: { Percent: 5, Minutes: 20 } }, Keep: ['Rule'] })).toBe(true);
    expect(schema.safeParse({ Metadata: { SafeDeploy: { Functions: 'All' } } }).success).toBe(true);
  });

  const alarms = (...list: unknown[]) => ({ Alarms: list });
  test.each([
    alarms({ Regression: {} }),
    alarms({ Regression: { Metric: 'ErrorRate', Above: 1, MinimumInvocations: 20 } }, { Regression: { Metric: 'Duration', Factor: 1.5 } }),
    alarms(
      { Regression: { Metric: { Ref: 'Compared' }, Factor: 2 } },
      { Errors: { Threshold: 3 } },
      { Duration: { Percentile: 'p95' } },
      'own',
    ),
  ])('takes %j', (settings) => {
    expect(takes(settings)).toBe(true);
  });

  test.each([
    alarms({ Regression: { Factor: 2 } }),
    alarms({ Regression: { Metric: 'Duration', Above: 1 } }),
    alarms({ Regression: { Metric: 'p99' } }),
    alarms({ Errors: { Percent: 3 } }),
    alarms({ Errors: {}, Throttles: {} }),
    { Alais: 'live' },
    { Enabled: 'maybe' },
    { Type: { Canary: { Percent: 5 } } },
    { Hooks: { Before: 'F' } },
  ])('refuses %j', (settings) => {
    expect(takes(settings)).toBe(false);
  });

  test('says nothing about anything else', () => {
    expect(
      schema.safeParse({ Resources: { T: { Type: 'AWS::SNS::Topic', Metadata: { Other: 1 } }, 'Fn::ForEach::Queues': ['Name', [], {}] } })
        .success,
    ).toBe(true);
  });
});
