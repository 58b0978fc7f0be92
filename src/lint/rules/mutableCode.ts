import type { Environment } from '../../template/environment';
import { type Piece, piecesOf } from '../../template/expressionText';
import { isScalar, type Json, own } from '../../template/json';
import { referencedIds } from '../../template/references';
import { propertiesOf, resourceOf, type Template } from '../../template/template';
import type { Values } from '../../template/values';
import {
  endsOf,
  isGivenAnew,
  isLastOf,
  NAMED_BY_CONTENT,
  NEWEST_IMAGE,
  namedBy,
  PLACEHOLDER,
  PLACEHOLDER_WORD,
  SNAPSHOT,
} from '../codeNames';
import { knownTexts } from '../knownTexts';
import type { Rule, Subject } from '../rule';
import { unseenIn } from '../unseen';

/** `123456789012.dkr.ecr.eu-west-1.amazonaws.com/` */
const REGISTRY = /^.*\.dkr\.ecr\.[^/]*\//;

export const mutableCode: Rule = {
  code: 'SD3201',
  *check(subject) {
    const { functions, values } = subject;
    for (const { id, resource, settings } of functions.values()) {
      if (settings.codeSha256 !== undefined || settings.revision !== undefined) continue;
      const code = values.unwrap(propertiesOf(resource).Code ?? null);
      for (const [property, what, fix] of [
        ['S3Key', 'an S3Key without S3ObjectVersion', 'S3ObjectVersion'],
        ['ImageUri', 'an image identified by its tag', 'the digest (…@sha256:…)'],
      ] as const) {
        const name = own(code, property);
        if (name === undefined || own(code, 'S3ObjectVersion') !== undefined || !isMutable(name, subject)) continue;
        yield { path: ['Resources', id, 'Properties', 'Code', property], data: { function: id, what, fix }, about: [id] };
      }
    }
  },
};

function isMutable(name: Json, subject: Subject): boolean {
  const { template, values, environment } = subject;
  const given = values.unwrap(name) ?? null;
  const ends = endsOf(given, values);
  // a dynamic reference names its version, or is SD3202's as everything that nobody sees
  if (ends.some(isScalar) || unseenIn(ends, subject).length > 0) return false;
  const pieces = piecesOf(given, () => false);
  const last = pieces.at(-1);
  if (last?.kind === 'text' && NEWEST_IMAGE.test(last.text)) return true;
  return !changesByReference(pieces, template) && !changesByText(name, values, environment);
}

/** Does a part of the name come with the code? */
function changesByReference(pieces: readonly Piece[], template: Template): boolean {
  return pieces.some((piece, index) => {
    if (piece.kind === 'text') return false;
    if (piece.kind === 'choice') return piece.branches.some((branch) => changesByReference(branch, template));
    const isLast = isLastOf(pieces, index);
    return [...referencedIds(piece.kind === 'reference' ? namedBy(piece) : piece.node)].some((id) => {
      if (id.startsWith('AWS::')) return false;
      return resourceOf(template, id) ? isLast : isGivenAnew(id, isLast);
    });
  });
}

/** Neither an account nor the registry of an image says anything of its content. */
const changesByText = (name: Json, values: Values, { accountId }: Environment): boolean =>
  knownTexts(values.resolve(name))
    .map((text) => text.replaceAll(accountId, '').replace(REGISTRY, '').replace(SNAPSHOT, ''))
    .some((text) => NAMED_BY_CONTENT.test(text) || PLACEHOLDER.test(text) || PLACEHOLDER_WORD.test(text));
