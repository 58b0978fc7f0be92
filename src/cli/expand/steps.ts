import type { JsonObject, Trail } from '../../template/json';
import type { Place } from '../read/source';
import type { SourceMap } from '../read/sourceMap';

/** Says where a value of a template was written. */
export interface Places {
  at(path: Trail, part?: 'key' | 'value'): Place;
}

/** What one transform made of a template. */
export interface Step {
  readonly template: JsonObject;
  /** Where that which is now at a path was in the template that the transform got, or what made it. */
  origin(path: Trail): Trail;
  /** Something is left for CloudFormation, so that the transform stays in the list. */
  readonly isPart?: boolean;
  /** The place of what came from another file. */
  place?(path: Trail): Place | undefined;
}

/** A template on its way through the transforms, in the order in which CloudFormation runs them. */
export class Steps implements Places {
  private readonly done: Step[] = [];

  constructor(
    private readonly author: JsonObject,
    private readonly map: SourceMap,
  ) {}

  /** Of the template, as the user named it. */
  get file(): string {
    return this.map.source.file;
  }

  get template(): JsonObject {
    return this.done.at(-1)?.template ?? this.author;
  }

  add(step: Step): void {
    this.done.push(step);
  }

  /** The place where its author wrote what is now at a path. */
  at(path: Trail, part?: 'key' | 'value'): Place {
    let trail = path;
    for (const step of [...this.done].reverse()) {
      const place = step.place?.(trail);
      if (place) return place;
      trail = step.origin(trail);
    }
    return this.map.at(trail, part);
  }
}
