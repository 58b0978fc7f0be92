import { dimensionsOf, isLambda, namesFunction } from '../../alarms/dimensions';
import { metricsOf } from '../../alarms/metrics';
import { joinParts } from '../../template/intrinsics';
import type { Json } from '../../template/json';
import { soleReference } from '../../template/references';
import type { Values } from '../../template/values';
import type { Released } from '../../version/released';
import { watchedAlarms } from '../alarms';
import type { Rule } from '../rule';

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html */
const SETS = ['', 'FunctionName', 'FunctionName,Resource', 'ExecutedVersion,FunctionName,Resource', 'EventSourceMappingUUID'];
const MEMBERS = new Set(['FunctionName', 'Resource', 'ExecutedVersion']);

export const alarmWithoutData: Rule = {
  code: 'SD3003',
  *check(subject) {
    for (const watched of watchedAlarms(subject)) {
      const { id, released } = watched;
      for (const metric of metricsOf(watched.properties, watched.path)) {
        const dimensions = isLambda(metric, subject.values) ? dimensionsOf(metric, subject.values) : undefined;
        const why = dimensions && reason(dimensions, released, subject.values);
        if (why === undefined) continue;
        const data = { alarm: id, function: released.id, alias: released.settings.alias, why };
        yield { path: metric.path, data, about: [id, released.id] };
        break;
      }
    }
  },
};

function reason(dimensions: ReadonlyMap<string, Json>, released: Released, values: Values): string | undefined {
  const names = [...dimensions.keys()].sort();
  const unknown = names.find((name) => MEMBERS.has(nameIn(MEMBERS, name)) && !MEMBERS.has(name));
  if (unknown !== undefined) return `the dimension ${unknown} must be spelled ${nameIn(MEMBERS, unknown)}`;
  if (names.every((name) => MEMBERS.has(name)) && !SETS.includes(names.join())) {
    return `Lambda publishes no metrics by ${names.join(' and ')} alone`;
  }
  const ofFunction = dimensions.get('FunctionName');
  if (isArn(ofFunction, values)) return 'the dimension FunctionName is an ARN, but must be the name';
  if (!namesFunction(ofFunction, released, values)) return undefined;
  const resource = dimensions.get('Resource');
  return (
    (resource === undefined ? undefined : resourceFault(resource, released, values)) ??
    (isArn(dimensions.get('ExecutedVersion'), values)
      ? 'the dimension ExecutedVersion is an ARN, but must be the version number'
      : undefined)
  );
}

const nameIn = (names: ReadonlySet<string>, name: string): string =>
  [...names].find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;

/** `F:live`, where what stands after the last colon is known. */
function resourceFault(resource: Json, released: Released, values: Values): string | undefined {
  if (isArn(resource, values)) return 'the dimension Resource is an ARN, but must be name:alias';
  const { alias } = released.settings;
  if (namesFunction(resource, released, values)) return 'the dimension Resource has no alias, but callers use the alias';
  const said = endOf(values.resolve(resource));
  if (said === undefined || said === alias) return undefined;
  // a numbered version is a choice; another alias is one that nobody calls
  return /^\d+$/.test(said) ? undefined : `the dimension Resource names ${said}, but the alias is ${alias}`;
}

/** What stands after the last colon, if that is literal. */
function endOf(text: Json | undefined): string | undefined {
  const last = joinParts(text ?? '').at(-1);
  return typeof last === 'string' && last.includes(':') ? last.slice(last.lastIndexOf(':') + 1) : undefined;
}

const ARN_ATTRIBUTES = /^(Arn|Alias|Alias\.AliasArn|Alias\.Arn|Version)$/;

function isArn(value: Json | undefined, values: Values): boolean {
  if (value === undefined) return false;
  const target = soleReference(value);
  if (target) return ARN_ATTRIBUTES.test(target.attribute);
  const text = values.resolve(value);
  const [first] = joinParts(text ?? '');
  return typeof first === 'string' && first.startsWith('arn:');
}
