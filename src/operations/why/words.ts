import type { Evidence, HookEvidence, Release } from './evidence';
import type { Item } from './explanation';

/** Words that several rules need. */

/** `Checkout:live` */
export function aliasOf({ release, place = release?.place, failure }: Pick<Evidence, 'release' | 'place' | 'failure'>): string {
  return place ? `${place.id}:${place.alias}` : (failure?.id ?? 'the alias');
}

export const versionsOf = ({ deployment: { from, to } }: Release): { from: string; to: string } => ({
  from: from ?? 'the old one',
  to: to ?? 'the new one',
});

/** Everything that AWS said of the failure, to look for its known phrases in. */
export function saidIn({ failure, release, reasons }: Evidence): string {
  const events = release?.deployment.events.map(({ message }) => message ?? '') ?? [];
  return [failure?.reason ?? '', release?.deployment.error?.message ?? '', ...events, ...reasons.map(({ reason }) => reason)].join('\n');
}

export const WHEN = { BeforeAllowTraffic: 'before any traffic had shifted', AfterAllowTraffic: 'after all traffic had shifted' } as const;

/** Lambda's own lines around an invocation. */
const PLATFORM = /^(START|END|REPORT|INIT_START|EXTENSION|TELEMETRY|XRAY)\b/;
const TROUBLE = /error|fail|exception|denied|timed? ?out|assert/i;

/** What a hook wrote, without Lambda's own lines and the columns that its logger puts in front. */
export function linesOf({ log }: HookEvidence): { at: Date; text: string }[] {
  return (log ?? []).flatMap(({ at, text }) => {
    const plain = plainText(text.trim());
    return plain === '' || PLATFORM.test(plain) ? [] : [{ at, text: plain }];
  });
}

/** Functions may log JSON: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html */
function plainText(text: string): string {
  if (text.startsWith('{')) {
    try {
      const { message, errorMessage, type } = JSON.parse(text) as Record<string, unknown>;
      if (typeof type === 'string' && type.startsWith('platform.')) return '';
      if (typeof message === 'object' && message !== null && 'errorMessage' in message) return String(message.errorMessage);
      if (typeof message === 'string') return message;
      if (typeof errorMessage === 'string') return errorMessage;
    } catch {
      // it only begins like JSON
    }
  }
  return text.replace(/^\S+Z\t\S+\t(?:[A-Z]+\t)?/, '').trim();
}

/** The line that says most: the last that speaks of trouble, or the last. */
export function tellingLine(hook: HookEvidence): { at: Date; text: string } | undefined {
  const lines = linesOf(hook);
  return lines.findLast(({ text }) => TROUBLE.test(text)) ?? lines.at(-1);
}

const MOST_LINES = 10;

/** The last lines of the log of a hook, as evidence. */
export const logItems = (hook: HookEvidence): Item[] =>
  linesOf(hook)
    .slice(-MOST_LINES)
    .map(({ at, text }) => ({ at, what: 'hook log', text: firstLine(text) }));

const LONGEST = 500;
function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** A sentence of AWS as the end of one of ours. */
export const ended = (text: string): string => firstLine(text.trim()).replace(/[.\s]+$/, '');

/** A hook that the update made is deleted when the update is rolled back: that it is gone now is not why it failed. */
export const goneSince = ({ hook, operation }: Evidence): boolean =>
  hook?.exists === false &&
  ((hook.log ?? []).length > 0 ||
    (hook.invocations ?? 0) > 0 ||
    !!operation?.events.some(
      ({ ResourceType, ResourceStatus, PhysicalResourceId }) =>
        ResourceType === 'AWS::Lambda::Function' && ResourceStatus === 'CREATE_COMPLETE' && PhysicalResourceId === hook.function,
    ));
