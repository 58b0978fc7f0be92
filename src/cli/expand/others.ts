import { type JsonObject, own } from '../../template/json';
import type { Findings } from '../diagnostics/findings';
import type { SourceMap } from '../read/sourceMap';
import { needsSam, SAM } from '../sam/sam';
import { callsIn, withKey } from './calls';
import { runEarlier } from './earlier';
import { Includes } from './include';
import { reportUnextended } from './languageExtensions';
import type { Macro } from './macro';
import { Steps } from './steps';

const SECTION = 'Transform';

/** What CloudFormation deploys of a template that does not use the macro, as far as that is known here; undefined when there are errors. */
export function expandOthers(template: JsonObject, macro: Macro, map: SourceMap, findings: Findings): JsonObject | undefined {
  const steps = new Steps(withKey(template, SECTION, undefined), map);
  steps.add(new Includes(steps.template, macro, steps.file, steps, findings).inside());
  const calls = callsIn(own(template, SECTION), [SECTION]);
  reportUnextended(steps.template, calls, macro, steps, findings);
  const { ran } = runEarlier(calls, steps, macro, findings);
  if (findings.hasErrors) return undefined;
  // what has not run may add whatever the template refers to; SAM adds nothing where it has nothing to do
  const left = calls.filter((call) => !ran.has(call) && (call.name !== SAM || needsSam(steps.template))).map(({ said }) => said);
  return left.length === 0 ? steps.template : { ...steps.template, [SECTION]: left };
}
