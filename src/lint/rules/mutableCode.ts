import type { Environment } from '../../template/environment';
import { isObject, isScalar, type Json, own } from '../../template/json';
import { eachReference } from '../../template/references';
import { propertiesOf } from '../../template/template';
import type { Values } from '../../template/values';
import type { Rule } from '../rule';

/** A hash, a time stamp or a version number: whoever names code so gives new code a new name. */
const NAMED_BY_CONTENT = /[0-9a-f]{32}|\d{8}|(?:^|[^0-9])v?\d+\.\d+\.\d+|[0-9a-f]{8}-[0-9a-f]{4}-/i;
/** `123456789012.dkr.ecr.eu-west-1.amazonaws.com/` */
const REGISTRY = /^.*\.dkr\.ecr\.[^/]*\//;
/** What is not known is no part of a name. */
const BETWEEN = '\uFFFC';
/** A parameter of such a name is given anew for new code. */
const GIVEN_ANEW = /version|release|revision|build|commit|hash|sha|digest|tag|timestamp|key|object|path|file|artifact|code|image|uri|zip/i;

export const mutableCode: Rule = {
  code: 'SD3201',
  *check({ functions, values, environment }) {
    for (const { id, resource, settings } of functions.values()) {
      if (settings.codeSha256 !== undefined || settings.revision !== undefined) continue;
      const code = values.unwrap(propertiesOf(resource).Code ?? null);
      for (const [property, what, fix] of [
        ['S3Key', 'an S3Key without S3ObjectVersion', 'S3ObjectVersion'],
        ['ImageUri', 'an image by its tag', 'the digest (…@sha256:…)'],
      ] as const) {
        const name = own(code, property);
        if (name === undefined || own(code, 'S3ObjectVersion') !== undefined || !isMutable(name, values, environment)) continue;
        yield { path: ['Resources', id, 'Properties', 'Code', property], data: { function: id, what, fix }, about: [id] };
      }
    }
  },
};

function isMutable(name: Json, values: Values, { accountId }: Environment): boolean {
  let givenAnew = false;
  eachReference(name, (id) => {
    if (!id.startsWith('AWS::') && GIVEN_ANEW.test(id)) givenAnew = true;
  });
  // neither an account nor the registry of an image says anything of its content
  const said = literals(values.resolve(name)).join(BETWEEN).replaceAll(accountId, '').replace(REGISTRY, '');
  return !givenAnew && !NAMED_BY_CONTENT.test(said);
}

/** All text in a value that is known; imports and attributes of resources are not. */
function literals(value: Json | undefined): string[] {
  if (isScalar(value)) return [String(value)];
  if (Array.isArray(value)) return value.flatMap(literals);
  return isObject(value) ? Object.values(value).flatMap(literals) : [];
}
