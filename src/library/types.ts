// The types of the package, which its users see as they stand here: scripts/bundle/declarations.mjs puts the Plan in the place of the import.
import type { Plan } from '../plan/schema';

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** The text of a template in YAML or JSON, or the template as an object. It is never changed. */
export type Template = string | object;

export interface Options {
  /** Values of the template's parameters. The template's defaults apply to the rest. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What `AWS::Region` is; `us-east-1` by default. */
  readonly region?: string;
  /** What `AWS::AccountId` is; `123456789012` by default. */
  readonly accountId?: string;
  /** What the template writes under `Transform`; `SafeDeploy` by default. */
  readonly macroName?: string;
  /** What diagnostics call the template; `template` by default. A name that ends in `.json` is read as strict JSON. */
  readonly file?: string;
}

export interface PlanOptions extends Options {
  /** What is deployed now: the previous template, or the processed template of the stack. */
  readonly against?: Template;
  /** Values of the parameters of `against`; by default the same. */
  readonly againstParameters?: Readonly<Record<string, string>>;
}

export interface Diagnostic {
  /** `SD` and four digits. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** What is wrong. No message holds the value of a parameter. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  /** The keys and indices that lead to the place in the template; empty where it could not be read. */
  readonly path: readonly (string | number)[];
  /** Lines and columns count from 1. Only of a template that was given as text. */
  readonly place?: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
}

export interface Transformed {
  /** The template that CloudFormation gets from the macro; undefined when there are errors. */
  readonly template: JsonObject | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Planned {
  /** What the deployment does; undefined when there are errors. */
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Linted {
  /** Errors, or, where there are none, what deserves a look. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the macro makes of a template. */
export type TransformTemplate = (template: Template, options?: Options) => Transformed;

/** What the deployment of a template does. */
export type PlanTemplate = (template: Template, options?: PlanOptions) => Planned;

/** What is wrong with a template, and what may go wrong in its deployments. */
export type LintTemplate = (template: Template, options?: Options) => Linted;
