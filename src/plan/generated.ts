import { own } from '../template/json';
import { APPLICATION, CHECKS_LOGS, CHECKS_ROLE, SERVICE_ROLE } from '../version/ids';
import type { Plan } from './schema';
import type { Planned } from './side';

const SHARED = new Set([APPLICATION, SERVICE_ROLE, CHECKS_ROLE, CHECKS_LOGS]);
const SHARED_TYPES = new Set(['AWS::CodeDeploy::DeploymentConfig', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']);

export type Generated = Plan['generated'][number] & { readonly id: string };

/** Resources that the template did not have. What belongs to a function stands after it, or after its permission. */
export function generatedIn({ input, deployable, results }: Planned): Generated[] {
  const authors = own(input, 'Resources');
  const renamed = new Set(results.flatMap(({ renewals }) => renewals.map(({ to }) => to)));
  const ownerOf = new Map(results.flatMap(({ functions }) => functions.map(({ id }) => [id, id] as const)));
  for (const { mention, function: id } of results.flatMap(({ consumers }) => consumers)) {
    if (!ownerOf.has(mention.owner)) ownerOf.set(mention.owner, id);
  }
  const generated: Generated[] = [];
  let last = '';
  for (const [id, resource] of Object.entries(deployable.resources)) {
    if (own(authors, id) !== undefined || renamed.has(id)) {
      last = id;
      continue;
    }
    const type = String(own(resource, 'Type'));
    const isOwn = id.startsWith(last) && !SHARED.has(id) && !SHARED_TYPES.has(type);
    generated.push({ id, type, function: isOwn ? (ownerOf.get(last) ?? null) : null });
  }
  return generated;
}
