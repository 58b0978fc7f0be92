import sortBy from 'lodash/sortBy';
import type { Entry, Severity } from '../diagnostics/entry';
import { fill } from '../diagnostics/fill';
import type { Trail } from '../template/json';
import { suppressions } from './ignore';
import type { Subject } from './rule';
import { RULES } from './rules';
import { LINT_TABLE, type LintCode } from './table';

/** A warning with its words, of the same shape as the macro's own diagnostics. */
interface Warning {
  readonly code: LintCode;
  readonly severity: Severity;
  readonly path: Trail;
  readonly message: string;
  readonly remedy: string;
}

/** All that the rules see in a template which the macro takes, without what its author silenced. */
export function lint(subject: Subject): Warning[] {
  const { silences, mistakes } = suppressions(subject.template);
  const seen = sortBy(RULES, 'code').flatMap((rule) => [...rule.check(subject)].map((remark) => ({ code: rule.code, ...remark })));
  const counted = [...seen.filter(({ code, about }) => !silences(code, about)), ...mistakes];
  return counted.map(({ code, path, data }) => {
    const { severity, text, remedy }: Entry = LINT_TABLE[code];
    return { code, severity, path, message: fill(text, data), remedy: fill(remedy, data) };
  });
}
