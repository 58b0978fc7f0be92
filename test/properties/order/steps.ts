import { asList, isObject, type Json, type JsonObject, own } from '../../../src/template/json';
import { type TransformInput, transform } from '../../../src/transform/transform';
import type { Stack } from '../oracle/evaluate';
import { unmarked } from '../oracle/unmark';
import { withStagesDeployed } from './apis';
import { type Violation, violations } from './law';
import { NOTHING } from './stack';
import { update } from './update';

/**
 * What stands in the stack: the template as it is without SafeDeploy, with it, with it after a change of the functions, and so on.
 * `stages deployed`: callers stay, and the owners of stages that are not in the template have deployed them anew.
 */
export type Variant = 'unmarked' | 'marked' | 'changed' | 'one unmarked' | 'callers stay' | 'permissions on both' | 'stages deployed';

/** Each route is a stack's life: made from the first template, and updated with each of the others. */
export type Route = readonly Variant[];
export const ROUTES: readonly Route[] = [
  ['unmarked', 'marked', 'changed', 'unmarked'],
  ['marked', 'changed', 'unmarked'],
  ['marked', 'one unmarked'],
  ['unmarked', 'callers stay', 'marked'],
  ['marked', 'permissions on both', 'unmarked'],
  ['marked', 'permissions on both', 'callers stay', 'stages deployed', 'unmarked'],
];

export type Found = Violation & { readonly step: string };

/** The templates of a route, or undefined where one of them is refused. */
export type Templates = (route: Route) => JsonObject[] | undefined;

export function templatesOf(input: TransformInput): Templates {
  const known = new Map<Variant, JsonObject | undefined>();
  const make = (variant: Variant) => {
    if (!known.has(variant)) known.set(variant, VARIANTS[variant](input));
    return known.get(variant);
  };
  return (route) => {
    const templates = route.map(make);
    return templates.every((template) => template !== undefined) ? templates : undefined;
  };
}

/** What goes wrong in the updates of a route; nothing where one of its templates is refused. */
export function violationsOn(route: Route, templates: readonly JsonObject[] | undefined, stack: Stack): Found[] {
  if (!templates) return [];
  let state = NOTHING;
  return route.flatMap((variant, n) => {
    const step = update(state, templates[n] as JsonObject, stack);
    state = variant === 'stages deployed' ? withStagesDeployed(step.after) : step.after;
    return n === 0 ? [] : violations(step, stack).map((found) => ({ ...found, step: `${route[n - 1]} to ${variant}` }));
  });
}

const processed = (input: TransformInput): JsonObject | undefined => {
  const { fragment } = transform(input);
  return fragment && whole(fragment);
};

/** A map of resources alone is a template as well. */
const whole = (fragment: JsonObject): JsonObject => (isObject(fragment.Resources) ? fragment : { Resources: fragment });

/** Settings for all functions, and in place of what a mark says. */
function withSettings(input: TransformInput, settings: JsonObject): TransformInput {
  const inMarks = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(inMarks);
    if (!isObject(node)) return node;
    const { SafeDeploy: mark, ...rest } = node;
    const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inMarks(value)]));
    return mark === undefined ? inner : { ...inner, SafeDeploy: isObject(mark) ? { ...mark, ...only(mark) } : mark };
  };
  const only = (mark: JsonObject) => Object.fromEntries(Object.entries(settings).filter(([name]) => own(mark, name) !== undefined));
  return { ...input, fragment: inMarks(input.fragment as Json), params: { ...(isObject(input.params) ? input.params : {}), ...settings } };
}

/** What the author points at the alias himself does not stay: he writes it later, and takes it back sooner. */
const callersStay = (input: TransformInput) =>
  processed(
    withSettings(
      { ...input, fragment: withoutShorthands(input.fragment as Json, (_, attribute) => attribute === 'Alias') },
      { Callers: 'Stay', Permissions: 'Follow' },
    ),
  );

