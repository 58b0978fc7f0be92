import { spawnSync } from 'node:child_process';

const { status } = spawnSync('python3', ['-c', 'import samtranslator'], { stdio: 'ignore' });
const isThere = status === 0;
if (!isThere) process.stderr.write('Tests of SAM templates are left out: python3 has no aws-sam-translator.\n');

/** What needs SAM's translator: left out where there is none. */
export const withSam = isThere ? describe : describe.skip;

/** A SAM function that is marked, with what is added to its properties. */
export const serverless = (name: string, properties = '', mark = '{}'): string => `  ${name}:
    Type: AWS::Serverless::Function
    Metadata: {SafeDeploy: ${mark}}
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: x
${properties}`;

export const SECTION = 'Transform: [AWS::Serverless-2016-10-31, SafeDeploy]\n';
