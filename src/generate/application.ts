import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import { resource } from './resource';

/** One per stack. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-application.html */
export const application = (condition: string | undefined, tags: Json | undefined): Resource =>
  resource('AWS::CodeDeploy::Application', { Condition: condition }, { ComputePlatform: 'Lambda', Tags: tags });
