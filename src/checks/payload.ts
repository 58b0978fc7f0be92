import { isMap } from './answer';
import { VALUE_KEY } from './check';

/** The checks of the environment, with what CloudFormation put into variables of their own; AWS::NoValue leaves nothing. */
export const read = (text: string, environment: Readonly<Record<string, string | undefined>>): unknown =>
  JSON.parse(text, (_, node) => (isMap(node) && Object.hasOwn(node, VALUE_KEY) ? environment[String(node[VALUE_KEY])] : node));

/** The text to invoke with. API Gateway sends a body as text: in a request of its style a map or list becomes that. */
export function payloadOf(payload: unknown = {}): string {
  const isRequest = isMap(payload) && ['httpMethod', 'requestContext', 'rawPath', 'routeKey'].some((key) => Object.hasOwn(payload, key));
  const asText = isRequest && Object(payload.body) === payload.body;
  return JSON.stringify(asText ? { ...payload, body: JSON.stringify(payload.body) } : payload);
}
