import { isMap } from './answer';
import { VALUE_KEY, VALUE_NAME } from './check';

/** The checks of the environment, with what CloudFormation put into variables of their own; AWS::NoValue leaves nothing. No other variable is read. */
export const read = (text: string, environment: Readonly<Record<string, string | undefined>>): unknown =>
  JSON.parse(text, (_, node) => {
    if (Array.isArray(node)) return node.filter(() => true); // without the holes that nothing leaves
    if (!isMap(node) || !Object.hasOwn(node, VALUE_KEY)) return node;
    const name = String(node[VALUE_KEY]);
    return VALUE_NAME.test(name) ? environment[name] : undefined;
  });

/** Nothing, or a map or list of nothing: an expectation of that kind holds whatever the answer is. */
export const isEmpty = (node: unknown): boolean =>
  node === undefined || node === null || (Object(node) === node && Object.values(node as object).every(isEmpty));

/** The text to invoke with. API Gateway sends a body as text: in a request of its style a map or list becomes that. */
export function payloadOf(payload: unknown = {}): string {
  const isRequest = isMap(payload) && ['httpMethod', 'requestContext', 'rawPath', 'routeKey'].some((key) => Object.hasOwn(payload, key));
  const asText = isRequest && Object(payload.body) === payload.body;
  return JSON.stringify(asText ? { ...payload, body: JSON.stringify(payload.body) } : payload);
}
