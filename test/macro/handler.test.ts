import { handler } from '../../functions/macro/index';
import type { JsonObject } from '../../src/template/json';
import { json, markedFunction, requestOf } from '../properties/support';

/** What the handler writes to its log, each line parsed. */
async function ask(event: unknown) {
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const error = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    return { response: await handler(event), written };
  } finally {
    write.mockRestore();
    error.mockRestore();
  }
}

const rule = { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['F', 'Arn'] } }] } };
const log = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${F}' } } };
const permission = {
  Type: 'AWS::Lambda::Permission',
  Properties: {
    FunctionName: { Ref: 'F' },
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] },
  },
};
const good = requestOf({ Resources: { F: markedFunction(), Rule: rule, Log: log, Permission: permission } });
const bad = requestOf({ Resources: { F: markedFunction({ Alarm: [], Type: 1 }) } });

describe('the response', () => {
  test('to a good template has the template, and the id of the request', async () => {
    const { response } = await ask(good);
    expect(Object.keys(response).sort()).toEqual(['fragment', 'requestId', 'status']);
    expect(response).toMatchObject({ requestId: 'request-1', status: 'success' });
    expect((response.fragment as JsonObject).Resources).toHaveProperty('FAliaslive');
  });

  test('to a bad template has all its errors in words, and no template', async () => {
    const { response } = await ask(bad);
    expect(Object.keys(response).sort()).toEqual(['errorMessage', 'requestId', 'status']);
    expect(response).toMatchObject({ requestId: 'request-1', status: 'failed' });
    expect(response.errorMessage).toMatch(/SD2101/);
    expect(response.errorMessage).toMatch(/SD2102/);
    expect(response.errorMessage).not.toMatch(/\n/);
  });

  test('is the same for the same request', async () => {
    expect((await ask(good)).response).toEqual((await ask(structuredClone(good))).response);
  });

  test.each(['', 'request-2', '${x}', '__proto__', 'ünï', 'x'.repeat(10_000)])('echoes the request id %.20s', async (requestId) => {
    expect((await ask({ ...good, requestId })).response.requestId).toBe(requestId);
  });
});

describe('the log', () => {
  test.each<[string, JsonObject, object]>([
    ['success', good, { status: 'success', functions: 1, moved: 2, codes: [] }],
    ['failure', bad, { status: 'failed', functions: 0, codes: expect.arrayContaining(['SD2101', 'SD2102']) }],
    [
      'template without marks',
      requestOf({ Resources: {} }),
      { status: 'success', functions: 0, callers: 0, moved: 0, redeployed: 0, codes: [] },
    ],
  ])('has one line of JSON for a %s, with counts and codes', async (_, event, expected) => {
    const { written } = await ask(event);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^\{.*\}\n$/);
    const line = json(written[0] as string);
    expect(line).toMatchObject({ requestId: 'request-1', ...expected });
    expect(Object.keys(line).sort()).toEqual([
      'callers',
      'codes',
      'functions',
      'milliseconds',
      'moved',
      'redeployed',
      'requestId',
      'status',
    ]);
    expect(line.milliseconds).toBeGreaterThanOrEqual(0);
  });
});
