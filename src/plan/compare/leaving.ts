import { own } from '../../template/json';
import { FUNCTION } from '../../template/template';
import type { ChangedResource, Gone, Leaving } from '../schema';
import type { Deployable } from '../side';
import { aliasName } from './labels';
import { functionOf } from './processed';

/** What every release writes, and what SafeDeploy takes away again. */
const OF_SAFEDEPLOY = new Set(['Description', 'Metadata', 'DependsOn']);

/** Functions that stay while the alias that released them goes. */
export function leavingIn(
  before: Deployable,
  after: Deployable,
  released: ReadonlySet<string>,
  gone: readonly Gone[],
  resources: readonly ChangedResource[],
): Leaving[] {
  return gone
    .filter(({ type, because }) => type === 'AWS::Lambda::Alias' && because === 'unmarked')
    .flatMap(({ id, fate }): Leaving[] => {
      const resource = own(before.resources, id);
      const of = functionOf(resource);
      if (of === undefined || released.has(of) || own(own(after.resources, of), 'Type') !== FUNCTION) return [];
      const changed = (resources.find((one) => one.id === of)?.properties ?? []).filter((name) => !OF_SAFEDEPLOY.has(name));
      return [{ id: of, alias: aliasName(resource, before), fate, changed }];
    });
}
