import fc from 'fast-check';
import { anyEvent, hostileRequest } from './arbitraries/hostile';
import { assertAnswers } from './laws/response';
import { SETTINGS } from './settings';

describe('whatever it is sent, the macro answers in words, without an incident,', () => {
  test('no request at all', () => {
    fc.assert(
      fc.property(anyEvent, (event) => void assertAnswers(event)),
      { ...SETTINGS, numRuns: 1_500 },
    );
  });

  test('anything in place of the template, its settings, parameters and intrinsics', () => {
    fc.assert(
      fc.property(hostileRequest, (event) => void assertAnswers(event)),
      { ...SETTINGS, numRuns: 2_500 },
    );
  });
});
