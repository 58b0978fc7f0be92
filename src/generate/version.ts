import { getAtt, ref } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import type { Released } from '../version/released';
import { resource } from './resource';

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
 * RetainExceptOnCreate: the version of an update that fails goes with it, so that the same code can be published again
 * (aws-facts 4.1); the version before stays for who still runs it.
 */
export const version = ({ id, settings, condition, takenOver }: Released): Resource =>
  resource(
    'AWS::Lambda::Version',
    {
      Condition: condition,
      DeletionPolicy: settings.versionDeletionPolicy ?? 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    },
    { FunctionName: ref(id), Description: settings.versionDescription, ...takenOver?.version },
  );

export const versionNumber = ({ versionId }: Released): Json => getAtt(versionId, 'Version');
