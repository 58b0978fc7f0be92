import uniq from 'lodash/uniq';
import { intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, own, type Trail } from '../template/json';
import { referencedIds } from '../template/references';
import { propertiesOf, resourceOf } from '../template/template';
import type { Released } from '../version/released';
import { endsOf } from './codeNames';
import type { Remark, Subject } from './rule';
import { type Unseen, unseenIn } from './unseen';

/** Where the code, the layers or the environment of a function get a value that the digest does not see: one remark for each of the three. */
export function* unseenRemarks(subject: Subject, isMeant: (unseen: Unseen) => boolean): Generator<Remark> {
  for (const { function: id, found } of unseenPlaces(subject)) {
    const meant = found.filter(({ unseen }) => isMeant(unseen));
    const [first] = meant;
    if (!first) continue;
    const others = uniq(meant.map(({ name }) => name)).length - 1;
    const property = others > 0 ? `${first.name} (and ${others} more)` : first.name;
    yield { path: first.path, data: { function: id, property, what: first.unseen.what, or: first.unseen.or }, about: [id] };
  }
}

interface Found {
  readonly function: string;
  readonly found: readonly (Place & { readonly unseen: Unseen })[];
}

/** Two rules ask, and each value is read once. */
const known = new WeakMap<Subject, readonly Found[]>();

function unseenPlaces(subject: Subject): readonly Found[] {
  const all = known.get(subject) ?? findAll(subject);
  known.set(subject, all);
  return all;
}

function findAll(subject: Subject): Found[] {
  const functions = [...subject.functions.values()].filter(({ settings }) => settings.revision === undefined);
  return functions.flatMap((released) =>
    placesOf(released, subject).map((places) => ({
      function: released.id,
      found: places.flatMap((place) => unseenIn(place.node, subject).map((unseen) => ({ ...place, unseen }))),
    })),
  );
}

interface Place {
  readonly name: string;
  readonly path: Trail;
  readonly node: Json;
}

/** Code, layers and environment, each with its values. */
function placesOf({ id, resource, settings }: Released, { template, values }: Subject): Place[][] {
  const { Code, Layers, Environment } = propertiesOf(resource);
  const trail: Trail = ['Resources', id, 'Properties'];
  const unwrapped = (node: Json | undefined) => (node === undefined ? undefined : values.unwrap(node));
  const code = (node: Json | undefined, name: string, path: Trail) =>
    codeOf(unwrapped(node)).map(([key, inner]) => ({ name: `${name}.${key}`, path: [...path, key], node: endsOf(inner, values) }));
  const contents = [...referencedIds(Layers)].flatMap((layer) => {
    const one = resourceOf(template, layer);
    const content = one?.Type === 'AWS::Lambda::LayerVersion' ? propertiesOf(one).Content : undefined;
    const places = code(content, 'Content', ['Resources', layer, 'Properties', 'Content']);
    return places.map((place) => ({ ...place, name: `${place.name} of the layer ${layer}` }));
  });
  return [
    settings.codeSha256 === undefined ? code(Code, 'Code', [...trail, 'Code']) : [],
    [...inside(unwrapped(Layers), 'Layers', [...trail, 'Layers']), ...contents],
    inside(unwrapped(Environment), 'Environment', [...trail, 'Environment']),
  ];
}

/** Each value of a list or a map, or the expression that stands in its place. */
function inside(node: Json | undefined, name: string, path: Trail): Place[] {
  if (Array.isArray(node)) return node.map((inner, i) => ({ name, path: [...path, i], node: inner }));
  if (!isObject(node) || intrinsicOf(node) !== undefined) return node === undefined ? [] : [{ name, path, node }];
  return Object.entries(node).flatMap(([key, inner]) => inside(inner, `${name}.${key}`, [...path, key]));
}

/** What says which code it is. The version of an object says it alone. */
function codeOf(code: Json | undefined): [name: string, node: Json][] {
  const names = own(code, 'S3ObjectVersion') === undefined ? ['S3Key', 'ImageUri'] : ['S3ObjectVersion'];
  return names.flatMap((name): [string, Json][] => {
    const node = own(code, name);
    return node === undefined ? [] : [[name, node]];
  });
}
