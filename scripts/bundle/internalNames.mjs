// The property names that only the macro's own code uses, which its bundle may shorten: members of the interfaces and classes
// of src/, unless somebody else could mean them as well: a template, a request, a line of the log, a sentence's blank, Node.js.
import { readFileSync } from 'node:fs';
import * as modules from 'node:module';
import { parseSync } from '@swc/core';

/** Whoever speaks to the outside, by plain keys of its own. */
const SPEAKERS = /^(src\/macro|functions)\//;
/** A name that is also a whole text somewhere may be looked up by that text; one in braces is the blank of a sentence. */
const LOOKED_UP = /^[A-Za-z_$][\w$]*$|(?<=\{)\w+(?=\})/g;

/** @param {readonly string[]} files - what the bundle is made of, from the root of the repository */
export function internalNames(files) {
  const members = new Set();
  const spoken = new Set(builtinNames());
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const tree = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', target: 'es2023' });
    visit(tree, (node) => {
      const name = memberName(node);
      if (name !== undefined) (SPEAKERS.test(file) ? spoken : members).add(name);
      if (SPEAKERS.test(file) && node.type === 'Identifier') spoken.add(node.value);
      const text = node.type === 'StringLiteral' ? node.value : node.type === 'TemplateElement' ? String(node.cooked) : '';
      for (const word of text.match(LOOKED_UP) ?? []) spoken.add(word);
    });
  }
  // names that begin with a capital are CloudFormation's
  return [...members].filter((name) => !spoken.has(name) && !/^[A-Z]/.test(name)).sort();
}

function memberName({ type, key, param, pat }) {
  if (['TsPropertySignature', 'TsMethodSignature', 'ClassProperty', 'ClassMethod'].includes(type)) {
    return key.type === 'Identifier' ? key.value : undefined;
  }
  return type === 'TsParameterProperty' ? (param?.pat ?? param ?? pat)?.value : undefined;
}

function visit(node, see) {
  if (Array.isArray(node)) for (const item of node) visit(item, see);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  if (typeof node.type === 'string') see(node);
  for (const inner of Object.values(node)) visit(inner, see);
}

/** Everything that JavaScript and Node.js call their own properties, and what their options and results hold. */
function* builtinNames() {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = globalThis[name];
    yield name;
    if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) continue;
    yield* Object.getOwnPropertyNames(value);
    if (value.prototype) yield* Object.getOwnPropertyNames(value.prototype);
  }
  for (const object of [[].values(), new Map().values(), (function* () {})()])
    yield* Object.getOwnPropertyNames(Object.getPrototypeOf(Object.getPrototypeOf(object)));
  yield* ['value', 'done', 'index', 'groups', 'indices', 'next', 'writable', 'enumerable', 'configurable', 'get', 'set'];
  for (const name of modules.builtinModules.filter((name) => ['crypto', 'buffer', 'vm'].includes(name))) {
    yield* Object.getOwnPropertyNames(process.getBuiltinModule(name));
  }
}
