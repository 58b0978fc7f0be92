import { textOf } from '../../src/cli/plan/text';
import { plan } from '../../src/library';
import { svg } from '../capture/svg';

const COLUMNS = 100;

const shop = (version: string) => `Transform: SafeDeploy
Resources:
  Checkout:
    Type: AWS::Lambda::Function
    Metadata:
      SafeDeploy: { Type: Canary10Percent10Minutes, Hooks: { PreTraffic: { Checks: [{ Name: answers, Expect: { StatusCode: 200 } }] } } }
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Role: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/checkout
      Code: { S3Bucket: releases, S3Key: checkout-${version}.zip }
`;
const NIGHTLY = `  Nightly:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: Checkout, Arn: !GetAtt Checkout.Arn }] }
  NightlyMayCall:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Checkout, Principal: events.amazonaws.com, SourceArn: !GetAtt Nightly.Arn }
`;

/** docs/plan.svg: what `safedeploy plan` says of a release that brings new code and a new caller. */
export function planPicture(): string {
  const { plan: made, diagnostics } = plan(shop('1.4.3') + NIGHTLY, { against: shop('1.4.2') });
  if (!made) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  const title = 'safedeploy plan template.yaml --stack shop';
  const text = textOf(made, { colours: true, columns: COLUMNS, verbose: false })
    .replace('Against against', 'Against the stack shop')
    .trimEnd();
  return svg({ title, columns: COLUMNS, frames: [text], still: 0, secondsPerFrame: 1 });
}
