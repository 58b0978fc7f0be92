import type { Environment } from '../template/environment';
import type { JsonObject } from '../template/json';
import { migrateByHand } from './byHand/migrateByHand';
import { isTemplate, markedIn } from './marked';
import type { Migration, Step, Untouchable } from './migration';
import { migrateSam } from './sam/migrateSam';
import { isServerless, migrateServerless } from './serverless/migrateServerless';
import { addTransform } from './transformSection';

/** What stands at the head of the file is changed for all functions. */
const HEAD = 'Transform';

/** What to change in a file so that SafeDeploy releases what something else has released: SAM, handwritten resources, a plugin. */
export function migrate(root: JsonObject, environment: Environment, macroName: string, untouchable: Untouchable): Migration {
  if (isServerless(root)) return migrateServerless(root, macroName);
  if (!isTemplate(root)) return { steps: [], remarks: [{ code: 'SD1415', path: [], data: {} }] };
  const marked = markedIn(root, environment, macroName);
  const byHand = migrateByHand(root, marked, environment, untouchable);
  // a mark that is written by hand in the same update has settings of its own, which no defaults may reach
  const sam = migrateSam(root, { ...marked, hasDefaults: marked.hasDefaults || byHand.steps.length > 0 }, untouchable);
  const steps = [...sam.steps, ...byHand.steps];
  return { steps: [...head(root, macroName, steps), ...steps], remarks: [...sam.remarks, ...byHand.remarks] };
}

/** Marks need the macro. */
export function head(root: JsonObject, macroName: string, steps: readonly Step[]): Step[] {
  const marks = steps.some(({ edits }) => edits.some((edit) => edit.do === 'add'));
  const edits = marks ? addTransform(root, macroName) : [];
  return edits.length > 0 ? [{ of: HEAD, path: [HEAD], names: [], edits }] : [];
}
