import type { Consumer } from '../callers/decide/consumers';
import { isQualified } from '../callers/find/address';
import { soleReference } from '../template/references';
import type { Released } from '../version/released';
import { instead } from './instead';

/** The whole value is the function's name or ARN without a qualifier, or such an ARN stands in it: `/aws/lambda/${F}` is none. */
export function isHandedOut({ mention, function: id, address }: Consumer): boolean {
  if (isQualified(address)) return false;
  const target = soleReference(mention.node);
  if (target?.id === id) return target.attribute === '' || target.attribute === 'Arn';
  return address.isCall || address.isStuck || address.edits.length > 0;
}

/** Where code finds what it is to call: of functions, containers and builds alike. */
export const ENVIRONMENT = /(^|\.)Environment(Variables)?(\.|\[|$)/;

/** `Environment.Variables.TARGET` as people say it. */
export const propertyOf = ({ mention }: Consumer): string => mention.path || 'it';

/** A name may be there for a dimension or a title; who wants an ARN mostly wants to call. */
export const isArn = ({ address }: Consumer): boolean => address.isCall;

/** What calls the alias in its place. */
export const insteadOf = ({ mention: { node }, function: id, address }: Consumer, functions: ReadonlyMap<string, Released>): string =>
  instead({ node, function: id, address }, functions.get(id)?.settings.alias ?? '');
