/**
 * What one AWS service says about the places in its resource types through which a Lambda function is called.
 * Each file in services/ declares one; the engine reads them and knows none of them by name.
 */
export interface Service {
  /** As AWS writes it, for docs/callers.md. */
  readonly name: string;
  /** By resource type; `Custom::*` stands for every custom resource. */
  readonly callers: Readonly<Record<string, readonly Caller[]>>;
  /** Types that hold policy documents: a statement that allows invoking the function allows the alias as well. */
  readonly policies?: readonly string[];
  /** Where the service calls what a snapshot shows, and not what the template says: docs/how-it-works.md. */
  readonly snapshots?: readonly Snapshot[];
  /**
   * The ARN that the service gives as the source of a call, by the type that makes it, for SourceArns that spell it out. The first whose
   * properties the resource has; `*` at the end stands for whatever follows.
   */
  readonly sources?: Readonly<Record<string, readonly string[]>>;
}

/**
 * - moved: the reference becomes the alias.
 * - kept: it stays on purpose: the service refuses an alias, or the place is no call.
 * - left: nobody knows whether the service takes an alias; reported, and moved when the author lists the resource in Move.
 * - ask: the move replaces what its user cannot get back, so only the author can ask for it, by Move.
 */
export type Treatment = 'moved' | 'kept' | 'left' | 'ask';

export interface Caller {
  /** Path of the property: `[]` each item of a list, `{}` any key, `*` anything below. */
  readonly at: string;
  readonly treatment: Treatment;
  /**
   * value: the property is the function's address. text: the address stands inside a longer text or document.
   * sameForm: somebody else decides what it is for, so a name stays a name, `name:alias`, and an ARN becomes an ARN.
   * { qualifier }: the function stays, and the property at this path gets the name of the alias.
   */
  readonly how?: 'value' | 'text' | 'sameForm' | { readonly qualifier: string };
  /** Who must be allowed to call the alias. Neither: the function's own role, or callers outside the template. */
  readonly by?: {
    /** Service principal of the AWS::Lambda::Permission. */
    readonly principal?: string;
    /** Path of the role that calls; when it is set, it calls instead of the principal. */
    readonly role?: string;
    /** In a document: the role stands beside the address, by the property in which the address stands. */
    readonly roleBeside?: Readonly<Record<string, string>>;
    /** Action of the permission, for what is not told by its principal. */
    readonly action?: string;
    /** Actions on the function that the role needs beside invoking it. */
    readonly also?: readonly string[];
  };
  /** Only where properties beside this one have these values, such as { ParameterName: 'LambdaArn' }. */
  readonly where?: Readonly<Record<string, string>>;
  /** A property that holds the qualifier where the reference has none. */
  readonly unless?: string;
  /** Properties in whose text it is put, for `${Name}`: they say what it is for. `elsewhere` names one that keeps the text out of the template. */
  readonly usedIn?: { readonly text: readonly string[]; readonly elsewhere: string };
  /** A property of the resource without which, when it is not `true`, the move is asked for as well, and why. */
  readonly only?: { readonly with: string; readonly because: string };
  /** A setting of the function that decides instead of Move: FunctionUrl. */
  readonly decidedBy?: 'FunctionUrl';
  /** Of each function one for each qualifier, which is all that tells them apart. */
  readonly onceEach?: true;
  /** The service refuses an alias that does not exist yet. */
  readonly mustExist?: true;
  /** The service tries at once whether it may call: the permission must be there before. */
  readonly checksPermission?: true;
  /** A list of which one item must match: calls through the alias say `:alias` where others say `:$LATEST`, so it gets both. */
  readonly either?: true;
  /** The service takes a version and no alias. */
  readonly versionOnly?: true;
  /** What CloudFormation does when this property changes. Default: in place. */
  readonly update?: 'in place' | 'replaces' | 'may replace';
  /** The evidence that an alias is taken, or the reason why the reference stays. */
  readonly because: string;
  /** What to watch, for docs/callers.md. */
  readonly watch?: string;
}

/** A snapshot of what a service calls: it goes on calling that, whatever becomes of the template. */
export interface Snapshot {
  /** Type of the resource that is the snapshot. Absent where one may always exist outside the template. */
  readonly type?: string;
  /** Property in which the snapshot, and a stage, names the whole. */
  readonly of?: string;
  /** Types that the snapshot holds, and the property in which each names the whole; '' when it is the whole. */
  readonly parts: Readonly<Record<string, string>>;
  /** Who serves a snapshot: where they refer to it, a new one under another logical id is served at once. */
  readonly stages?: Stages;
  /** Who goes on calling the function, and what it takes to follow. */
  readonly because: string;
}

export interface Stages {
  readonly type: string;
  /** Paths of the properties that name the snapshot. All but the first may be absent. */
  readonly serves: readonly string[];
  /** A stage for which this property is true takes its own snapshots. */
  readonly auto?: string;
  /** A snapshot may make its own stage: the properties for its name, and for what API Gateway takes for a new stage only. */
  readonly made?: { readonly name: string; readonly description: string };
}

/** An ARN of this Region and account, as the text of a Fn::Sub whose variables are properties of the resource. */
export const regional = (service: string, resource: string): string =>
  `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
