import { LATEST } from '../../callers/find/qualifier';
import { type Json, own } from '../../template/json';
import { propertiesOf } from '../../template/template';
import type { Deployable } from '../side';

/** How the plan names what stands behind a function: `$LATEST`, an alias by its name, or this. */
export const VERSION = 'a version';
/** An alias whose name is none of the template's. */
export const OTHER = 'another alias';

/** The name of an alias of the template; its author's expression where only CloudFormation knows it. */
export const aliasName = (resource: Json | undefined, { values }: Deployable): string => {
  const name = values.resolve(own(propertiesOf(resource), 'Name'));
  return typeof name === 'string' ? name : OTHER;
};

/** Names of the aliases that are resources of the template. */
export const aliasNames = (side: Deployable): ReadonlySet<string> =>
  new Set(
    Object.values(side.resources).flatMap((resource) =>
      own(resource, 'Type') === 'AWS::Lambda::Alias' ? [aliasName(resource, side)] : [],
    ),
  );

export const labelOf = (said: string | undefined): string => (said === undefined ? LATEST : /^\d+$/.test(said) ? VERSION : said);

/** What follows an address at once, after a colon. */
export const qualifierIn = (next: Json | undefined): string =>
  typeof next === 'string' && next.startsWith(':') ? labelOf(/^:(\$LATEST|[\w*-]+)/.exec(next)?.[1] ?? OTHER) : LATEST;
