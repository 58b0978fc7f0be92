import { table } from '../operations/draw/table';
import type { Paint } from '../report/terminal';
import type { Change } from './changeSet';

const REPLACED: Readonly<Record<string, string>> = { True: 'replaced', Conditional: 'may be replaced' };

export interface Upgrade {
  readonly stack: string;
  readonly region: string;
  readonly accountId: string;
  /** undefined where nothing is installed yet, or what is installed does not say. */
  readonly from: { readonly version: string | undefined; readonly digestFormat: string | undefined } | undefined;
  readonly to: { readonly version: string; readonly digestFormat: string };
}

/** What a change set does, as far as somebody has to decide about it. */
export function changesText({ stack, region, accountId, from, to }: Upgrade, changes: readonly Change[], paint: Paint): string {
  const versions = from ? `${from.version ?? 'unknown version'} → ${to.version}` : to.version;
  const rows = changes.map(({ action, resource, type, replacement = '' }) => [`  ${action}`, resource, type, REPLACED[replacement] ?? '']);
  return [
    paint('bold', `SafeDeploy ${versions}: stack ${stack} in account ${accountId}, ${region}`),
    ...table(rows),
    ...(changes.some(({ type, replacement }) => type === 'AWS::CloudFormation::Macro' && replacement === 'True')
      ? ['Templates that use the previous name of the macro will no longer find it.']
      : []),
    ...digestLine(from?.digestFormat, to.digestFormat),
    '',
  ].join('\n');
}

const digestLine = (before: string | undefined, after: string): string[] =>
  before === undefined || before === after
    ? []
    : [
        `The digest format changes from ${before} to ${after}: the next deployment of each stack publishes a new version of every function.`,
      ];
