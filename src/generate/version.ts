import { getAtt, ref } from '../template/intrinsics';
import type { Json } from '../template/json';
import { propertiesOf, type Resource } from '../template/template';
import type { Released } from '../version/released';
import { resource } from './resource';

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
 * RetainExceptOnCreate: the version of an update that fails goes with it, so that the same code can be published again
 * (docs/decisions.md); the version before stays for who still runs it.
 * FunctionScalingConfig is the one property that changes in place: each version of a managed instance scales by its own.
 */
export const version = ({ id, settings, condition, takenOver, resource: lambda }: Released): Resource =>
  resource(
    'AWS::Lambda::Version',
    {
      Condition: condition,
      DeletionPolicy: settings.versionDeletionPolicy ?? 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    },
    {
      FunctionName: ref(id),
      Description: settings.versionDescription,
      FunctionScalingConfig: propertiesOf(lambda).FunctionScalingConfig,
      ...takenOver?.version,
    },
  );

export const versionNumber = ({ versionId }: Released): Json => getAtt(versionId, 'Version');
