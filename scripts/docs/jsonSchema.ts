import type { Shape } from '../../src/settings/shapes';

/** A shape as JSON Schema, https://json-schema.org/draft/2020-12/schema. Shapes that are used again become definitions, by their order. */
export class JsonSchemas {
  readonly definitions: Record<string, object> = {};
  private readonly names = new Map<Shape, string>();
  private readonly uses = new Map<Shape, number>();

  constructor(shapes: readonly Shape[]) {
    for (const shape of shapes) this.count(shape);
  }

  of(shape: Shape): object {
    if (typeof shape === 'string' || (this.uses.get(shape) ?? 0) < 2) return this.written(shape);
    let name = this.names.get(shape);
    if (name === undefined) {
      name = `shape${this.names.size}`;
      this.names.set(shape, name);
      this.definitions[name] = {}; // its place, before those of its parts
      this.definitions[name] = this.written(shape);
    }
    return { $ref: `#/$defs/${name}` };
  }

  private count(shape: Shape): void {
    if (typeof shape === 'string') return;
    const before = this.uses.get(shape) ?? 0;
    this.uses.set(shape, before + 1);
    if (before === 0) for (const part of partsOf(shape)) this.count(part);
  }

  private written(shape: Shape): object {
    if (shape === 'anything') return {};
    if (typeof shape === 'string') return { type: shape };
    if ('is' in shape) return { const: shape.is };
    if ('text' in shape) return { type: 'string', pattern: withoutFlags(...shape.text) };
    if ('list' in shape) return { type: 'array', items: this.of(shape.list) };
    if ('any' in shape) return { anyOf: shape.any.map((one) => this.of(one)) };
    if ('entries' in shape) {
      const keys = shape.keys ? { propertyNames: { pattern: shape.keys[0] } } : {};
      return { type: 'object', ...keys, additionalProperties: this.of(shape.entries) };
    }
    const properties = Object.fromEntries(Object.entries(shape.map).map(([name, inner]) => [name, this.of(inner)]));
    const required = shape.needs ? { required: shape.needs } : {};
    return { type: 'object', properties, ...required, additionalProperties: shape.open === true };
  }
}

function partsOf(shape: Exclude<Shape, string>): readonly Shape[] {
  if ('list' in shape) return [shape.list];
  if ('any' in shape) return shape.any;
  if ('entries' in shape) return [shape.entries];
  return 'map' in shape ? Object.values(shape.map) : [];
}

/** JSON Schema's patterns have no flags: `true` in any case is spelt out. */
const withoutFlags = (source: string, flags?: string): string =>
  flags === 'i' ? source.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`) : source;
