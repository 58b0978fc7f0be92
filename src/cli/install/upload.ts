import { hash } from 'node:crypto';
import { faultOf, OperationFault } from '../operations/fault';
import type { Reader } from '../operations/read/reader';

/** What S3 says of a bucket that another Region has. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const ELSEWHERE = ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'];

/** Puts the template where CloudFormation can read it, and gives its address. The same template has the same address. */
export async function upload(reader: Reader, template: string, bucket: string): Promise<string> {
  const key = `safedeploy/${hash('sha256', template, 'hex').slice(0, 16)}.yaml`;
  const s3 = await reader.clients.s3();
  const region = await s3.config.region().catch((fault) => {
    throw faultOf('s3:PutObject', fault);
  });
  try {
    await s3.putObject({ Bucket: bucket, Key: key, Body: template, ContentType: 'application/yaml' });
  } catch (fault) {
    if (fault instanceof Error && ELSEWHERE.includes(fault.name)) throw new OperationFault('SD1351', { bucket });
    throw faultOf('s3:PutObject', fault);
  }
  // the bucket's name in the path: a name with dots has no certificate as a host
  return `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${bucket}/${key}`;
}
