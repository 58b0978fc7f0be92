import { isObject, type Json, type JsonObject } from '../../../src/template/json';
import { type TransformInput, transform } from '../../../src/transform/transform';
import type { Stack } from '../oracle/evaluate';
import { unmarked } from '../oracle/unmark';
import { type Violation, violations } from './law';
import { NOTHING } from './stack';
import { update } from './update';

/** What stands in the stack: the template as it is without SafeDeploy, with it, and with it after a change of the functions. */
export type Variant = 'unmarked' | 'marked' | 'changed' | 'one unmarked' | 'callers stay' | 'permissions on both';

/** Each route is a stack's life: made from the first template, and updated with each of the others. */
export type Route = readonly Variant[];
export const ROUTES: readonly Route[] = [
  ['unmarked', 'marked', 'changed', 'unmarked'],
  ['marked', 'changed', 'unmarked'],
  ['marked', 'one unmarked'],
  ['unmarked', 'callers stay', 'marked'],
  ['marked', 'permissions on both', 'unmarked'],
  ['marked', 'permissions on both', 'callers stay', 'unmarked'],
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
    state = step.after;
    return n === 0 ? [] : violations(step, stack).map((found) => ({ ...found, step: `${route[n - 1]} to ${variant}` }));
  });
}

const processed = (input: TransformInput): JsonObject | undefined => {
  const { fragment } = transform(input);
  return fragment && whole(fragment);
};

/** A map of resources alone is a template as well. */
const whole = (fragment: JsonObject): JsonObject => (isObject(fragment.Resources) ? fragment : { Resources: fragment });

/** For the whole template, whatever a mark says of it. */
const withSettings = (input: TransformInput, settings: JsonObject): TransformInput => ({
  ...input,
  fragment: input.fragment && withoutKeys(input.fragment, ['Callers', 'Permissions']),
  params: { ...(isObject(input.params) ? input.params : {}), ...settings },
});

/** In every mark. */
function withoutKeys(node: Json, names: readonly string[]): Json {
  if (Array.isArray(node)) return node.map((item) => withoutKeys(item, names));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const isMark = key === 'SafeDeploy' && isObject(value);
      return [
        key,
        isMark ? Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) : withoutKeys(value, names),
      ];
    }),
  );
}

const VARIANTS: Readonly<Record<Variant, (input: TransformInput) => JsonObject | undefined>> = {
  unmarked: ({ fragment }) => (isObject(fragment) ? (withoutShorthands(unmarked(whole(fragment))) as JsonObject) : undefined),
  marked: processed,
  changed: (input) => processed({ ...input, fragment: changed(input.fragment as Json) }),
  'one unmarked': (input) => processed({ ...input, fragment: withOneUnmarked(input) }),
  'callers stay': (input) => processed(withSettings(input, { Callers: 'Stay' })),
  'permissions on both': (input) => processed(withSettings(input, { Permissions: 'Both' })),
};

/** The last of several functions has no mark any more. */
function withOneUnmarked(input: TransformInput): Json | undefined {
  const { fragment } = input;
  const [first, ...others] = transform(input).functions.map(({ id }) => id);
  const last = others.at(-1);
  if (first === undefined || last === undefined || !isObject(fragment) || !isObject(fragment.Resources)) return fragment;
  const { Resources } = unmarked({ Resources: { [last]: fragment.Resources[last] as Json } });
  return { ...fragment, Resources: { ...fragment.Resources, ...(Resources as JsonObject) } };
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

const SHORTHAND = /^(\w+)\.(Alias|Version|Version\.Version|DeploymentGroup)$/;
const IN_TEXT = /\$\{(\w+\.(?:Alias|Version|Version\.Version|DeploymentGroup))\}/g;

/** Without the macro nothing has an alias to name: `!Ref F.Alias` says the function, and whoever names a version calls nobody. */
function withoutShorthands(node: Json): Json {
  if (Array.isArray(node)) return node.map(withoutShorthands);
  if (!isObject(node)) return node;
  const { Ref: ref, 'Fn::GetAtt': att, 'Fn::Sub': sub } = node;
  const [, id, attribute] = SHORTHAND.exec(String(ref ?? (Array.isArray(att) ? att.join('.') : att))) ?? [];
  if (id !== undefined) return attribute === 'Alias' ? { 'Fn::GetAtt': [id, 'Arn'] } : 'nothing yet';
  const plain = (text: string) =>
    text.replace(IN_TEXT, (_, name: string) => (name.endsWith('.Alias') ? `\${${name.replace(/Alias$/, 'Arn')}}` : 'nothing yet'));
  const texts = typeof sub === 'string' ? plain(sub) : Array.isArray(sub) ? [plain(String(sub[0])), ...sub.slice(1)] : undefined;
  const entries = Object.entries(texts === undefined ? node : { ...node, 'Fn::Sub': texts });
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutShorthands(value)]));
}
