import type { FunctionSettings } from '../settings/settings';
import { isNoValue, mapBranches } from '../template/intrinsics';
import { isScalar, type Json } from '../template/json';
import { appendText, concatenate, longestLength } from '../template/text';
import type { Values } from '../template/values';

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const LONGEST_DESCRIPTION = 256;

/**
 * The Description with the digest at its end, so that a new logical id always means that Lambda has something to publish
 * (docs/decisions.md); the author's words stay first. As much of the stamp as fits, or the Description as it was.
 */
export function stampedDescription(
  description: Json | undefined,
  digest: string,
  settings: FunctionSettings,
  values: Values,
): Json | undefined {
  const said = [settings.revision, settings.codeSha256].filter((part) => part !== undefined);
  const room = LONGEST_DESCRIPTION - (longestLength(values.resolve(description)) ?? LONGEST_DESCRIPTION);
  const stamps = [[digest, ...said], [digest]].map((parts) => ({ parts, length: stampLength(parts, values) }));
  const fitting = stamps.find(({ length }) => length !== undefined && length <= room);
  return fitting ? append(description, fitting.parts) : description;
}

export const STAMP = '[SafeDeploy ';

/** ` [SafeDeploy x2f…]`; a parameter that says the revision stays a reference. */
const stampText = (parts: readonly Json[]): Json[] => [STAMP, ...parts.flatMap((part, i) => (i > 0 ? [' ', part] : [part])), ']'];

function stampLength(parts: readonly Json[], values: Values): number | undefined {
  const length = longestLength(values.resolve(concatenate(stampText(parts))));
  return length === undefined ? undefined : length + 1;
}

function append(description: Json | undefined, parts: readonly Json[]): Json {
  const stamp = concatenate(stampText(parts));
  return stampedBranches(
    description,
    (words) => (isScalar(stamp) ? appendText(words, ` ${stamp}`) : concatenate([words, ' ', stamp])),
    stamp,
  );
}

/** A branch without words is the stamp alone. */
const stampedBranches = (description: Json | undefined, add: (words: Json) => Json, stamp: Json): Json =>
  description === undefined ? stamp : mapBranches(description, (words) => (words === '' || isNoValue(words) ? stamp : add(words)));
