import { createHash } from 'node:crypto';
import { intrinsicOf } from '../../template/intrinsics';
import { isObject, type Json, type JsonObject, mapValues, own } from '../../template/json';
import { referencedIds } from '../../template/references';
import type { Values } from '../../template/values';

/** SAM takes what is in S3, and `sam package` has not run: a place in S3 stands for each local path while SAM works. */
interface StandIns {
  readonly template: JsonObject;
  /** What SAM made of it, with the paths where the places in S3 stand. */
  putBack(made: JsonObject): JsonObject;
}

const BUCKET = 'safedeploy-stands-for-a-local-path';
const IMAGE = `${BUCKET}:latest`;
/** What `sam package` uploads, by the names of the properties: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-package.html */
const UPLOADED = ['CodeUri', 'ContentUri', 'DefinitionUri', 'SchemaUri', 'Location'];
const IN_S3 = /^(s3|https?):\/\//i;
const FUNCTION = 'AWS::Serverless::Function';

/** `unknown` are the parameters whose value nobody knows. */
export function withStandIns(template: JsonObject, values: Values, unknown: ReadonlySet<string>): StandIns {
  const originals = new Map<string, Json>();
  const standIn = (value: Json): string => {
    const key = createHash('sha256').update(JSON.stringify(value)).digest('hex');
    originals.set(key, value);
    return `s3://${BUCKET}/${key}`;
  };
  const replaced = (properties: JsonObject): JsonObject =>
    mapValues(properties, (value, key) => (UPLOADED.includes(key) && isLocal(value, values, unknown) ? standIn(value) : value));

  const globals = own(template, 'Globals');
  const ofFunctions = own(globals, 'Function');
  const resources = mapValues((own(template, 'Resources') ?? {}) as JsonObject, (resource) => {
    const type = String(own(resource, 'Type'));
    if (!isObject(resource) || !type.startsWith('AWS::Serverless::')) return resource;
    const properties = own(resource, 'Properties');
    if (properties !== undefined && !isObject(properties)) return resource;
    const whole = type === FUNCTION ? withCode(properties ?? {}, ofFunctions) : properties;
    return whole ? { ...resource, Properties: replaced(whole) } : resource;
  });
  const all: JsonObject = { ...template, Resources: resources };
  if (isObject(globals)) all.Globals = mapValues(globals, (section) => (isObject(section) ? replaced(section) : section));
  return { template: all, putBack: (made) => putBack(made, originals) as JsonObject };
}

/** `sam build` writes the code that a function does not name: the template's folder, or the image that it makes. */
function withCode(properties: JsonObject, globals: Json | undefined): JsonObject {
  const said = (name: string) => own(properties, name) ?? own(globals, name);
  if (['CodeUri', 'InlineCode', 'ImageUri'].some((name) => said(name) !== undefined)) return properties;
  return { ...properties, ...(said('PackageType') === 'Image' ? { ImageUri: IMAGE } : { CodeUri: '.' }) };
}

/** What an unknown parameter decides may be a path or a place in S3: it stands as it is, as a path does. */
function isLocal(value: Json, values: Values, unknown: ReadonlySet<string>): boolean {
  const known = intrinsicOf(value) ? values.resolve(value) : value;
  if (typeof known === 'string') return !IN_S3.test(known) && !known.startsWith('{{resolve:');
  if (intrinsicOf(value)) return [...referencedIds(value)].some((id) => unknown.has(id));
  return own(value, 'ApplicationId') !== undefined; // of the Serverless Application Repository, which nobody asks here
}

function putBack(node: Json, originals: ReadonlyMap<string, Json>): Json {
  if (typeof node === 'string') return originals.get(node.replace(`s3://${BUCKET}/`, '')) ?? node;
  if (Array.isArray(node)) return node.map((item) => putBack(item, originals));
  if (!isObject(node)) return node;
  const values = Object.values(node);
  if (values.includes(IMAGE)) return '.';
  const [key] = values.includes(BUCKET) ? values.filter((value) => originals.has(String(value))) : [];
  return key === undefined ? mapValues(node, (value) => putBack(value, originals)) : (originals.get(String(key)) as Json);
}
