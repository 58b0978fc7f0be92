import { isObject, type Json, type JsonObject, own } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { caseNames, isErrorCase, load } from '../support/fixtures';

const MOST = 6;

/** The truth of each condition when those that only CloudFormation can decide are as given. */
function truths(conditions: JsonObject, given: ReadonlyMap<string, boolean>): (name: string) => boolean {
  const truth = (node: Json | undefined, name?: string): boolean => {
    const [key, value] = isObject(node) ? (Object.entries(node)[0] ?? []) : [];
    const operands = Array.isArray(value) ? value : [];
    if (key === 'Condition') return holds(String(value));
    if (key === 'Fn::And') return operands.every((operand) => truth(operand));
    if (key === 'Fn::Or') return operands.some((operand) => truth(operand));
    if (key === 'Fn::Not') return !truth(operands[0]);
    return given.get(name ?? JSON.stringify(node)) ?? false;
  };
  const holds = (name: string): boolean => given.get(name) ?? truth(own(conditions, name), name);
  return holds;
}

/** Which resources that are made refer to others, or depend on them, that are not, and the conditions of those: `A -> IsProd`. */
function dangling(template: JsonObject, holds: (name: string) => boolean): string[] {
  const resources = template.Resources as JsonObject;
  const isMade = (id: string) => {
    const condition = own(resources[id], 'Condition');
    return typeof condition !== 'string' || holds(condition);
  };
  const named = (node: Json): string[] => {
    if (Array.isArray(node)) return node.flatMap(named);
    if (!isObject(node)) return [];
    return Object.entries(node).flatMap(([key, value]) => {
      const [first, second, third] = Array.isArray(value) ? value : [value];
      if (key === 'Ref') return [String(value)];
      if (key === 'Fn::GetAtt') return [String(first).split('.')[0] ?? ''];
      if (key === 'Fn::If' && Array.isArray(value)) return named((holds(String(first)) ? second : third) ?? null);
      if (key === 'Fn::Sub') {
        const names = [...String(first).matchAll(/\$\{([^!}.]+)[^}]*\}/g)].map(([, name]) => String(name).trim());
        return [...names.filter((name) => own(second, name) === undefined), ...named(second ?? null)];
      }
      if (key === 'DependsOn') return (Array.isArray(value) ? value : [value]).map(String);
      return key === 'Condition' ? [] : named(value);
    });
  };
  return Object.entries(resources).flatMap(([id, resource]) =>
    isMade(id)
      ? named(resource)
          .filter((other) => Object.hasOwn(resources, other) && !isMade(other))
          .map((other) => `${id} -> ${own(resources[other], 'Condition')}`)
      : [],
  );
}

const cases = caseNames()
  .filter(([area, name]) => !isErrorCase(area, name))
  .map(([area, name]) => load(area, name))
  .filter(({ input }) => isObject(own(input, 'Conditions')) && isObject(own(input, 'Resources')));

test('some fixtures have conditions', () => expect(cases.length).toBeGreaterThan(30));

test.each(cases.map((one) => [one.name, one] as const))('%s names nothing whose condition does not hold', (_, fixture) => {
  const { input, params, region, accountId, parameterValues } = fixture;
  const { fragment } = transform({ fragment: input, params, region, accountId, parameterValues });
  const before = input as JsonObject;
  const atoms = Object.keys(before.Conditions as JsonObject).slice(0, MOST);
  for (let bits = 0; bits < 2 ** atoms.length; bits++) {
    const given = new Map(atoms.map((name, i) => [name, Boolean(bits & (2 ** i))]));
    if (!isPossible(before.Conditions as JsonObject, given)) continue;
    // what the author's template names without its being there, outside of a mark, is the author's
    const known = dangling(before, truths(before.Conditions as JsonObject, given));
    const after = fragment as JsonObject;
    const found = dangling(after, truths((after.Conditions ?? {}) as JsonObject, given));
    expect({ given: [...given], found: found.filter((one) => !known.includes(one)) }).toEqual({ given: [...given], found: [] });
  }
});

/** Conditions over others cannot be chosen freely. */
function isPossible(conditions: JsonObject, given: ReadonlyMap<string, boolean>): boolean {
  return [...given].every(([name, is]) => {
    const node = own(conditions, name);
    const combines = ['Fn::And', 'Fn::Or', 'Fn::Not', 'Condition'].some((key) => own(node, key) !== undefined);
    if (!combines) return true;
    const others = new Map([...given].filter(([other]) => other !== name));
    return truths(conditions, others)(name) === is;
  });
}
