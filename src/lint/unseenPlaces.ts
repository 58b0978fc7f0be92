import uniq from 'lodash/uniq';
import { intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, own, type Trail } from '../template/json';
import { propertiesOf } from '../template/template';
import type { Released } from '../version/released';
import { endsOf } from './codeNames';
import type { Remark, Subject } from './rule';
import { type Unseen, unseenIn } from './unseen';

/** Where the code, the layers or the environment of a function get a value that the digest does not see: one remark for each of the three. */
export function* unseenRemarks(subject: Subject, isMeant: (unseen: Unseen) => boolean): Generator<Remark> {
  for (const released of subject.functions.values()) {
    if (released.settings.revision !== undefined) continue;
    for (const places of placesOf(released, subject)) {
      const found = places.flatMap(({ name, path, node }) =>
        unseenIn(node, subject)
          .filter(isMeant)
          .map((unseen) => ({ name, path, unseen })),
      );
      const [first] = found;
      if (!first) continue;
      const others = uniq(found.map(({ name }) => name)).length - 1;
      const property = others > 0 ? `${first.name} (and ${others} more)` : first.name;
      const data = { function: released.id, property, what: first.unseen.what, or: first.unseen.or };
      yield { path: first.path, data, about: [released.id] };
    }
  }
}

interface Place {
  readonly name: string;
  readonly path: Trail;
  readonly node: Json;
}

/** Code, layers and environment, each with its values. */
function placesOf({ id, resource, settings }: Released, { values }: Subject): Place[][] {
  const properties = propertiesOf(resource);
  const trail: Trail = ['Resources', id, 'Properties'];
  const inside = (node: Json | undefined, name: string, path: Trail): Place[] => {
    if (isObject(node) && intrinsicOf(node) === undefined) {
      return Object.entries(node).map(([key, inner]) => ({ name: `${name}.${key}`, path: [...path, key], node: inner }));
    }
    if (Array.isArray(node)) return node.map((inner, i) => ({ name, path: [...path, i], node: inner }));
    return node === undefined ? [] : [{ name, path, node }];
  };
  const unwrapped = (node: Json | undefined) => (node === undefined ? undefined : values.unwrap(node));
  const code = settings.codeSha256 === undefined ? codeOf(unwrapped(properties.Code)) : [];
  const variables = own(unwrapped(properties.Environment), 'Variables');
  return [
    code.map(([name, node]) => ({ name: `Code.${name}`, path: [...trail, 'Code', name], node: endsOf(node, values) })),
    inside(unwrapped(properties.Layers), 'Layers', [...trail, 'Layers']),
    inside(unwrapped(variables), 'Environment.Variables', [...trail, 'Environment', 'Variables']),
  ];
}

/** What says which code it is. The version of an object says it alone. */
function codeOf(code: Json | undefined): [name: string, node: Json][] {
  const names = own(code, 'S3ObjectVersion') === undefined ? ['S3Key', 'ImageUri'] : ['S3ObjectVersion'];
  return names.flatMap((name): [string, Json][] => {
    const node = own(code, name);
    return node === undefined ? [] : [[name, node]];
  });
}
