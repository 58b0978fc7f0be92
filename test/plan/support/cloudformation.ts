import {
  type DescribeStacksCommandOutput,
  GetTemplateCommand,
  type GetTemplateCommandInput,
  type Parameter,
} from '@aws-sdk/client-cloudformation';
import type { Connection } from '../../../src/cli/aws/connection';
import type { Client, Connect } from '../../../src/cli/aws/stack';

/** Stands in for CloudFormation at the client's `send`, and remembers what it was asked. */
export class CloudFormation {
  readonly asked: unknown[] = [];
  readonly connections: Connection[] = [];

  constructor(
    private readonly answers: { readonly stacks?: DescribeStacksCommandOutput['Stacks']; readonly body?: string; readonly fault?: Error },
  ) {}

  static stack(body: string, parameters: readonly Parameter[] = [], region = 'eu-north-1'): CloudFormation {
    const StackId = `arn:aws:cloudformation:${region}:210987654321:stack/shop/0`;
    const stack = { StackId, StackName: 'shop', CreationTime: new Date(0), StackStatus: 'UPDATE_COMPLETE' as const };
    return new CloudFormation({ body, stacks: [{ ...stack, Parameters: [...parameters] }] });
  }

  readonly connect: Connect = async (connection) => {
    this.connections.push(connection);
    const send = async (command: { readonly input: object }) => {
      this.asked.push(command.input);
      if (this.answers.fault) throw this.answers.fault;
      return command instanceof GetTemplateCommand ? { TemplateBody: this.answers.body } : { Stacks: this.answers.stacks };
    };
    return { send } as unknown as Client;
  };

  get template(): GetTemplateCommandInput | undefined {
    return this.asked.find((input): input is GetTemplateCommandInput => Object.hasOwn(input as object, 'TemplateStage'));
  }
}
