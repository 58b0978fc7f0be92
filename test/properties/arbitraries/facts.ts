import type { JsonObject, Trail } from '../../../src/template/json';

/** What is known about a generated template because of how it was made. The laws compare the macro's answer with this. */
export interface Facts {
  readonly functions: readonly FunctionFact[];
  readonly places: readonly Place[];
  readonly permissions: readonly PermissionFact[];
  /** Policies that spell a function's own name out, and whether CallerRole has them. */
  readonly spelt: ReadonlyMap<string, { readonly ofCaller: boolean }>;
  /** Logical ids of the API's deployment, where there is one. */
  readonly deployment: string | undefined;
}

export interface FunctionFact {
  readonly id: string;
  /** FunctionName as the text of a Fn::Sub. */
  readonly name: string | undefined;
  readonly condition: string;
  readonly mark: string;
  /** undefined: not marked. */
  readonly alias: string | undefined;
  readonly deployed: boolean;
  /** The function of the template that tests its versions. */
  readonly tester: string | undefined;
}

/** Where a resource names a function, and what must become of it. */
export interface Place {
  readonly owner: string;
  /** In the properties, once every Fn::If is decided. */
  readonly trail: Trail;
  readonly function: string;
  readonly outcome: 'moved' | 'stays';
  /** Where the name of the alias goes, when the function's own name stays. */
  readonly qualifier: Trail | undefined;
  /** Who calls, when it is not a role. */
  readonly principal: string | undefined;
  /** It called a version or an alias before, and no permission of the function covers that. */
  readonly qualified: boolean;
  /** Does the role CallerRole call? */
  readonly byRole: boolean;
  /** The resource that a permission's SourceArn names. */
  readonly source: string;
  /** An API part whose deployment stands outside the template: the old picture still calls the function. */
  readonly stale: boolean;
}

export interface PermissionFact {
  readonly id: string;
  readonly function: string;
  readonly principal: string;
  /** The resource that its SourceArn names; undefined when it has none, or one outside the template. */
  readonly source: string | undefined;
  readonly forUrl: boolean;
  /** The caller that waits for it. */
  readonly waitedFor: string | undefined;
}

/** A generated request, and what is known about it. */
export interface Case {
  readonly fragment: JsonObject;
  readonly params: JsonObject;
  readonly parameterValues: JsonObject;
  readonly region: string;
  readonly accountId: string;
  readonly facts: Facts;
}
