import { isOfSsm, parameterValue } from '../../template/environment';
import { isObject, type JsonObject, mapValues, own, type Trail, valueAt } from '../../template/json';
import { Values } from '../../template/values';
import type { Findings } from '../diagnostics/findings';
import type { Call } from '../expand/calls';
import type { Macro } from '../expand/macro';
import type { Places, Step } from '../expand/steps';
import { samOrigin } from './origin';
import { withStandIns } from './standIns';
import type { Answer } from './translate';

export const SAM = 'AWS::Serverless-2016-10-31';
const TYPE = /^AWS::Serverless::/;
const MOST_SHOWN = 5;

/** Is there anything that SAM would change? Plain resources may have connectors. */
export function needsSam(template: JsonObject): boolean {
  return own(template, 'Globals') !== undefined || waitingFor(template).length > 0;
}

const waitingFor = (template: JsonObject): string[] =>
  Object.entries(resourcesOf(template))
    .filter(([, resource]) => TYPE.test(String(own(resource, 'Type'))) || own(resource, 'Connectors') !== undefined)
    .map(([id]) => id);

const resourcesOf = (template: JsonObject): JsonObject => {
  const resources = own(template, 'Resources');
  return isObject(resources) ? resources : {};
};

/** What SAM's own translator makes of the template; undefined where it can't, which is reported. */
export function runSam(template: JsonObject, call: Call, macro: Macro, places: Places, findings: Findings): Step | undefined {
  const unknown = unknownParameters(template, macro);
  const { template: sent, putBack } = withStandIns(withoutDefaults(template, unknown), new Values(template, macro), unknown);
  const parameters = Object.fromEntries(Object.entries(macro.parameterValues).filter(([name]) => !unknown.has(name)));
  const answer = macro.others?.translate({ template: sent, parameters, region: macro.region }) ?? { missing: [] };
  if (!('template' in answer)) {
    refuse(answer, template, call, places, findings);
    return undefined;
  }
  const made = putBack(answer.template);
  if (template.Parameters !== undefined) made.Parameters = template.Parameters;
  return { template: made, origin: samOrigin(template, made) };
}

/** SAM takes a Default for the value, and would decide by one that does not hold. */
const withoutDefaults = (template: JsonObject, unknown: ReadonlySet<string>): JsonObject =>
  unknown.size === 0
    ? template
    : {
        ...template,
        Parameters: mapValues(template.Parameters as JsonObject, (parameter, name) => {
          if (!unknown.has(name) || !isObject(parameter)) return parameter;
          const { Default: _, ...rest } = parameter;
          return rest;
        }),
      };

function unknownParameters(template: JsonObject, { parameterValues }: Macro): Set<string> {
  const { Parameters: parameters } = template;
  const names = isObject(parameters) ? Object.keys(parameters) : [];
  return new Set(names.filter((name) => isOfSsm(name, parameters) || parameterValue(name, parameters, parameterValues) === undefined));
}

function refuse(
  answer: Exclude<Answer, { template: JsonObject }>,
  template: JsonObject,
  { path }: Call,
  places: Places,
  findings: Findings,
): void {
  if ('errors' in answer) {
    for (const { id, message } of answer.errors)
      findings.report('SD1241', places.at(id === null ? path : placeIn(template, id, message)), {
        message: message.trim().replace(/\.$/, ''),
      });
  } else if ('fault' in answer) findings.report('SD1242', places.at(path), { fault: answer.fault });
  else {
    const ids = waitingFor(template);
    const shown = [...ids.slice(0, MOST_SHOWN), ...(ids.length > MOST_SHOWN ? ['…'] : [])].join(', ');
    findings.report('SD1202', places.at(path), {
      sam: SAM,
      ids: shown || 'Globals',
      tried: answer.missing.join(', ') || 'no Python',
    });
  }
}

/** The property or the event that the message names, where the resource has it. */
function placeIn(template: JsonObject, id: string, message: string): Trail {
  const resource = ['Resources', id];
  const words = [...message.matchAll(/\w+/g)].map(([word]) => word).filter((word) => word !== id);
  const candidates = [
    ...words.map((word) => [...resource, 'Properties', 'Events', word.startsWith(id) ? word.slice(id.length) : word]),
    ...words.map((word) => [...resource, 'Properties', word]),
  ];
  return candidates.find((path) => valueAt(template, path) !== undefined) ?? resource;
}
