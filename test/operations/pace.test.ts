import { pacer } from '../../src/cli/aws/pace';

/** When each of so many calls starts, in milliseconds. */
async function starts(count: number, between: number): Promise<number[]> {
  let now = 0;
  const pace = pacer({
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  });
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    await pace();
    times.push(Math.round(now));
    now += between;
  }
  return times;
}

test('the first few calls are made at once, the others five a second', async () => {
  expect(await starts(15, 0)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 200, 400, 600, 800, 1_000]);
});

test('slow calls wait for nothing', async () => {
  expect(await starts(30, 250)).toEqual(Array.from({ length: 30 }, (_, i) => 250 * i));
});

test('whoever has rested may hurry again, but not for longer', async () => {
  const times: number[] = [];
  let now = 0;
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const pace = pacer({ now: () => now, sleep });
  for (let i = 0; i < 12; i++) await pace();
  now += 60_000;
  for (let i = 0; i < 12; i++) {
    await pace();
    times.push(Math.round(now - 60_400));
  }
  expect(times).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 200, 400]);
});

test('calls side by side share the rate', async () => {
  const slept: number[] = [];
  const pace = pacer({ now: () => 0, sleep: async (ms) => void slept.push(ms) });
  await Promise.all(Array.from({ length: 13 }, () => pace()));
  expect(slept).toEqual([200, 400, 600]);
});
