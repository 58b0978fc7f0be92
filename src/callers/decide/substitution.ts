import { own } from '../../template/json';
import { propertiesOf, resourceOf } from '../../template/template';
import type { Compilation } from '../../version/compilation';
import type { Mention } from '../find/mentions';
import { lastProperty } from '../find/place';
import { type Qualifier, qualifierOf, qualifiersBeside } from '../find/qualifier';
import type { Caller } from '../services/service';

/** What a definition does with a substitution: `${Name}` in its text. */
export interface Use {
  /** Nobody sees it: the definition is elsewhere, or holds no such text. */
  readonly isUnseen: boolean;
  /** What it says after the function, for each time. */
  readonly qualifiers: ReadonlySet<Qualifier>;
  /** For something else than an address, such as the name of a log group. */
  readonly isOther: boolean;
}

export function useOf({ usedIn }: Caller, mention: Mention, alias: string, { template, values }: Compilation): Use | undefined {
  if (!usedIn) return undefined;
  const properties = propertiesOf(resourceOf(template, mention.owner));
  const text = JSON.stringify(usedIn.text.map((property) => values.resolve(own(properties, property)) ?? ''));
  const variable = `\${${lastProperty(mention)}}`;
  const beside = qualifiersBeside({ text, stretches: [] });
  const qualifiers = new Set<Qualifier>();
  let isOther = false;
  for (let at = text.indexOf(variable); at >= 0; at = text.indexOf(variable, at + 1)) {
    const before = text.slice(0, at);
    const [, said, after = ''] = /^(?::([\w$.-]+))?(.{0,2})/s.exec(text.slice(at + variable.length)) ?? [];
    qualifiers.add(qualifierOf(beside.get(at)?.said ?? said, alias));
    isOther ||= !before.endsWith(':function:') && !(before.endsWith('"') && /^\\?"/.test(after));
  }
  const isUnseen = qualifiers.size === 0 || values.resolve(own(properties, usedIn.elsewhere)) !== undefined;
  return { isUnseen, qualifiers, isOther };
}
