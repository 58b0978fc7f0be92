import { intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, own } from '../template/json';
import { eachReference } from '../template/references';
import { resourceOf } from '../template/template';
import { knownTexts, UNKNOWN } from './knownTexts';
import type { Subject } from './rule';

/** A part of a value that nobody knows before CloudFormation deploys it, and that no change of the template gives away. */
export interface Unseen {
  readonly kind: 'dynamic reference' | 'SSM parameter' | 'import' | 'nested stack';
  /** How people call it. */
  readonly what: string;
  /** What to do beside a Revision. */
  readonly or: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
const DYNAMIC = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]*)\}\}/g;
const SSM_VALUE = /^AWS::SSM::Parameter::Value</;

/** One that a parameter gives is seen as well. */
const VERSION = new RegExp(`:(\\d+|${UNKNOWN})$`);

/** Everything of that kind in a value. */
export function unseenIn(node: Json | undefined, { template, values }: Pick<Subject, 'template' | 'values'>): Unseen[] {
  const found: Unseen[] = [];
  for (const text of knownTexts(values.resolve(node))) {
    for (const [, service = '', reference = ''] of text.matchAll(DYNAMIC)) {
      if (isPinned(service, reference)) continue;
      const or =
        service === 'secretsmanager' ? ', or read the secret in the code' : `, or specify the version: {{resolve:${service}:NAME:VERSION}}`;
      found.push({ kind: 'dynamic reference', what: 'a dynamic reference, which CloudFormation resolves after SafeDeploy', or });
    }
  }
  if (hasImport(node)) found.push({ kind: 'import', what: 'imported', or: '' });
  eachReference(node, (id, attribute) => {
    if (SSM_VALUE.test(String(own(own(template.Parameters, id), 'Type')))) {
      const what = `the value of an SSM parameter (${id}), of which a macro may receive only the name`;
      found.push({ kind: 'SSM parameter', what, or: `, or make ${id} a String and pass the value` });
    }
    if (attribute.startsWith('Outputs.') && resourceOf(template, id)?.Type === 'AWS::CloudFormation::Stack') {
      found.push({ kind: 'nested stack', what: `an output of the nested stack ${id}`, or: '' });
    }
  });
  return found;
}

/** The version of a parameter, or the version id of a secret, makes the text change with the value. */
function isPinned(service: string, reference: string): boolean {
  if (service !== 'secretsmanager') return VERSION.test(reference);
  const [, , , , versionId = ''] = partsOfSecret(reference);
  return versionId !== '';
}

/** `secret-id:SecretString:json-key:version-stage:version-id`, where the id may be an ARN, which holds colons. */
function partsOfSecret(reference: string): string[] {
  const at = reference.indexOf(':SecretString');
  return at < 0 ? [reference] : [reference.slice(0, at), ...reference.slice(at + 1).split(':')];
}

function hasImport(node: Json | undefined): boolean {
  if (Array.isArray(node)) return node.some(hasImport);
  return isObject(node) && (intrinsicOf(node) === 'Fn::ImportValue' || Object.values(node).some(hasImport));
}
