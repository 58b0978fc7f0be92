import { type LogLine, respond } from '../../src/macro/respond';
import type { JsonObject } from '../../src/template/json';
import { assertSilent } from '../properties/laws/secrets';
import { markedFunction, requestOf } from '../properties/support';

const CONTENT = 'q7CanaryContentw3';

/** A property that can not be read: JSON has none, so only a fault of SafeDeploy's own looks like this. */
const broken = (fault: unknown): JsonObject =>
  Object.defineProperty({ ...markedFunction() }, 'Properties', {
    enumerable: true,
    get: () => {
      throw fault;
    },
  });

function ask(fault: unknown, requestId = 'request-1') {
  const lines: LogLine[] = [];
  const fragment = { Metadata: { Note: CONTENT }, Resources: { F: broken(fault) } };
  const response = respond(
    requestOf(fragment, { requestId }),
    (line) => lines.push(line),
    () => 5,
  );
  return { response, lines };
}

describe('an unexpected fault', () => {
  test.each<[string, unknown]>([
    ['an error', new Error(`no ${CONTENT}`)],
    [
      'an error that quotes a stack',
      Object.assign(new Error(CONTENT), { stack: `Error: ${CONTENT}\n${CONTENT}\n    at read (/home/somebody/x.js:1:2)` }),
    ],
    ['an error without a stack', Object.assign(new Error(CONTENT), { stack: undefined })],
    ['a text', CONTENT],
    ['nothing', undefined],
    ['a map', { message: CONTENT }],
  ])('of %s comes back as a failed response with an incident id, without a word of what it says', (_, fault) => {
    const { response, lines } = ask(fault);
    expect(response).toMatchObject({ requestId: 'request-1', status: 'failed' });
    expect(response).not.toHaveProperty('fragment');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      requestId: 'request-1',
      status: 'fault',
      milliseconds: 0,
      incident: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(response.errorMessage).toContain('SD9001');
    expect(response.errorMessage).toContain(lines[0]?.incident);
    assertSilent(JSON.stringify({ response, lines }), [CONTENT, 'somebody']);
  });

  test('has the same id when it happens again, and another one for another request', () => {
    // from one place: where it was thrown is part of the id
    const [once, again, other] = ['request-1', 'request-1', 'request-2'].map((id) => ask(new Error(CONTENT), id).lines[0]?.incident);
    expect(again).toBe(once);
    expect(other).not.toBe(once);
  });

  test('says in the log where it was thrown', () => {
    expect(ask(new Error(CONTENT)).lines[0]?.where).toMatch(/^at .*incident\.test\.ts:\d+:\d+/);
  });
});
