import type { Severity } from '../../diagnostics/entry';
import { didYouMean } from '../../diagnostics/nearest';
import { TABLE } from '../../diagnostics/table';
import { LINT_TABLE } from '../../lint/table';
import type { Finding } from '../diagnostics/findings';
import { CLI_TABLE } from '../diagnostics/table';
import { UsageError } from '../usage';

type Level = Severity | 'off';
const LEVELS: readonly string[] = ['error', 'warning', 'note', 'off'] satisfies Level[];

const WARNINGS = [TABLE, CLI_TABLE, LINT_TABLE].flatMap((table) =>
  Object.entries(table).flatMap(([code, { severity }]) => (severity === 'error' ? [] : [code])),
);
const ERRORS = new Set([TABLE, CLI_TABLE].flatMap((table) => Object.keys(table)));

/** `SD3004=off`, as often as it is given. Errors stay errors: CloudFormation would not deploy the template. */
export function severities(said: readonly string[]): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  const mistakes: string[] = [];
  for (const setting of said) {
    const [, code = '', level = ''] = /^([^=]*)=(.*)$/.exec(setting) ?? [];
    if (!LEVELS.includes(level)) mistakes.push(`--severity must be CODE=error, CODE=warning, CODE=note or CODE=off, such as SD3004=off.`);
    else if (WARNINGS.includes(code)) levels.set(code, level as Level);
    else if (ERRORS.has(code))
      mistakes.push(`--severity ${code}: errors cannot be changed, because CloudFormation would not deploy the template.`);
    else mistakes.push(`--severity: unknown warning ${code}.${didYouMean(code, WARNINGS)}`);
  }
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  return levels;
}

export const withSeverities = (findings: readonly Finding[], levels: ReadonlyMap<string, Level>): Finding[] =>
  findings.flatMap((finding) => {
    const severity = levels.get(finding.code) ?? finding.severity;
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
