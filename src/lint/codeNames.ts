import { type Piece, piecesOf } from '../template/expressionText';
import { getAtt, ref } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Values } from '../template/values';
import { knownTexts } from './knownTexts';

/** A hash, a time stamp or a version number: whoever names code so gives new code a new name. */
export const NAMED_BY_CONTENT = /[0-9a-f]{32}|\d{8}|(?:^|[^0-9])v?\d+\.\d+\.\d+|[0-9a-f]{8}-[0-9a-f]{4}-/i;

/** A name that is given to the next code as well: Maven's snapshots, and the newest image. */
export const SNAPSHOT = /\d+(?:\.\d+)*-SNAPSHOT/gi;
export const NEWEST_IMAGE = /(?:^|:)latest$/;

/** What a build puts something in place of, before anybody deploys: `%VERSION%`, `$BUILD_ID`, `${VERSION}` as text, `__VERSION__`, `{{version}}`, `<version>`, `@VERSION@`. */
export const PLACEHOLDER =
  /%[a-z_][\w-]{2,}%|\$\{?[a-z_]\w*\}?|__[a-z][\w-]*?__|\{\{\s*[a-z_][\w.-]*\s*\}\}|<%?=?\s*[a-z_][\w. -]*%?>|@[a-z_][\w-]*@|#\{[^}]*\}/i;

/** The same where a build looks for a bare word: `SOLUTION_VERSION/checkout.zip`. */
export const PLACEHOLDER_WORD =
  /(?<![A-Za-z])(?:[A-Z]+_)*(?:VERSION|REVISION|RELEASE|BUILD_(?:ID|NUMBER)|COMMIT|(?:COMMIT|GIT)_SHA|TIMESTAMP)(?![A-Za-z])/;

/** What a compound in lower case may begin and end with: `imagetag`, `s3key`, `buildid`, `zipfilename`. */
const BEFORE = '(?:git|code|image|docker|container|lambda|app|artifact|build|release|package|object|zip|s3|source)*';
const AFTER = '(?:id|number|no|name|hash|sha)?';
const oneOf = (words: string): RegExp => new RegExp(`^${BEFORE}(?:${words})${AFTER}$`, 'i');
/** Of what changes with the code. */
const CONTENT = oneOf('(?:version|ver|release|revision|rev|build|commit|hash|sha|md5|checksum|digest|etag|tag|timestamp|datetime)s?');
/** Of where the code is: another one for other code, where nothing but an extension follows. */
const PLACE = oneOf('keys?|objects?|paths?|files?|locations?|artifacts?|archive|asset|package|bundle|code|image|uri|url|zip|jar');
/** What is the same for all code, whatever is said of it: `CodeBuildProject`, `ReleaseBucket`. */
const NO_CODE = /^(bucket|stage|env|environment|account|region|role|project|pipeline|stack|repository|repo|branch|team|owner)$/i;

/** `LambdaS3Key` -> Lambda, S, 3, Key. A word within a word counts for nothing: `Stage` holds no tag, `Shared` no sha. */
const wordsOf = (name: string): string[] => name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];

/** Does the name of a parameter say that it is given anew for new code? */
export function isGivenAnew(name: string, isLast: boolean): boolean {
  const words = [...wordsOf(name), name];
  if (NO_CODE.test(wordsOf(name).at(-1) ?? '')) return false;
  return words.some((word) => CONTENT.test(word)) || (isLast && words.some((word) => PLACE.test(word)));
}

const EXTENSION = /^(\.\w+)*$/;
/** A text that ends with a dynamic reference. */
const RESOLVED = /\{\{resolve:[^{}]*\}\}(?=(\.\w+)*$)/;

/** Does nothing but an extension follow? */
export const isLastOf = (pieces: readonly Piece[], index: number): boolean =>
  pieces.slice(index + 1).every((next) => next.kind === 'text' && EXTENSION.test(next.text));

export const namedBy = ({ id, attribute }: Extract<Piece, { kind: 'reference' }>): Json =>
  attribute === '' ? ref(id) : getAtt(id, attribute);

/** What the name of code ends with, in each branch, where that is not the text of the template: what stands before is where the code is. */
export const endsOf = (name: Json, values: Values): Json[] => [
  ...endsIn(piecesOf(name, () => false)),
  ...knownTexts(values.resolve(name)).flatMap((text) => RESOLVED.exec(text)?.[0] ?? []),
];

function endsIn(pieces: readonly Piece[]): Json[] {
  const last = pieces.findIndex((_, index) => isLastOf(pieces, index));
  const piece = pieces[last];
  if (!piece || piece.kind === 'text') return [];
  if (piece.kind === 'choice') return piece.branches.flatMap(endsIn);
  return [piece.kind === 'reference' ? namedBy(piece) : piece.node];
}
