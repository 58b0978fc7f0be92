import { isDeepStrictEqual } from 'node:util';
import type { Json, Trail } from '../../../src/template/json';
import { partitionOf, type Stack } from '../oracle/evaluate';
import { type Call, INVOKE, type Need, roleNeed } from './calls';
import { waits } from './order';
import { type Made, NOTHING, type State, type Update } from './stack';
import { functionsOf, nearest, type Target, targetsIn, textsAt } from './targets';

/** A part of an API calls a function, for whatever stage shows it. */
export interface PartCall {
  readonly api: string;
  readonly part: string;
  readonly place: string;
  readonly target: Target;
  /** What stands behind the stage in the source that API Gateway gives: `GET/orders`. */
  readonly path: string;
  /** The role that calls, where it is not API Gateway itself. */
  readonly role: Json | undefined;
}

const PARTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::RestApi': ['Body.**'],
  'AWS::ApiGateway::Method': ['Integration.Uri'],
  'AWS::ApiGateway::Authorizer': ['AuthorizerUri'],
  'AWS::ApiGatewayV2::Api': ['Body.**', 'Target'],
  'AWS::ApiGatewayV2::Integration': ['IntegrationUri'],
  'AWS::ApiGatewayV2::Authorizer': ['AuthorizerUri'],
};
const isApi = ({ type }: Made): boolean => type === 'AWS::ApiGateway::RestApi' || type === 'AWS::ApiGatewayV2::Api';
const isStage = ({ type }: Made): boolean => type === 'AWS::ApiGateway::Stage' || type === 'AWS::ApiGatewayV2::Stage';
const isDeployment = ({ type }: Made): boolean => type === 'AWS::ApiGateway::Deployment' || type === 'AWS::ApiGatewayV2::Deployment';

/** The API that a part, a deployment or a stage belongs to. */
const apiOf = (made: Made): string => String(isApi(made) ? made.name : (made.properties.RestApiId ?? made.properties.ApiId));

function partCalls(state: State): PartCall[] {
  const functions = functionsOf(state);
  return [...state.resources.values()].flatMap((made) =>
    (PARTS[made.type] ?? []).flatMap((at) =>
      textsAt(made.properties, at).flatMap(([trail, text]) =>
        targetsIn(text, functions).map((target): PartCall => {
          const role = nearest(made.properties, trail, /^(authorizer)?credentials(arn)?$/i);
          const place = [made.id, ...trail].join('.');
          return { api: apiOf(made), part: made.id, place, target, path: pathOf(made, trail, state), role };
        }),
      ),
    ),
  );
}

const AUTHORIZER = 'authorizers/*';

/** Method and path of a REST method; of what API Gateway does not say them, anything. */
function pathOf({ type, properties }: Made, trail: Trail, state: State): string {
  const [, section, path, method] = trail;
  if (type.endsWith('::Authorizer') || section === 'components' || section === 'securityDefinitions') return AUTHORIZER;
  const said = section === 'paths' ? [String(method), String(path)] : undefined;
  const [verb, route] =
    type === 'AWS::ApiGateway::Method' ? [String(properties.HttpMethod), routeOf(properties.ResourceId, state)] : (said ?? []);
  if (verb === undefined || route === undefined) return '*';
  return `${/any/i.test(verb) ? '*' : verb.toUpperCase()}${route.replace(/\{[^}]*\}/g, '*')}`;
}

function routeOf(id: Json | undefined, state: State): string {
  const resource = [...state.resources.values()].find(({ type, name }) => type === 'AWS::ApiGateway::Resource' && name === id);
  if (resource) return `${routeOf(resource.properties.ParentId, state).replace(/\/$/, '')}/${resource.properties.PathPart}`;
  return String(id).endsWith('.RootResourceId') ? '/' : '/*';
}

/** A deployment shows what the API says when it is made; of a part that it does not wait for, what that said before or says after. */
export function picturesOf({ before, after, actions }: Update): State['pictures'] {
  const [then, now] = [partCalls(before), partCalls(after)];
  const waitedFor = waits(after.resources);
  const pictures = new Map<string, readonly PartCall[]>();
  for (const made of [...after.resources.values()].filter(isDeployment)) {
    const known = before.pictures.get(made.name);
    const isOld = ({ part }: PartCall) => actions.get(part) !== 'remove' && !waitedFor(made.id).has(part);
    const isShown = (old: PartCall) => now.some(({ place, target }) => place === old.place && isDeepStrictEqual(target, old.target));
    const taken = [...now, ...then.filter((old) => isOld(old) && !isShown(old))];
    pictures.set(made.name, known ?? taken.filter(({ api }) => api === apiOf(made)));
  }
  return pictures;
}

/** What is outside the template shows what was there when it was set up, and nobody updates it. */
export function outsideOf({ before, after }: Pick<Update, 'before' | 'after'>): State['outside'] {
  const calls = partCalls(after);
  const apis = [...after.resources.values()].filter(({ type }) => Object.hasOwn(PARTS, type)).map(apiOf);
  return new Map([...apis.map((api) => [api, calls.filter((call) => call.api === api)] as const), ...before.outside]);
}

/** Until somebody does. */
export const withStagesDeployed = (after: State): State => ({ ...after, outside: outsideOf({ before: NOTHING, after }) });

/** What the stages call. */
export function stageCalls(state: State, stack: Stack): Call[] {
  const all = [...state.resources.values()];
  const parts = partCalls(state);
  const stages = [...all.filter(isStage), ...all.filter((made) => isDeployment(made) && made.properties.StageName !== undefined)];
  const inside = stages.flatMap((made): Call[] => {
    const { id, properties } = made;
    const [api, name] = [apiOf(made), String(properties.StageName)];
    if (String(properties.AutoDeploy) === 'true') {
      return parts.filter((call) => call.api === api).map((call) => asCall(call, { owner: call.part, caller: id, stage: name }, stack));
    }
    const picture = state.pictures.get(isDeployment(made) ? made.name : String(properties.DeploymentId));
    const shown = { owner: picture && id, caller: id, stage: name, shown: true } as const;
    return (picture ?? state.outside.get(api) ?? []).map((call) => asCall(call, shown, stack));
  });
  // an API that is made with a target deploys itself; any other that has no stage here has one somewhere else
  const staged = new Set(stages.map(apiOf));
  const isQuick = ({ place }: PartCall) => place.endsWith('.Target');
  const quick = parts.filter(isQuick).map((call) => asCall(call, { owner: call.part, caller: call.part, stage: '$default' }, stack));
  const outside = [...state.outside].filter(([api]) => !staged.has(api)).flatMap(([, calls]) => calls.filter((call) => !isQuick(call)));
  const stage = { owner: undefined, caller: 'a stage outside the template', stage: '*', shown: true } as const;
  return [...inside, ...quick, ...outside.map((call) => asCall(call, stage, stack))];
}

type Stage = Pick<Call, 'owner' | 'caller' | 'shown'> & { readonly stage: string };

function asCall({ api, place, target, path, role }: PartCall, { stage, ...caller }: Stage, stack: Stack): Call {
  const ends = path === AUTHORIZER ? [path] : path === '*' ? [`${stage}/*`, AUTHORIZER] : [`${stage}/${path}`];
  const sources = ends.map((end) => `arn:${partitionOf(stack)}:execute-api:${stack.region}:${stack.accountId}:${api}/${end}`);
  const permission: Need = { kind: 'permission', principal: 'apigateway', action: INVOKE, sources };
  const need = role === undefined ? permission : roleNeed(role);
  return { ...caller, place: `${api}/${stage}:${place}`, target, need };
}
