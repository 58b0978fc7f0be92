/** What went wrong with a call of AWS, as far as it matters for what to do. */
export type FaultKind = 'denied' | 'credentials' | 'region' | 'throttled' | 'missing' | 'unreachable' | 'refused';

const DENIED = /^(AccessDenied|Unauthorized|NotAuthorized|AuthorizationError|OptInRequired)/;
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html, and the names of the SDK's own providers. */
const CREDENTIALS =
  /Credentials|ExpiredToken|RequestExpired|TokenProvider|InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient|InvalidToken|Signature|MissingAuthenticationToken|^SSO/;
const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|BandwidthLimit/;
const MISSING = /NotFound|DoesNotExist/;

export function kindOf(fault: unknown): FaultKind {
  const { name, message, status } = parts(fault);
  if (DENIED.test(name)) return 'denied';
  if (CREDENTIALS.test(name)) return 'credentials';
  if (/^Region is missing/.test(message)) return 'region';
  if (THROTTLED.test(name)) return 'throttled';
  if (MISSING.test(name) || (name === 'ValidationError' && /does not exist/.test(message))) return 'missing';
  if (status === undefined || status >= 500) return 'unreachable';
  return 'refused';
}

const LONGEST = 400;

/**
 * What AWS said, in one line and with the name of the error. What follows the first sentence of a wrong signature quotes the
 * request with its session token.
 */
export function saidOf(fault: unknown): string {
  const { name, message } = parts(fault);
  const [line = ''] = message.split(/\n|(?<=\.) The Canonical String/);
  const short = line.trim().replace(/\.$/, '');
  const said = short.length > LONGEST ? `${short.slice(0, LONGEST - 1)}…` : short;
  return said === '' ? name : `${said} (${name})`;
}

function parts(fault: unknown): { name: string; message: string; status: number | undefined } {
  if (!(fault instanceof Error)) return { name: 'Error', message: String(fault), status: undefined };
  const { $metadata, code } = fault as { $metadata?: { httpStatusCode?: number }; code?: unknown };
  // a system error is called Error, and its code says more
  const name = fault.name === 'Error' && typeof code === 'string' ? code : fault.name;
  return { name, message: fault.message, status: $metadata?.httpStatusCode };
}
