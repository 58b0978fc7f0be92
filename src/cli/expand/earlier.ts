import type { Findings } from '../diagnostics/findings';
import { needsSam, runSam, SAM } from '../sam/sam';
import type { Call } from './calls';
import { INCLUDE, Includes } from './include';
import { LANGUAGE_EXTENSIONS, runLanguageExtensions } from './languageExtensions';
import type { Macro } from './macro';
import type { Step, Steps } from './steps';

/**
 * What it made; or whether to go on without it, where there is nothing to do or somebody must give more. waits: the template is not
 * complete without it. broken: the template has errors, and whatever else is found may come from them. All are reported by itself.
 */
type Earlier = (call: Call, steps: Steps, macro: Macro, findings: Findings) => Step | 'go on' | 'waits' | 'broken';

/** The transforms of AWS that run here, too. */
const EARLIER: ReadonlyMap<string, Earlier> = new Map<string, Earlier>([
  [
    SAM,
    (call, steps, macro, findings) =>
      needsSam(steps.template) ? (runSam(steps.template, call, macro, steps, findings) ?? 'waits') : 'go on',
  ],
  [LANGUAGE_EXTENSIONS, (_, steps, macro, findings) => runLanguageExtensions(steps.template, macro, steps, findings)],
  [INCLUDE, (call, steps, macro, findings) => new Includes(steps.template, macro, steps.file, steps, findings).atTop(call) ?? 'go on'],
]);

/** Runs what is listed before the macro, as far as that can be done here. Without SAM there is nothing to work on. */
export function runEarlier(
  calls: readonly Call[],
  steps: Steps,
  macro: Macro,
  findings: Findings,
): { ran: ReadonlySet<Call>; state: 'ready' | 'waits' | 'broken' } {
  const ran = new Set<Call>();
  for (const call of calls) {
    const run = EARLIER.get(call.name ?? '');
    if (call.name !== undefined && !run) findings.report('SD1204', steps.at(call.path), { other: call.name });
    if (!run) continue;
    const step = run(call, steps, macro, findings);
    if (step === 'waits' || step === 'broken') return { ran, state: step };
    if (step === 'go on') continue;
    steps.add(step);
    if (!step.isPart) ran.add(call);
  }
  return { ran, state: 'ready' };
}
