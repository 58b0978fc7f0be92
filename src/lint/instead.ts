import type { Address } from '../callers/find/address';
import type { Json } from '../template/json';
import { soleReference } from '../template/references';

interface Naming {
  readonly node: Json;
  readonly function: string;
  readonly address: Address;
}

/**
 * What calls the alias there, in the form that stands there: a name stays a name, an ARN an ARN, and a Fn::Sub a Fn::Sub.
 * As Move would write it, with a reference, so that CloudFormation makes the alias first.
 */
export function instead({ node, function: id, address }: Naming, alias: string): string {
  const [edit] = address.edits;
  const isName = edit ? edit.kind === 'qualify' : soleReference(node)?.attribute === '';
  if (edit?.kind === 'latest') return `${alias} in place of $LATEST`;
  if (edit?.spot.trail.includes('Fn::Sub')) return isName ? `\${${id}}:${alias}` : `\${${id}.Alias}`;
  if (typeof node === 'string' && edit?.spot.end !== undefined && /[^\w-]/.test(node)) {
    return node.startsWith('arn:') ? `!Ref ${id}.Alias` : `:${alias} after the name of ${id}`;
  }
  return isName ? `!Sub "\${${id}}:${alias}"` : `!Ref ${id}.Alias`;
}
