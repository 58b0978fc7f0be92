import type { Environment } from '../template/environment';
import { isObject, type Json, type JsonObject, own } from '../template/json';
import { Values } from '../template/values';
import type { TransformResult } from '../transform/transform';
import type { Released } from '../version/released';

/** A value of a parameter that nobody can see: the core takes it for none, and keeps the reference. */
export const UNKNOWN = '{{IntrinsicFunction:unknown}}';

/** A template as CloudFormation gets it from the macro, and what decides its values. */
export class Deployable {
  readonly values: Values;
  readonly resources: JsonObject;

  constructor(
    readonly template: JsonObject,
    readonly environment: Environment,
  ) {
    this.values = new Values(template, environment);
    const resources = own(template, 'Resources');
    this.resources = isObject(resources) ? resources : {};
  }

  /** Is the resource made? One under a condition that only CloudFormation decides may be. */
  has(id: string): boolean {
    const resource = own(this.resources, id);
    return resource !== undefined && this.values.mayExist(resource);
  }

  /** Parameters whose value nobody can see. */
  get unknown(): string[] {
    return Object.entries(this.environment.parameterValues)
      .filter(([, value]) => value === UNKNOWN)
      .map(([name]) => name);
  }
}

/** The template that is planned: what its author wrote, and what the macro makes of it. */
export interface Planned {
  readonly input: Json;
  /** Of the file, as it would be sent to CloudFormation. */
  readonly bytes: number;
  readonly deployable: Deployable;
  readonly results: readonly TransformResult[];
  /** Has it been through all transforms already? Then it has no marks. */
  readonly isProcessed?: true;
}

/** What is deployed now. A template that came through the macro here says more about its functions than a processed one. */
export interface Before {
  /** For people: the name of a file or a stack. */
  readonly name: string;
  readonly deployable: Deployable;
  readonly released: ReadonlyMap<string, Released> | undefined;
  /** Does a parameter that nobody gives keep the value that it has? A stack's does. */
  readonly keepsValues?: true;
}

export const releasedIn = (results: readonly TransformResult[]): Released[] => results.flatMap(({ functions }) => functions);
