import { type IAspect, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Lists the macro in every stack with functions, with defaults that mark all of them. */
export class SafeDeploy implements IAspect {
  constructor(private readonly defaults: object) {}

  visit(node: IConstruct): void {
    if (!(node instanceof lambda.CfnFunction)) return;
    Stack.of(node).addTransform('SafeDeploy');
    Stack.of(node).addMetadata('SafeDeploy', { Functions: 'All', ...this.defaults });
  }
}
