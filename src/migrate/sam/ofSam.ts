import { isObject, type Json, type Trail } from '../../template/json';
import { referencedIds } from '../../template/references';
import { dependsOn, resources, type Template } from '../../template/template';
import type { Remark } from '../migration';

/** What SAM makes for all its deployments, and what takes its place. */
const OF_SAM: Readonly<Record<string, string>> = {
  ServerlessDeploymentApplication: 'SafeDeployApplication',
  CodeDeployServiceRole: 'SafeDeployServiceRole',
};

/** References to what SAM made for deployments: CloudFormation would refuse the template. */
export function lostReferences(template: Template): Remark[] {
  const users: [path: Trail, value: Json, others: readonly string[]][] = [
    ...resources(template).map(([id, resource]): [Trail, Json, string[]] => [['Resources', id], resource, dependsOn(resource)]),
    ...Object.entries(isObject(template.Outputs) ? template.Outputs : {}).map(([id, output]): [Trail, Json, string[]] => [
      ['Outputs', id],
      output,
      [],
    ]),
  ];
  return users.flatMap(([path, value, others]) =>
    [...new Set([...referencedIds(value), ...others])].flatMap((id): Remark[] => {
      const instead = Object.hasOwn(OF_SAM, id) && !Object.hasOwn(template.Resources, id) ? OF_SAM[id] : undefined;
      return instead === undefined ? [] : [{ code: 'SD1409', path, data: { user: String(path[1]), id, instead } }];
    }),
  );
}
