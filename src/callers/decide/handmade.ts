import { type Json, own } from '../../template/json';
import { propertiesOf, resourcesOf } from '../../template/template';
import type { Compilation } from '../../version/compilation';
import type { Released } from '../../version/released';
import { addressesOf } from '../find/address';
import { NamesInText } from '../find/namesInText';

const URL = 'AWS::Lambda::Url';
const HANDMADE = ['AWS::Lambda::Version', 'AWS::Lambda::Alias', URL];

/**
 * An author's own version or alias of a marked function: two resources would publish the same code, which Lambda refuses,
 * and callers of the author's alias would never see a deployment. A Function URL needs a decision: on an alias it gets another address.
 */
export function refuseHandmade(compilation: Compilation): void {
  const { template, diagnostics } = compilation;
  const names = new NamesInText(compilation);
  for (const [id, resource] of HANDMADE.flatMap((type) => resourcesOf(template, type))) {
    const properties = propertiesOf(resource);
    const isUrl = resource.Type === URL;
    if (isUrl && own(properties, 'Qualifier') !== undefined) continue;
    const named = own(properties, isUrl ? 'TargetFunctionArn' : 'FunctionName') ?? null;
    for (const released of unqualifiedIn(named, resource.Condition, names, compilation)) {
      if (!isUrl) diagnostics.report('SD5002', ['Resources', released.id], { id, type: resource.Type });
      else if (released.settings.functionUrl === undefined && !released.settings.keep.has(id)) {
        diagnostics.report('SD5001', ['Resources', released.id], { url: id });
      }
    }
  }
}

/** The marked functions that an address names, in whatever spelling, without a qualifier. */
function unqualifiedIn(address: Json, condition: Json | undefined, names: NamesInText, { functions }: Compilation): Released[] {
  const addresses = addressesOf(address, { how: 'value', isCallee: false, condition }, names);
  return [...addresses].flatMap(([id, { edits }]) => (edits.length > 0 ? (functions.get(id) ?? []) : []));
}
