import type { Address, Edit } from '../callers/find/address';
import { type Json, type Trail, valueAt } from '../template/json';
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
  if (edit?.kind === 'latest') return `${alias} instead of $LATEST`;
  if (edit && isTextOfSub(edit.spot.trail)) return isName ? `\${${id}}:${alias}` : `\${${id}.Alias}`;
  const around = edit && textAround(node, edit);
  if (around !== undefined) return FUNCTION_ARN.test(around) ? `!Ref ${id}.Alias` : `:${alias} after the name of ${id}`;
  return isName ? `!Sub "\${${id}}:${alias}"` : `!Ref ${id}.Alias`;
}

const FUNCTION_ARN = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:/]+$/;

/** In the text itself, and not in a value of its map. */
function isTextOfSub(trail: Trail): boolean {
  const at = trail.lastIndexOf('Fn::Sub');
  return at >= 0 && (at === trail.length - 1 || trail[at + 1] === 0);
}

/** The literal of which the function's name is a part; undefined where it stands alone. */
function textAround(node: Json, { spot }: Edit): string | undefined {
  const text = valueAt(node, spot.trail);
  const isPart = typeof text === 'string' && spot.end !== undefined && (spot.start !== 0 || spot.end < text.length);
  return isPart ? text : undefined;
}
