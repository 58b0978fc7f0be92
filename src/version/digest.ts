import { hash } from 'node:crypto';
import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import type { FunctionSettings } from '../settings/settings';
import { type Json, sortedKeys } from '../template/json';
import { eachReference } from '../template/references';
import { propertiesOf, resourceOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import { canonical, canonicalJson } from './canonical';
import { IN_VERSION, isDefault, NOT_IN_VERSION } from './properties';
import { identityOf } from './replacement';
import type { OfVersion } from './takenOver';

/**
 * The number of the digest's format. Another number gives every function of every user a new version:
 * it changes when the rule must change, never by accident (test/golden).
 */
export const DIGEST_FORMAT = 2;
const LENGTH = 10;

/** What the template shows of a resource that something in the version refers to. */
export const resourceIngredient = (id: string): string => `Resource ${id}`;

/** What goes into a digest, by name. The values hold secrets: they are hashed, and never shown. */
export type Ingredients = ReadonlyMap<string, Json>;

/**
 * Everything that must give a new version: what Lambda publishes, and what a version resource can't change in place.
 * A function that is told the version of another one changes with it. Values are resolved, so that a parameter, a mapping or a condition that changes a property is seen.
 * So is a resource that CloudFormation replaces behind a reference that stays: a version keeps what it was given, and that is deleted.
 */
export function ingredients(
  template: Template,
  settings: FunctionSettings,
  ofVersion: OfVersion,
  values: Values,
  releaseOf: (id: string) => { digest: string | undefined; alias: string } | undefined,
  diagnostics: Diagnostics,
): Ingredients {
  const found = new Map<string, Json>();
  const properties = propertiesOf(resourceOf(template, settings.id));
  for (const name of Object.keys(properties).sort()) {
    if (!counts(name, settings, diagnostics)) continue;
    if (name === 'Code' && settings.codeSha256 !== undefined) continue;
    const value = values.resolve(properties[name]);
    if (value !== undefined && !isDefault(name, () => canonicalJson(value))) found.set(name, value);
  }
  const lookForMade = (id: string, attribute: string): void => {
    const other = /^Version(\.|$)/.test(attribute) ? releaseOf(id)?.digest : undefined;
    if (other !== undefined) found.set(`Version of ${id}`, other);
    const alias = /^Alias(\.|$)/.test(attribute) ? releaseOf(id)?.alias : undefined;
    if (alias !== undefined) found.set(`Alias of ${id}`, alias);
  };
  const look = (value: Json): void =>
    eachReference(value, (id, attribute) => {
      lookForMade(id, attribute);
      const parameter = values.ofSsm(id);
      if (parameter !== undefined) found.set(`Parameter ${id}`, parameter);
      const resource = resourceOf(template, id);
      const name = resourceIngredient(id);
      if (!resource || id === settings.id || found.has(name)) return;
      const identity = identityOf(resource, values);
      found.set(name, identity);
      look(identity); // a name that holds another one changes with it
    });
  for (const value of [...found.values()]) look(value);
  const add = (name: string, value: Json | undefined) => {
    const resolved = values.resolve(value);
    if (resolved !== undefined) found.set(name, resolved);
  };
  add('Code sha256', settings.codeSha256);
  add('Version description', settings.versionDescription);
  eachReference(settings.versionDescription, lookForMade); // a version that it names is another one after its release
  for (const name of sortedKeys(ofVersion)) add(`Version ${name}`, ofVersion[name]);
  add('Revision', settings.revision);
  return found;
}

function counts(name: string, settings: FunctionSettings, diagnostics: Diagnostics): boolean {
  const path = ['Resources', settings.id, 'Properties', name];
  const chosen = settings.versionProperties.get(name);
  if (IN_VERSION.has(name) || NOT_IN_VERSION.has(name)) {
    const doubtful = ['RecursiveLoop', 'RuntimeManagementConfig'].includes(name);
    if (chosen !== undefined && !doubtful) diagnostics.report('SD2120', path, { name });
    return doubtful && chosen !== undefined ? chosen : IN_VERSION.has(name);
  }
  if (chosen === undefined) diagnostics.report('SD2121', path, { name, hint: didYouMean(name, [...IN_VERSION, ...NOT_IN_VERSION]) });
  return chosen ?? false;
}

/** Ten characters, for the logical id of the version. Lower-case letters and digits: 51 bits of SHA-256. */
export function digest(found: Ingredients): string {
  return shortHash([`SafeDeploy digest ${DIGEST_FORMAT}`, canonical(Object.fromEntries(found))]);
}

/** Ten characters of the SHA-256 of a value whose keys are in a fixed order. */
export function shortHash(value: Json): string {
  const bits = BigInt(`0x${hash('sha256', JSON.stringify(value), 'hex').slice(0, 16)}`);
  return bits.toString(36).padStart(LENGTH, '0').slice(-LENGTH);
}
