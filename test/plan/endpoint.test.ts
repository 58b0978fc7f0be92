import { connect } from '../../src/cli/aws/stack';
import { refusal, withCloudFormation } from './support/endpoint';
import { deploymentIn, plan } from './support/plan';
import { CANARY, marked, using } from './support/templates';

/** The SDK as it is, against a server of this machine that answers as CloudFormation does. */
const template = using(marked(CANARY));
const STACK_ID = 'arn:aws:cloudformation:eu-north-1:210987654321:stack/shop/0';
const ANSWERS: Readonly<Record<string, string>> = {
  DescribeStacks: `<Stacks><member><StackName>shop</StackName><StackId>${STACK_ID}</StackId><StackStatus>CREATE_COMPLETE</StackStatus>
    <CreationTime>2026-01-01T00:00:00Z</CreationTime></member></Stacks>`,
  GetTemplate: `<TemplateBody>{"Resources": {"F": {"Type": "AWS::Lambda::Function"}}}</TemplateBody>`,
};

withCloudFormation(({ Action = '', StackName }) =>
  StackName === 'shop' ? (ANSWERS[Action] ?? '') : refusal('ValidationError', 'Stack with id none does not exist'),
);

test('a stack', async () => {
  const made = await plan(template, ['--stack', 'shop'], { connect });
  expect(deploymentIn(made)).toMatchObject({ effect: 'first', because: 'the alias live is new' });
});

test('a stack that does not exist', async () => {
  await expect(plan(template, ['--stack', 'none'], { connect })).rejects.toThrow(
    'The stack none cannot be read: Stack with id none does not exist (ValidationError).',
  );
});
