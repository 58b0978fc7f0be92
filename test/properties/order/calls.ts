import { isObject, type Json, own, type Trail, valueAt } from '../../../src/template/json';
import type { Stack } from '../oracle/evaluate';
import { type Calling, callingsOf, NOBODY, ROLE, URL_CALLERS } from './callers';
import { arnOf } from './names';
import type { Made, State } from './stack';
import { type FunctionIds, functionsOf, nearest, type Target, targetOf, targetsIn, textsAt } from './targets';

/** What a call needs to get through, besides something that answers. */
export type Need =
  | { readonly kind: 'permission'; readonly principal: string; readonly action: string; readonly sources: readonly string[] }
  | { readonly kind: 'statement'; readonly role: string }
  | undefined;

/** Somebody calls a function. */
export interface Call {
  /** The resource at whose processing the call begins or ends; undefined for what stands outside the template. */
  readonly owner: string | undefined;
  readonly caller: string;
  /** The same in two templates when it is the same place of the same caller, whatever it calls there. */
  readonly place: string;
  readonly target: Target;
  readonly need: Need;
  readonly looksFor?: readonly string[];
  /** It is a deployment of an API that shows it, and not the template of the moment. */
  readonly shown?: true;
}

const ROLE_NAME = /^(service|execution)?role_?arn$|^executionrole$/i;

/** What a resource calls, API Gateway's aside. */
function callsOf(made: Made, functions: FunctionIds, stack: Stack): Call[] {
  const { id, type, properties } = made;
  return callingsOf(type).flatMap((calling) =>
    textsAt(properties, calling.at).flatMap(([trail, text]) =>
      targetsAt(made, calling, text, functions).flatMap((target) => {
        const place = `${id}.${trail.join('.')}`;
        return needsOf(made, calling, trail, stack).map(
          (need): Call => ({ owner: id, caller: id, place, target, need, looksFor: calling.looksFor }),
        );
      }),
    ),
  );
}

function targetsAt({ type, properties }: Made, { names, qualifier }: Calling, text: string, functions: FunctionIds): Target[] {
  if (names) return targetOf(text, functions, qualifier === undefined ? undefined : valueAt(properties, qualifier.split('.')));
  return type === 'AWS::StepFunctions::StateMachine' ? tasksIn(text, functions) : targetsIn(text, functions);
}

/** A task names a function by its ARN, or by its name or ARN with the qualifier in a field of its own. */
function tasksIn(definition: string, functions: FunctionIds): Target[] {
  const visit = (node: Json): Target[] => {
    if (typeof node === 'string') return targetsIn(node, functions);
    if (Array.isArray(node)) return node.flatMap(visit);
    if (!isObject(node)) return [];
    const { FunctionName: name, Qualifier: qualifier, ...rest } = node;
    return [...(typeof name === 'string' ? targetOf(name, functions, qualifier) : []), ...visit(Object.values(rest))];
  };
  try {
    return visit(JSON.parse(definition) as Json);
  } catch {
    return targetsIn(definition, functions);
  }
}

function needsOf(made: Made, { by, source }: Calling, trail: Trail, stack: Stack): Need[] {
  const { properties } = made;
  if (by === NOBODY) return [undefined];
  if (by === ROLE) return [roleNeed(nearest(properties, trail, ROLE_NAME))];
  if (by === URL_CALLERS) return URL_ACTIONS.map((action) => ({ kind: 'permission', principal: '*', action, sources: [] }));
  const named = source === undefined ? undefined : properties[source];
  const sources = source === undefined ? [arnOf(made, stack), made.name] : typeof named === 'string' ? [named] : [];
  return [{ kind: 'permission', principal: by, action: INVOKE, sources }];
}

export const INVOKE = 'lambda:InvokeFunction';
export const INVOKE_URL = 'lambda:InvokeFunctionUrl';
/** A Function URL needs both, each by a permission of its own: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
const URL_ACTIONS = [INVOKE_URL, INVOKE];

export const roleNeed = (role: Json | undefined): Need => (typeof role === 'string' ? { kind: 'statement', role } : undefined);

/** A state machine as Step Functions gets it: one text, with the substitutions put in. */
function defined(made: Made): Made {
  const { Definition: object, DefinitionString: text, DefinitionSubstitutions: substitutions, ...rest } = made.properties;
  if (made.type !== 'AWS::StepFunctions::StateMachine' || rest.DefinitionS3Location) return made;
  const definition = typeof text === 'string' ? text : JSON.stringify(object ?? null);
  const DefinitionString = definition.replace(/\$\{(\w+)\}/g, (variable, name: string) => String(own(substitutions, name) ?? variable));
  return { ...made, properties: { ...rest, DefinitionString } };
}

export const directCalls = (state: State, stack: Stack): Call[] => {
  const functions = functionsOf(state);
  return [...state.resources.values()].flatMap((made) => callsOf(defined(made), functions, stack));
};
