import type { Check } from '../../src/checks/check';
import { type Invocation, run, type Surroundings } from '../../src/checks/run';

const EVENT = { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' };
const TARGET = 'arn:aws:lambda:eu-west-1:123456789012:function:orders:7';

/** An error as the SDK throws it. */
const awsError = (name: string, httpStatusCode: number | undefined, message = 'Bearer secret') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
const answer = (value: unknown, functionError?: string): Invocation => ({
  payload: JSON.stringify(value),
  functionError,
  requestId: 'r-1',
});

/** A world with a clock of its own: nothing waits. */
function world(
  checks: unknown,
  invoke: (call: number, now: number) => Invocation | Error,
  report: (call: number) => Error | undefined = () => undefined,
) {
  let now = 0;
  const seen = { payloads: [] as string[], reports: [] as string[], log: [] as string[], invocations: [] as number[] };
  const surroundings: Surroundings = {
    environment: { TARGET, CHECKS: typeof checks === 'string' ? checks : JSON.stringify(checks) },
    remaining: () => 60_000 - now,
    clock: {
      now: () => now,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    },
    log: (line) => seen.log.push(line),
    invoke: async (target, payload) => {
      expect(target).toBe(TARGET);
      seen.payloads.push(payload);
      seen.invocations.push(now);
      now += 50;
      const result = invoke(seen.payloads.length, now);
      if (result instanceof Error) throw result;
      return result;
    },
    report: async (call, status) => {
      expect(call).toEqual({ deploymentId: 'd-1', lifecycleEventHookExecutionId: 'hook-1' });
      seen.reports.push(status);
      now += 50;
      const fault = report(seen.reports.length);
      if (fault) throw fault;
    },
  };
  return { seen, run: (event: unknown = EVENT) => run(event, surroundings) };
}
const check = (more: Partial<Check> = {}): Check => ({ Name: 'answers', Expect: {}, TimeoutSeconds: 10, Warm: 0, ...more });

test('a check that holds is reported as succeeded', async () => {
  const { seen, run } = world([check({ Payload: { a: 1 } })], () => answer({ ok: true }));
  expect(await run()).toBe('Succeeded');
  expect(seen).toMatchObject({ payloads: ['{"a":1}'], reports: ['Succeeded'] });
  expect(seen.log).toEqual(['orders:7, check "answers" passed.', 'Reported Succeeded to CodeDeploy for d-1.']);
});

test('every check runs after one has failed, and each failure is said in words', async () => {
  const checks = [
    check({ Expect: { StatusCode: [200] } }),
    check({ Name: 'second', Expect: { Contains: ['hello'] } }),
    check({ Name: 'third' }),
  ];
  const { seen, run } = world(checks, () => answer({ statusCode: 500, body: 'secret' }));
  expect(await run()).toBe('Failed');
  expect(seen.log).toEqual([
    'orders:7, check "answers" FAILED: the status code is 500, expected 200; its request id is r-1.',
    'orders:7, check "second" FAILED: the text of Contains[0] does not occur; its request id is r-1.',
    'orders:7, check "third" passed.',
    'Reported Failed to CodeDeploy for d-1.',
  ]);
});

const under = (name: string) => ({ 'SafeDeploy::Value': name }) as unknown as string;

test('a check whose expectations a condition takes away fails, and the others are made', async () => {
  const checks = [
    check({ Expect: { Contains: [under('VALUE_1')], Json: { state: under('VALUE_2') } } }),
    check({ Name: 'expects something', Expect: { Contains: [under('VALUE_1')], StatusCode: [200] } }),
    check({ Name: 'never expected anything' }),
  ];
  const { seen, run } = world(checks, () => answer({ statusCode: 200 }));
  expect(await run()).toBe('Failed');
  expect(seen.payloads).toHaveLength(2);
  expect(seen.log.slice(0, 3)).toEqual([
    'orders:7, check "answers" FAILED: a condition removes everything that it expects.',
    'orders:7, check "expects something" passed.',
    'orders:7, check "never expected anything" passed.',
  ]);
});

test('no check at all is no success', async () => {
  const { seen, run } = world([], () => answer({}));
  expect(await run()).toBe('Failed');
  expect(seen.reports).toEqual(['Failed']);
});

test('control characters from outside are escaped in the log, and CodeDeploy gets its ids as they were', async () => {
  const { seen, run } = world([check({ Name: 'a\u001b[31m\u202eb' })], () => ({
    ...answer({}, 'Un\nhandled'),
    requestId: 'r\r\u2028\u0085',
  }));
  await run();
  expect(seen.log[0]).toBe(
    'orders:7, check "a%1B[31m%E2%80%AEb" FAILED: the function ended with an error (Un%0Ahandled); its request id is r%0D%E2%80%A8%C2%85.',
  );
});

test('warming comes first and is not judged', async () => {
  const { seen, run } = world([check({ Warm: 2, Expect: { StatusCode: [200] } })], (call) =>
    call === 1 ? awsError('ServiceException', 400) : answer({ statusCode: call === 2 ? 503 : 200 }),
  );
  expect(await run()).toBe('Succeeded');
  expect(seen.payloads).toHaveLength(3);
});

describe('what is not about the check is tried again', () => {
  test.each([
    ['throttling', awsError('TooManyRequestsException', 429)],
    ['a version that is not ready', awsError('ResourceConflictException', 409)],
    ['a fault of Lambda', awsError('ServiceException', 500)],
    ['no connection', awsError('Error', undefined)],
  ])('%s', async (_, fault) => {
    const { seen, run } = world([check()], (call) => (call < 4 ? fault : answer({})));
    expect(await run()).toBe('Succeeded');
    expect(seen.payloads).toHaveLength(4);
  });

  test('for as long as the check may take, with growing pauses', async () => {
    const { seen, run } = world([check({ TimeoutSeconds: 5 })], () => awsError('TooManyRequestsException', 429));
    expect(await run()).toBe('Failed');
    expect(seen.invocations).toEqual([0, 150, 400, 850, 1_700, 3_350]);
    expect(seen.log[0]).toBe(
      'orders:7, check "answers" FAILED: nothing was checked, because Lambda did not run the function, or not in time: TooManyRequestsException until the time was up.',
    );
  });

  test('a denied access for half a minute: the policy changed with this very update', async () => {
    const { run } = world([check({ TimeoutSeconds: 1 })], (_, now) => (now < 25_000 ? awsError('AccessDeniedException', 403) : answer({})));
    expect(await run()).toBe('Succeeded');
  });

  test('and no longer', async () => {
    const { seen, run } = world([check(), check({ Name: 'second' })], () => awsError('AccessDeniedException', 403));
    expect(await run()).toBe('Failed');
    expect(seen.invocations.at(-1)).toBeLessThan(33_000);
    expect(seen.log[0]).toContain('AccessDeniedException');
  });

  test('but not a call that Lambda refuses', async () => {
    const { seen, run } = world([check()], () => awsError('ResourceNotFoundException', 404));
    expect(await run()).toBe('Failed');
    expect(seen.payloads).toHaveLength(1);
    expect(seen.log[0]).toContain('did not run the function, or not in time: ResourceNotFoundException.');
  });
});

test('an answer that does not come in time is said to be late, and the rest is checked', async () => {
  const { seen, run } = world([check(), check({ Name: 'second' })], (call) =>
    call === 1 ? awsError('AbortError', undefined) : answer({}),
  );
  expect(await run()).toBe('Failed');
  expect(seen.log[0]).toContain('there was no response within 10000 ms');
  expect(seen.log[1]).toBe('orders:7, check "second" passed.');
});

test('there is always time to report, however much the checks want', async () => {
  const checks = Array.from({ length: 20 }, (_, i) => check({ Name: `check ${i}`, TimeoutSeconds: 30 }));
  const { seen, run } = world(checks, () => awsError('TooManyRequestsException', 429));
  expect(await run()).toBe('Failed');
  expect(seen.reports).toEqual(['Failed']);
  expect(seen.log.filter((line) => line.includes('no time was left until the time was up'))).not.toHaveLength(0);
  expect(seen.invocations.every((at) => at < 50_000)).toBe(true);
});

test.each([
  ['no JSON', 'nonsense'],
  ['no list', '{"Name":"x"}'],
  ['nothing', ''],
])('checks that cannot be read (%s) are reported as failed', async (_, checks) => {
  const { seen, run } = world(checks, () => answer({}));
  expect(await run()).toBe('Failed');
  expect(seen.reports).toEqual(['Failed']);
  expect(seen.log[0]).toMatch(/^The checks could not be read: (SyntaxError|TypeError)\. This counts as a failure\.$/);
});

describe('the report', () => {
  test('is tried again', async () => {
    const faults = [awsError('ThrottlingException', 400), awsError('AccessDeniedException', 400), awsError('InternalFailure', 500)];
    const { seen, run } = world(
      [check()],
      () => answer({}),
      (call) => faults[call - 1],
    );
    expect(await run()).toBe('Succeeded');
    expect(seen.reports).toHaveLength(4);
  });

  test.each([
    'LifecycleEventAlreadyCompletedException',
    'InvalidLifecycleEventHookExecutionIdException',
    'DeploymentDoesNotExistException',
  ])('that nobody waits for (%s) is no fault', async (name) => {
    const { seen, run } = world(
      [check()],
      () => answer({}),
      () => awsError(name, 400),
    );
    expect(await run()).toBe('Succeeded');
    expect(seen.log.at(-1)).toBe(`CodeDeploy did not accept the report Succeeded for d-1: ${name}.`);
  });

  test('that cannot be delivered makes Lambda call again', async () => {
    const { seen, run } = world(
      [check()],
      () => answer({}),
      () => awsError('AccessDeniedException', 400),
    );
    await expect(run()).rejects.toThrow('AccessDeniedException');
    expect(seen.log.at(-1)).toContain('did not accept the report Succeeded');
  });
});

test.each([undefined, null, 5, 'text', [], {}, { DeploymentId: 'd-1' }, { DeploymentId: 1, LifecycleEventHookExecutionId: 2 }])(
  'an event that is no call of CodeDeploy is said to be none: %j',
  async (event) => {
    const { seen, run } = world([check()], () => answer({}));
    expect(await run(event ?? null)).toBeUndefined();
    expect(seen).toMatchObject({ payloads: [], reports: [] });
    expect(seen.log).toEqual([expect.stringContaining('does not come from CodeDeploy')]);
  },
);

test('no message of AWS, payload or answer is logged', async () => {
  const { seen, run } = world([check({ Payload: { key: 'secret' } }), check({ Name: 'second' })], (call) =>
    call === 1 ? awsError('InvalidRequestContentException', 400) : answer({ errorMessage: 'secret' }, 'Unhandled'),
  );
  await run();
  expect(seen.log.join()).not.toContain('secret');
});
