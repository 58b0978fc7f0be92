import { own } from '../../template/json';
import { resourcesOf } from '../../template/template';
import type { Compilation } from '../../version/compilation';
import { NamesInText } from '../find/namesInText';
import { unqualifiedIn } from '../find/unqualified';

/** A Function URL needs a decision: on an alias it gets another address. */
export function checkFunctionUrls(compilation: Compilation): void {
  const { template, functions, diagnostics } = compilation;
  const names = new NamesInText(compilation);
  for (const [id, { Properties, Condition }] of resourcesOf(template, 'AWS::Lambda::Url')) {
    if (own(Properties, 'Qualifier') !== undefined) continue;
    for (const other of unqualifiedIn(own(Properties, 'TargetFunctionArn') ?? null, Condition, names)) {
      const settings = functions.get(other)?.settings;
      if (settings && settings.functionUrl === undefined && !settings.keep.has(id)) {
        diagnostics.report('SD5001', ['Resources', id, 'Properties', 'TargetFunctionArn'], { url: id, resource: other });
      }
    }
  }
}