const VARIANTS: Readonly<Record<Variant, (input: TransformInput) => JsonObject | undefined>> = {
  unmarked: ({ fragment }) => (isObject(fragment) ? (withoutShorthands(unmarked(whole(fragment)), () => true) as JsonObject) : undefined),
  marked: processed,
  changed: (input) => processed({ ...input, fragment: changed(input.fragment as Json) }),
  'one unmarked': (input) => processed({ ...input, fragment: withOneUnmarked(input) }),
  'callers stay': callersStay,
  'stages deployed': callersStay,
  'permissions on both': (input) => processed(withSettings(input, { Permissions: 'Both' })),
};

/** The last of several functions has no mark any more, and nobody names what it had. */
function withOneUnmarked(input: TransformInput): Json | undefined {
  const { fragment } = input;
  const [first, ...others] = transform(input).functions.map(({ id }) => id);
  const last = others.at(-1);
  if (first === undefined || last === undefined || !isObject(fragment) || !isObject(fragment.Resources)) return fragment;
  const { Resources } = unmarked({ Resources: { [last]: fragment.Resources[last] as Json } });
  return withoutShorthands({ ...fragment, Resources: { ...fragment.Resources, ...(Resources as JsonObject) } }, (id) => id === last);
}

/** Every function has other code and other memory: each gets a new version. */
function changed(fragment: Json): Json {
  if (!isObject(fragment)) return fragment;
  if (isObject(fragment.Resources)) return { ...fragment, Resources: changed(fragment.Resources) };
  return Object.fromEntries(
    Object.entries(fragment).map(([id, resource]) => {
      if (!isObject(resource) || resource.Type !== 'AWS::Lambda::Function' || !isObject(resource.Properties)) return [id, resource];
      return [
        id,
        { ...resource, Properties: { ...resource.Properties, Code: { S3Bucket: 'releases', S3Key: 'next.zip' }, MemorySize: 1769 } },
      ];
    }),
  );
}

const SHORTHAND = /^(\w+)\.(Alias|Version|DeploymentGroup)(\.\w+)?$/;
const IN_TEXT = /\$\{(\w+)\.(Alias|Version|DeploymentGroup)(\.\w+)?\}/g;

/**
 * Without a mark a function has no alias to name: `!Ref F.Alias` says the function, whoever waits for one waits for the function, and
 * whoever names a version calls nobody.
 */
function withoutShorthands(node: Json, isGone: (id: string, attribute: string) => boolean): Json {
  if (Array.isArray(node)) return node.map((item) => withoutShorthands(item, isGone));
  if (!isObject(node)) return node;
  const { Ref: ref, 'Fn::GetAtt': att, 'Fn::Sub': sub, DependsOn: waitsFor } = node;
  const [, id, attribute] = SHORTHAND.exec(String(ref ?? (Array.isArray(att) ? att.join('.') : att))) ?? [];
  if (id !== undefined && attribute !== undefined && isGone(id, attribute))
    return attribute === 'Alias' ? { 'Fn::GetAtt': [id, 'Arn'] } : 'nothing yet';
  const plain = (text: string) =>
    text.replace(IN_TEXT, (all, id: string, attribute: string) =>
      !isGone(id, attribute) ? all : attribute === 'Alias' ? `\${${id}.Arn}` : 'nothing yet',
    );
  const texts = typeof sub === 'string' ? plain(sub) : Array.isArray(sub) ? [plain(String(sub[0])), ...sub.slice(1)] : undefined;
  const owners = asList(waitsFor).map((other) => {
    const [, id, attribute] = SHORTHAND.exec(String(other)) ?? [];
    return id !== undefined && attribute !== undefined && isGone(id, attribute) ? id : other;
  });
  const changed = { ...node, ...(texts && { 'Fn::Sub': texts }), ...(waitsFor !== undefined && { DependsOn: owners }) };
  return Object.fromEntries(Object.entries(changed).map(([key, value]) => [key, withoutShorthands(value as Json, isGone)]));
}
