import { own } from '../template/json';
import { propertiesOf } from '../template/template';
import type { Compilation } from '../version/compilation';
import type { Released } from '../version/released';

/**
 * What Lambda refuses on a version or its alias whatever happens. Provisioned concurrency behind a shifting alias is none of
 * it: CodeDeploy waits for it. docs/rollouts.md says what to change in an update of its own.
 * https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-limitations
 */
export function refuseConflicts({ id, resource, settings }: Released, { values, diagnostics }: Compilation): void {
  const snapStart = values.resolve(own(own(propertiesOf(resource), 'SnapStart'), 'ApplyOn'));
  const provisioned = values.resolve(settings.provisionedConcurrency);
  if (snapStart === 'PublishedVersions' && provisioned !== undefined)
    diagnostics.report('SD2401', ['Resources', id, 'Properties', 'SnapStart']);
}
