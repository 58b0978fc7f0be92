import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import type { Alarm } from '../../../operations/rollout/model';
import { pages, type Reader } from './reader';

/** CloudWatch's documented limit of names in a call. */
const MOST_NAMES = 100;

/** Both calls leave out composite alarms unless they are asked for. */
const TYPES = ['MetricAlarm', 'CompositeAlarm'] as const;

/** The alarms with these names, by name. */
export async function describeAlarms(reader: Reader, names: readonly string[]): Promise<Map<string, Alarm>> {
  const all = [...new Set(names)];
  const found = new Map<string, Alarm>();
  for (let start = 0; start < all.length; start += MOST_NAMES) {
    const AlarmNames = all.slice(start, start + MOST_NAMES);
    const answer = await reader.may('cloudwatch:DescribeAlarms', async ({ cloudWatch }) =>
      (await cloudWatch()).describeAlarms({ AlarmNames, AlarmTypes: [...TYPES], MaxRecords: MOST_NAMES }),
    );
    for (const { AlarmName, StateValue, StateUpdatedTimestamp } of [...(answer?.MetricAlarms ?? []), ...(answer?.CompositeAlarms ?? [])]) {
      if (AlarmName === undefined) continue;
      found.set(AlarmName, { name: AlarmName, state: StateValue ?? null, since: StateUpdatedTimestamp?.toISOString() ?? null });
    }
  }
  return found;
}

/** How its state changed, oldest first. */
export async function alarmHistory(reader: Reader, name: string, from: Date, to: Date): Promise<AlarmHistoryItem[]> {
  const found = await reader.may('cloudwatch:DescribeAlarmHistory', async ({ cloudWatch }) => {
    const client = await cloudWatch();
    const asked = { AlarmName: name, HistoryItemType: 'StateUpdate', StartDate: from, EndDate: to, ScanBy: 'TimestampAscending' } as const;
    const AlarmTypes = [...TYPES];
    return pages(async (NextToken) => {
      const page = await client.describeAlarmHistory({ ...asked, AlarmTypes, ...(NextToken ? { NextToken } : {}) });
      return [page.AlarmHistoryItems, page.NextToken];
    });
  });
  return found ?? [];
}
