import { type JsonObject, own } from '../../template/json';
import type { Findings } from '../diagnostics/findings';
import type { SourceMap } from '../read/sourceMap';
import { callsIn, withKey } from './calls';
import { runEarlier } from './earlier';
import { Includes } from './include';
import type { Macro } from './macro';
import { Steps } from './steps';

const SECTION = 'Transform';

/** What CloudFormation deploys of a template that does not use the macro, as far as that is known here; undefined when there are errors. */
export function expandOthers(template: JsonObject, macro: Macro, map: SourceMap, findings: Findings): JsonObject | undefined {
  const steps = new Steps(withKey(template, SECTION, undefined), map);
  steps.add(new Includes(steps.template, macro, steps.file, steps, findings).inside());
  runEarlier(callsIn(own(template, SECTION), [SECTION]), steps, macro, findings);
  return findings.hasErrors ? undefined : steps.template;
}
