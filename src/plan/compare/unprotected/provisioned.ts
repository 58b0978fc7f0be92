import { own } from '../../../template/json';
import { propertiesOf } from '../../../template/template';
import { canonicalJson } from '../../../version/canonical';
import type { Unprotected } from '../../schema';
import type { Context } from './context';

const PROPERTY = 'ProvisionedConcurrencyConfig';

/** Lambda gives none to an alias with weights: https://github.com/aws/serverless-application-model/issues/1296 */
export function provisioned({ before, after, functions }: Context): Unprotected[] {
  return functions.flatMap(({ id, alias, deployment }): Unprotected[] => {
    if (deployment?.effect !== 'shifts' && deployment?.effect !== 'atOnce') return [];
    const [then, now] = [before, after].map((side) => side.values.resolve(own(propertiesOf(own(side.resources, alias.id)), PROPERTY)));
    if (canonicalJson(then ?? null) === canonicalJson(now ?? null)) return [];
    const because = `${PROPERTY} changes together with the version: the update can fail, and so can its rollback. Change it in a separate update`;
    return [{ resource: alias.id, type: 'AWS::Lambda::Alias', functions: [id], because }];
  });
}
