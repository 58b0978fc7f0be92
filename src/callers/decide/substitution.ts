import { type Json, own } from '../../template/json';
import { propertiesOf, resourceOf } from '../../template/template';
import type { Compilation } from '../../version/compilation';
import type { Mention } from '../find/mentions';
import { lastProperty } from '../find/place';
import { LATEST, type Qualifier, qualifierOf, qualifiersBeside } from '../find/qualifier';
import type { Caller } from '../services/service';

/** What a definition does with a substitution: `${Name}` in its text. */
export interface Use {
  /** Nobody sees it: the definition is elsewhere, or holds no such text. */
  readonly isUnseen: boolean;
  /** What it says after the function, for each time. */
  readonly qualifiers: ReadonlySet<Qualifier>;
  /** Does it call $LATEST in a way that cannot be rewritten? */
  readonly isStuck: boolean;
  /** For something else than an address, such as the name of a log group. */
  readonly isOther: boolean;
}

export function useOf({ usedIn }: Caller, mention: Mention, alias: string, { template, values }: Compilation): Use | undefined {
  if (!usedIn) return undefined;
  const properties = propertiesOf(resourceOf(template, mention.owner));
  const name = String(lastProperty(mention));
  const textOf = (change: (definition: Json) => Json) =>
    JSON.stringify(usedIn.text.map((property) => values.resolve(change(own(properties, property) ?? null)) ?? null));
  const text = textOf((definition) => definition);
  const variable = `\${${name}}`;
  const beside = qualifiersBeside({ text, stretches: [] });
  const qualifiers = new Set<Qualifier>();
  let isOther = false;
  let isStuck = textOf((definition) => withoutLatest(definition, name)).includes(`${variable}:${LATEST}`);
  let isUnseen = true;
  for (let at = text.indexOf(variable); at >= 0; at = text.indexOf(variable, at + 1)) {
    isUnseen = false;
    const before = text.slice(0, at);
    const [, said, after = ''] = /^(?::([\w$.-]+))?(.{0,2})/s.exec(text.slice(at + variable.length)) ?? [];
    const other = beside.get(at)?.said;
    qualifiers.add(qualifierOf(other ?? said, alias));
    isStuck ||= other === LATEST;
    isOther ||= !before.endsWith(':function:') && !(before.endsWith('"') && /^\\?"/.test(after));
  }
  return { isUnseen: isUnseen || values.resolve(own(properties, usedIn.elsewhere)) !== undefined, qualifiers, isStuck, isOther };
}

/** The definition without `:$LATEST` after `${Name}`, which is `${!Name}` in a Fn::Sub. */
export function withoutLatest(definition: Json, name: string): Json {
  let text = JSON.stringify(definition);
  for (const variable of [`\${${name}}`, `\${!${name}}`]) {
    const [first = '', ...rest] = text.split(variable);
    text = [first, ...rest.map((after) => after.replace(/^:\$LATEST(?![\w.-])/, ''))].join(variable);
  }
  return JSON.parse(text) as Json;
}
