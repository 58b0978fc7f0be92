import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MacroResponse } from '../../src/macro/respond';
import { type JsonObject, valueAt } from '../../src/template/json';
import { Build } from '../bundle/support/build';
import { readYaml } from '../support/fixtures';
import { client } from './support/client';
import { type Outcome, Runtime } from './support/runtime';

/** Where the client can't be built the reason is printed and nothing runs. In CI that is a failure. */
const found = client();
if (typeof found === 'string' && process.env.CI) throw new Error(found);
if (typeof found === 'string') process.stderr.write(`test/runtime is left out: ${found}\n`);
const whenBuilt = typeof found === 'string' ? describe.skip : describe;

const names = readdirSync('events').filter((name) => name.endsWith('.json'));
const eventOf = (name: string) => JSON.parse(readFileSync(`events/${name}`, 'utf8')) as JsonObject & { requestId: string };
const answerOf = ({ kind, status, body }: Outcome): MacroResponse => {
  expect({ kind, status }).toEqual({ kind: 'response', status: 202 });
  return JSON.parse(body);
};
const request = (fragment: unknown, requestId = 'big') => ({
  ...eventOf('success-plain-template.json'),
  requestId,
  fragment,
});
const text = (bytes: number) => 'x'.repeat(bytes);
const marked = { Type: 'AWS::Lambda::Function', Metadata: { SafeDeploy: {} }, Properties: { Handler: 'index.handler' } };

whenBuilt('the bundle under the runtime client of Lambda', () => {
  const build = new Build();
  let runtime: Runtime;
  beforeEach(async () => {
    runtime = new Runtime(found as Exclude<typeof found, string>, dirname(build.file('macro/index.js')));
    await runtime.ready;
  });
  afterEach(() => runtime.stop());
  afterAll(build.remove);

  test('answers to every event', async () => {
    expect(names.length).toBeGreaterThan(9);
    for (const name of names) {
      const event = eventOf(name);
      const answer = answerOf(await runtime.invoke(event));
      expect({ name, requestId: answer.requestId, status: answer.status }).toEqual({
        name,
        requestId: event.requestId,
        status: name.split('-')[0],
      });
      expect(answer.status === 'success' ? typeof answer.fragment : typeof answer.errorMessage).toMatch(/object|string/);
    }
  });

  test('ten requests in a row get the same answer from one process, with a failing one in the middle', async () => {
    const { pid } = runtime;
    const answers: string[] = [];
    for (let n = 0; n < 10; n++) {
      const failing = n === 5;
      const outcome = await runtime.invoke(eventOf(failing ? 'failed-misspelt-setting.json' : 'success-plain-template.json'));
      expect(answerOf(outcome).status).toBe(failing ? 'failed' : 'success');
      if (!failing) answers.push(outcome.body);
    }
    expect(answers).toHaveLength(9);
    expect(new Set(answers).size).toBe(1);
    expect(runtime.pid).toBe(pid);
  });

  test.each([['null'], ['{}'], ['[]'], ['{"fragment":{"Resources":{"__proto__":{"Type":"x"}}},"region":"x","accountId":"1"}']])(
    'answers to %s as well, and goes on',
    async (json) => {
      expect(answerOf(await runtime.invoke(JSON.parse(json))).status).toBe('failed');
      expect(answerOf(await runtime.invoke(eventOf('success-plain-template.json'))).status).toBe('success');
    },
  );

  test('transforms a template of nearly 1 MB, and says so when the result is larger', async () => {
    const template = (bytes: number) => ({ Description: text(bytes), Resources: { Checkout: marked } });
    const fits = answerOf(await runtime.invoke(request(template(990_000))));
    expect(fits.status).toBe('success');
    expect(Object.keys((fits.fragment as { Resources: object }).Resources)).toContain('CheckoutAliaslive');
    const larger = answerOf(await runtime.invoke(request(template(1_000_000))));
    expect(larger.errorMessage).toMatch(/^SD4003/);
  });

  test('a marked template of 6 MB gets a short answer, and not one that Lambda refuses', async () => {
    const answer = answerOf(await runtime.invoke(request({ Description: text(6_200_000), Resources: { Checkout: marked } })));
    expect(answer.errorMessage).toMatch(/^SD4003/);
  });

  test('goes on after a response that Lambda refuses', async () => {
    const unmarked = { Description: text(7_000_000), Resources: { Topic: { Type: 'AWS::SNS::Topic' } } };
    expect(await runtime.invoke(request(unmarked))).toMatchObject({ kind: 'response', status: 413 });
    expect(answerOf(await runtime.invoke(eventOf('success-plain-template.json'))).status).toBe('success');
  });

  test('logs a line for each request, without content', async () => {
    await runtime.invoke(request({ Description: 'do not tell', Resources: { Checkout: marked } }, 'told'));
    expect(runtime.log).toContain('"requestId":"told"');
    expect(runtime.log).not.toMatch(/do not tell|Checkout|AWS::Lambda/);
  });

  test('the code of the one-file template answers as the bundle does', async () => {
    const event = eventOf('success-plain-template.json');
    const { body } = await runtime.invoke(event);
    await runtime.stop();
    const template = readYaml(build.read('safedeploy.yaml'));
    const code = String(valueAt(template, ['Resources', 'Function', 'Properties', 'Code', 'ZipFile']));
    const file = build.file('oneFile/index.js');
    mkdirSync(dirname(file));
    writeFileSync(file, code);
    runtime = new Runtime(found as Exclude<typeof found, string>, dirname(file));
    expect((await runtime.invoke(event)).body).toBe(body);
  });
});
