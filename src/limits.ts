import { isShorthand } from './callers/shorthands';
import type { Diagnostics } from './diagnostics/diagnostics';
import type { Output } from './generate/output';
import type { Released } from './generate/released';
import { bytesOf } from './template/bytes';
import { cycles, dependencyGraph, type Graph } from './template/graph';
import { isScalar, own } from './template/json';
import { propertiesOf, type Template } from './template/template';
import type { Values } from './template/values';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html, aws-facts 5 */
const MOST_RESOURCES = 500;
const LONGEST_ID = 255;
const MOST_BYTES = 1_000_000;
/** FunctionName of a permission or mapping, with its qualifier (aws-facts 4.4). */
const LONGEST_FUNCTION_NAME = 140;
/** `arn:aws:lambda:us-east-1:123456789012:function:` */
const ARN_LENGTH = 'arn::lambda:::function:'.length + 12;

/** Nothing is ever taken away, so more than CloudFormation takes is refused before any work. */
export function checkInput(template: Template, diagnostics: Diagnostics): boolean {
  const count = Object.keys(template.Resources).length;
  if (count > MOST_RESOURCES) diagnostics.report('SD4001', [], { count });
  return count <= MOST_RESOURCES;
}

/** What CloudFormation or Lambda would refuse, said before they do and with the place. */
export function checkOutput(
  before: Template,
  after: Template,
  graph: Graph,
  isMarked: (id: string) => boolean,
  output: Output,
  diagnostics: Diagnostics,
): void {
  const count = Object.keys(after.Resources).length;
  if (count > MOST_RESOURCES) diagnostics.report('SD4001', [], { count });
  for (const [owner, generated] of output.after) {
    for (const [id] of generated) if (id.length > LONGEST_ID) diagnostics.report('SD4002', ['Resources', owner], { id, length: id.length });
  }
  const bytes = bytesOf(after);
  if (bytes > MOST_BYTES) diagnostics.report('SD4003', [], { bytes });
  if (cycles(graph).length > 0) checkCycles(before, after, isMarked, diagnostics);
}

/** Circles that the author's template does not have. */
function checkCycles(before: Template, after: Template, isMarked: (id: string) => boolean, diagnostics: Diagnostics): void {
  const found = cycles(dependencyGraph(after));
  const known = cycles(dependencyGraph(before, (id, attribute) => !(isMarked(id) && isShorthand(id, attribute))));
  for (const cycle of found) {
    const inherited = known.some((old) => cycle.every((id) => old.includes(id) || !Object.hasOwn(before.Resources, id)));
    if (!inherited) diagnostics.report('SD4006', ['Resources', cycle[0] ?? ''], { ids: cycle.join(', ') });
  }
}

/** A literal name that is too long with its alias. A name that only CloudFormation knows can't be checked. */
export function checkQualifiedName({ id, resource, settings }: Released, values: Values, region: string, diagnostics: Diagnostics): void {
  const name = values.resolve(own(propertiesOf(resource), 'FunctionName'));
  if (!isScalar(name)) return;
  const partition = String(values.resolve({ Ref: 'AWS::Partition' }));
  const length = ARN_LENGTH + partition.length + region.length + String(name).length + 1 + settings.alias.length;
  if (length > LONGEST_FUNCTION_NAME) diagnostics.report('SD4005', ['Resources', id, 'Properties', 'FunctionName'], { length });
}
