import type { Diagnostic } from './diagnostics';

/**
 * What CloudFormation shows of a status reason is undocumented; events and consoles are known to cut.
 * All errors are counted, the shortest are shown first, so that as many as possible are read.
 */
const MESSAGE_BUDGET = 1_800;

/** `Checkout.Metadata.SafeDeploy.Type`: the place as people say it, without the section for resources. */
export const placeOf = ({ path }: Pick<Diagnostic, 'path'>): string => {
  const steps = path[0] === 'Resources' ? path.slice(1) : path;
  return steps.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step), '');
};

const sentence = (diagnostic: Diagnostic): string => {
  const place = placeOf(diagnostic);
  return `${diagnostic.code}${place ? ` ${place}` : ''}: ${diagnostic.message} ${diagnostic.remedy}`;
};

/** The one line that CloudFormation shows when a macro fails. */
export function failureMessage(errors: readonly Diagnostic[], budget = MESSAGE_BUDGET): string {
  const sentences = errors.map(sentence).sort((a, b) => a.length - b.length);
  const shown: string[] = [];
  let used = 0;
  for (const text of sentences) {
    if (shown.length > 0 && used + text.length > budget) break;
    shown.push(text.slice(0, budget));
    used += text.length + 1;
  }
  const hidden = sentences.length - shown.length;
  const count = sentences.length === 1 ? '' : `${sentences.length} errors. `;
  const rest = hidden > 0 ? ` (${hidden} more: run safedeploy transform on the template to see all.)` : '';
  return count + shown.join(' ') + rest;
}
