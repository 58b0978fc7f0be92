import { type Diagnostic, Diagnostics } from '../../src/diagnostics/diagnostics';
import { failureMessage, placeOf } from '../../src/diagnostics/message';
import { reportsOnFixtures } from './report';

const error = (message: string, path: string[] = []): Diagnostic => ({
  code: 'SD1001',
  severity: 'error',
  resource: undefined,
  path,
  message,
  remedy: 'Do it.',
});

test('a place is said without the section of resources', () => {
  expect(placeOf({ path: ['Resources', 'F', 'Metadata', 'SafeDeploy', 'Alarms', 3] })).toBe('F.Metadata.SafeDeploy.Alarms[3]');
  expect(placeOf({ path: ['Outputs', 'A', 'Value'] })).toBe('Outputs.A.Value');
  expect(placeOf({ path: [] })).toBe('');
});

test('a failure is one sentence of what is wrong and one of what to do, with the place', () => {
  expect(failureMessage([error('It is wrong.', ['Resources', 'F', 'Type'])])).toBe('SD1001 F.Type: It is wrong. Do it.');
  expect(failureMessage([error('It is wrong.')])).toBe('SD1001: It is wrong. Do it.');
});

test('several failures are counted, the shortest first', () => {
  const message = failureMessage([error('A long story of what is wrong.'), error('Wrong.')]);
  expect(message).toBe('2 errors. SD1001: Wrong. Do it. SD1001: A long story of what is wrong. Do it.');
});

test('as many as fit are shown, and the rest is counted', () => {
  const errors = [...Array(50).keys()].map((i) => error(`${'w'.repeat(i + 10)}.`));
  const message = failureMessage(errors, 200);
  const shown = message.split('SD1001').length - 1;
  expect(message).toMatch(/^50 errors\. SD1001: w{10}\. Do it\. SD1001: w{11}\. Do it\. /);
  expect(message).toMatch(new RegExp(` \\(${errors.length - shown} more: run safedeploy transform .*\\)$`));
  expect(message.replace(/^50 errors\. | \(.*\)$/g, '').length).toBeLessThanOrEqual(200);
});

test('one failure is shown even where it is too long, cut to what fits', () => {
  expect(failureMessage([error('w'.repeat(5_000))], 100)).toHaveLength(100);
});

test('the failures of all fixtures together fit into the reason of an event', () => {
  expect(failureMessage(reportsOnFixtures()).length).toBeLessThan(2_000);
});

test('one error at one place is reported once; two at one place are two', () => {
  const diagnostics = new Diagnostics();
  const path = ['Resources', 'F'];
  diagnostics.report('SD2003', path, { type: 'A' });
  diagnostics.report('SD2003', path, { type: 'A' });
  diagnostics.report('SD2003', path, { type: 'B' });
  diagnostics.report('SD2003', ['Resources', 'G'], { type: 'A' });
  expect(diagnostics.all.map(({ resource, message }) => [resource, message.includes('B')])).toEqual([
    ['F', false],
    ['F', true],
    ['G', false],
  ]);
});
