import type { Schedule } from '../settings/schedule';
import type { Deployment } from '../settings/settings';
import { getAtt, ifParts, isNoValue, mapBranches, ref } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import { APPLICATION, SERVICE_ROLE } from '../version/ids';
import { groupCondition, type Released } from '../version/released';
import { alarmConfiguration } from './alarms';
import { deploymentConfigName } from './deploymentConfig';
import { resource } from './resource';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-deploymentgroup.html */
export function deploymentGroup(
  released: Released,
  deployment: Deployment,
  alarms: readonly Json[],
  tags: Json | undefined,
  needs: (schedule: Schedule) => void,
): Resource {
  return resource(
    'AWS::CodeDeploy::DeploymentGroup',
    { Condition: groupCondition(released) },
    {
      ApplicationName: ref(APPLICATION),
      AlarmConfiguration: alarmConfiguration(alarms, deployment),
      AutoRollbackConfiguration: deployment.rollback.length > 0 ? { Enabled: true, Events: [...deployment.rollback] } : { Enabled: false },
      DeploymentConfigName: deploymentConfigName(deployment.schedule, needs),
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      ServiceRoleArn: serviceRoleArn(deployment.role),
      TriggerConfigurations: deployment.triggers,
      Tags: tags,
    },
  );
}

/** The given role; the generated one where none is given, in a branch of a Fn::If too. */
export function serviceRoleArn(role: Json | undefined): Json {
  return mapBranches(role ?? '', (arn) => (arn === '' || isNoValue(arn) ? getAtt(SERVICE_ROLE, 'Arn') : arn));
}

export const usesGeneratedRole = (role: Json | undefined): boolean => {
  if (role === undefined || role === '' || isNoValue(role)) return true;
  const parts = ifParts(role);
  return parts !== undefined && (usesGeneratedRole(parts[1]) || usesGeneratedRole(parts[2]));
};
