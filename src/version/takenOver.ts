import type { Json } from '../template/json';
import { propertiesOf, type Resource } from '../template/template';

/** What an author's own version and alias of a function leave to those that SafeDeploy makes. */
export interface TakenOver {
  /** The author's alias: the managed one keeps its logical id and all that SafeDeploy does not set. */
  readonly alias: { readonly id: string; readonly resource: Resource } | undefined;
  /** Logical ids of the author's versions and deployment group that leave the template. */
  readonly gone: readonly string[];
  /** Properties of the author's version that go on to the managed one. */
  readonly version: OfVersion;
}

export type OfVersion = Readonly<Record<string, Json>>;

const KEPT = ['ProvisionedConcurrencyConfig', 'RuntimePolicy'];

/** What of an author's version goes on to the managed one, https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export const keptOfVersion = (version: Json | undefined): OfVersion =>
  Object.fromEntries(Object.entries(propertiesOf(version)).filter(([name]) => KEPT.includes(name)));
