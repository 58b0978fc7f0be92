import { nearest } from '../diagnostics/nearest';
import { asList, own, type Trail } from '../template/json';
import { resources, type Template } from '../template/template';
import type { Remark } from './rule';
import { LINT_TABLE, type LintCode } from './table';

const WHOLE_TEMPLATE = '';

/** What authors wrote under `Metadata.SafeDeploy.Ignore`, of a resource or of the template. */
interface Suppressions {
  silences(code: LintCode, about: readonly string[]): boolean;
  /** Mistakes in the suppressions themselves, which nothing silences. */
  readonly mistakes: readonly (Remark & { readonly code: LintCode })[];
}

export function suppressions(template: Template): Suppressions {
  const silenced = new Set<string>();
  const mistakes: (Remark & { code: LintCode })[] = [];
  const read = (id: string, path: Trail, node: unknown) => {
    const list = own(own(own(node, 'Metadata'), 'SafeDeploy'), 'Ignore');
    for (const [index, item] of asList(list).entries()) {
      const said = typeof item === 'string' ? item : own(item, 'Code');
      const resource = id === WHOLE_TEMPLATE ? 'the template' : id;
      const at = [...path, 'Metadata', 'SafeDeploy', 'Ignore', ...(Array.isArray(list) ? [index] : [])];
      if (typeof said !== 'string' || !Object.hasOwn(LINT_TABLE, said)) {
        const close = typeof said === 'string' ? nearestCode(said) : undefined;
        mistakes.push({ code: 'SD3902', path: at, data: { resource, hint: close ? ` Did you mean ${close}?` : '' }, about: [id] });
        continue;
      }
      silenced.add(`${id} ${said}`);
      const reason = own(item, 'Reason');
      if (typeof reason === 'string' && reason.trim() !== '') continue;
      mistakes.push({ code: 'SD3901', path: at, data: { resource, ignored: said }, about: [id] });
    }
  };
  read(WHOLE_TEMPLATE, [], template);
  for (const [id, resource] of resources(template)) read(id, ['Resources', id], resource);
  return {
    mistakes,
    silences: (code, about) => [WHOLE_TEMPLATE, ...about].some((id) => silenced.has(`${id} ${code}`)),
  };
}

/** `sd3001` and `SD30O1`; for another text nothing is near. */
const nearestCode = (said: string): string | undefined => (/^sd/i.test(said) ? nearest(said, Object.keys(LINT_TABLE)) : undefined);
