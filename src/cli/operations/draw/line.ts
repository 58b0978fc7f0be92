import type { Change } from '../../../operations/watch/changes';
import { visible } from '../../report/terminal';
import { deploymentWord } from './words';

const END = {
  succeeded: 'succeeded',
  rolledBack: 'rolled back',
  failed: 'failed',
  interrupted: 'no longer watched',
} as const;

/** A change as one line with its time, for logs. */
export function line(change: Change): string {
  const time = `${change.at.slice(0, 19)}Z`;
  const [who, what] = said(change);
  return `${time}  ${visible(`${who}  ${what}`.replaceAll('\n', ' '))}\n`;
}

function said(change: Change): [who: string, what: string] {
  switch (change.kind) {
    case 'stack':
      return [change.stack, `${change.status}${change.reason ? `: ${change.reason}` : ''}`];
    case 'failure':
      return [change.resource, `${change.status} (${change.type}): ${change.reason}`];
    case 'end':
      return [change.stack, END[change.outcome]];
    default:
      return [`${change.function}:${change.alias}`, ofFunction(change)];
  }
}

function ofFunction(change: Exclude<Change, { kind: 'stack' | 'failure' | 'end' }>): string {
  switch (change.kind) {
    case 'traffic': {
      const next = change.next ? `; ${change.next.percent}% at ${change.next.at.slice(11, 19)}Z` : '';
      return `${change.percent}% of traffic on version ${change.version}${next}`;
    }
    case 'hook':
      return `${change.event} ${change.hook}: ${change.status}`;
    case 'alarm':
      return `alarm ${change.name}: ${change.before ? `${change.before} → ` : ''}${change.state}`;
    default: {
      const name = change.kind === 'rollback' ? `rollback ${change.id}` : change.id;
      const versions = change.before === null && change.from && change.to ? `, version ${change.from} → ${change.to}` : '';
      const schedule = change.before === null && change.schedule ? `, ${change.schedule}` : '';
      const error = change.error ? `: ${change.error.code}, ${change.error.message}` : '';
      return `${name} ${deploymentWord(change.status)}${versions}${schedule}${error}`;
    }
  }
}
