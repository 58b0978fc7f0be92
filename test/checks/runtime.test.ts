import { CHECKS_CODE } from '../../src/generate/checks/code';
import { type Call, codeDeployError, fakeAws, lambdaError, type Reply } from './support/aws';
import { client, lambdaFunction } from './support/runtime';

const EVENT = { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' };
const TARGET = 'arn:aws:lambda:eu-west-1:123456789012:function:orders:7';
const CHECK = { Name: 'answers', Payload: { key: 'payload-secret' }, Expect: { StatusCode: [200] }, TimeoutSeconds: 10, Warm: 0 };
const REPORT = 'CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus';
const OK: Reply = { body: { statusCode: 200, body: '{"token":"answer-secret"}' } };

jest.setTimeout(30_000); // a process is started for each case
if (client.reason !== undefined) process.stderr.write(`test/checks runs the bundle under ${client.name}: ${client.reason}\n`);

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Runs the bundle on one event after another, and gives what came out, what it called and what it logged. */
async function play(
  reply: (call: Call, count: number) => Reply,
  { checks = [CHECK] as unknown, events = [EVENT] as unknown[], seconds = 60 } = {},
) {
  const aws = await fakeAws(reply);
  const lambda = await lambdaFunction(CHECKS_CODE, {
    AWS_ENDPOINT_URL_LAMBDA: aws.endpoint,
    AWS_ENDPOINT_URL_CODEDEPLOY: aws.endpoint,
    TARGET,
    CHECKS: typeof checks === 'string' ? checks : JSON.stringify(checks),
  });
  open.push(lambda.close, aws.close);
  const results = [];
  for (const event of events) results.push(await lambda.invoke(event, seconds));
  const log = await lambda.close();
  const reports = aws.calls.filter(({ service }) => service === 'codedeploy').map(({ body }) => body);
  return { results, reports, calls: aws.calls, invocations: aws.calls.filter(({ service }) => service === 'lambda'), log };
}
const byService =
  (lambda: Reply, codedeploy: Reply = {}) =>
  (call: Call) =>
    call.service === 'lambda' ? lambda : codedeploy;
const report = (status: string) => ({ deploymentId: 'd-1', lifecycleEventHookExecutionId: 'hook-1', status });

describe(`the bundle of the check function under ${client.name}`, () => {
  test('a passing check', async () => {
    const { results, calls, log } = await play(byService(OK));
    expect(calls).toEqual([
      { service: 'lambda', target: TARGET, body: { key: 'payload-secret' }, signed: true },
      { service: 'codedeploy', target: REPORT, body: report('Succeeded'), signed: true },
    ]);
    expect(results).toEqual([{ response: 'Succeeded' }]);
    expect(log).toContain('orders:7, check "answers" passed.');
    expect(log).not.toContain('secret');
  });

  test('a failing check', async () => {
    const { reports, log } = await play(byService({ body: { statusCode: 500, body: 'answer-secret' } }));
    expect(reports).toEqual([report('Failed')]);
    expect(log).toContain('check "answers" FAILED: the status code is 500, expected 200; its request id is request-1.');
    expect(log).not.toContain('secret');
  });

  test('a function error', async () => {
    const reply = { headers: { 'x-amz-function-error': 'Unhandled' }, body: { errorMessage: 'answer-secret' } };
    const { reports, log } = await play(byService(reply));
    expect(reports).toEqual([report('Failed')]);
    expect(log).toContain('the function ended with an error (Unhandled)');
    expect(log).not.toContain('secret');
  });

  test('a function that does not answer in time', async () => {
    const { reports, log } = await play(byService({ never: true }), { checks: [{ ...CHECK, TimeoutSeconds: 1 }] });
    expect(reports).toEqual([report('Failed')]);
    expect(log).toMatch(/there was no response within (1000|99\d) ms/);
  });

  test('a check that would outlast the check function itself', async () => {
    const { reports } = await play(byService({ never: true }), { checks: [{ ...CHECK, TimeoutSeconds: 600 }], seconds: 3 });
    expect(reports).toEqual([report('Failed')]);
  });

  test('throttling that passes, and throttling that does not', async () => {
    const throttled = lambdaError(429, 'TooManyRequestsException');
    const passing = await play((call, count) => (call.service === 'codedeploy' ? {} : count < 3 ? throttled : OK));
    expect(passing.invocations).toHaveLength(3);
    expect(passing.reports).toEqual([report('Succeeded')]);
    const lasting = await play(byService(throttled), { checks: [{ ...CHECK, TimeoutSeconds: 1 }] });
    expect(lasting.reports).toEqual([report('Failed')]);
    expect(lasting.log).toContain('Lambda did not run the function, or not in time: TooManyRequestsException until the time was up');
  });

  test('permissions that take a moment to count', async () => {
    const denied = lambdaError(403, 'AccessDeniedException');
    const { reports, invocations } = await play((call, count) => (call.service === 'codedeploy' ? {} : count < 3 ? denied : OK));
    expect(invocations).toHaveLength(3);
    expect(reports).toEqual([report('Succeeded')]);
  });

  test('a payload that Lambda refuses, and an answer that is no JSON', async () => {
    const refused = await play(byService(lambdaError(400, 'InvalidRequestContentException')));
    expect(refused.reports).toEqual([report('Failed')]);
    expect(refused.log).toContain('InvalidRequestContentException');
    const garbled = await play(byService({ body: '<html>answer-secret' }));
    expect(garbled.reports).toEqual([report('Failed')]);
    expect(garbled.log).toContain('the status code is missing, expected 200');
    expect(garbled.log).not.toContain('secret');
  });

  test('checks that are no JSON, and an event that is no call of CodeDeploy', async () => {
    const broken = await play(byService(OK), { checks: 'nonsense' });
    expect(broken.reports).toEqual([report('Failed')]);
    const stranger = await play(byService(OK), { events: [{ detail: {} }] });
    expect(stranger.calls).toEqual([]);
    expect(stranger.results).toEqual([{ response: null }]);
    expect(stranger.log).toContain('does not come from CodeDeploy');
  });

  test('the same event delivered twice', async () => {
    const late = codeDeployError('LifecycleEventAlreadyCompletedException');
    const { results, reports, log } = await play((call, count) => (call.service === 'lambda' ? OK : count === 1 ? {} : late), {
      events: [EVENT, EVENT],
    });
    expect(results).toEqual([{ response: 'Succeeded' }, { response: 'Succeeded' }]);
    expect(reports).toEqual([report('Succeeded'), report('Succeeded')]);
    expect(log).toContain('did not accept the report Succeeded for d-1: LifecycleEventAlreadyCompletedException.');
  });

  test('CodeDeploy refusing the report: for good, and for now', async () => {
    const gone = await play(byService(OK, codeDeployError('DeploymentDoesNotExistException')));
    expect(gone.results).toEqual([{ response: 'Succeeded' }]);
    expect(gone.reports).toHaveLength(1);
    const denied = await play(byService(OK, codeDeployError('AccessDeniedException')), { seconds: 3 });
    expect(denied.results).toEqual([
      { error: expect.objectContaining({ errorMessage: expect.stringContaining('AccessDeniedException') }) },
    ]);
    expect(denied.reports.length).toBeGreaterThan(2);
    expect(denied.log).not.toContain('do not log this');
    const throttled = codeDeployError('ThrottlingException');
    const passing = await play((call, count) => (call.service === 'lambda' ? OK : count < 3 ? throttled : {}));
    expect(passing.results).toEqual([{ response: 'Succeeded' }]);
    expect(passing.reports).toHaveLength(3);
  });
});
