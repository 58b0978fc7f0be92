import { asList, isObject, type Json, type JsonObject, own } from '../template/json';
import type { Edit } from './edits';

export const SAM = 'AWS::Serverless-2016-10-31';
const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

const nameOf = (said: Json): Json | undefined => (isObject(said) ? own(said, 'Name') : said);

/** The names in a Transform section or an Fn::Transform. */
export const transformsOf = (value: Json | undefined): (Json | undefined)[] => asList(value).map(nameOf);

/**
 * Lets the template run the macro: after SAM, which makes functions, and otherwise before AWS::LanguageExtensions, whose
 * documentation asks for that: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-languageextensions.html
 */
export function addTransform(root: JsonObject, name: string): Edit[] {
  const { Transform: section } = root;
  const all = [...transformsOf(section), ...transformsOf(own(root.Resources, 'Fn::Transform'))];
  if (all.includes(name)) return [];
  if (section === undefined) {
    const place = Object.hasOwn(root, 'AWSTemplateFormatVersion') ? { after: 'AWSTemplateFormatVersion' } : { first: true as const };
    return [{ do: 'add', path: [], key: 'Transform', content: { json: name }, ...place }];
  }
  const first = all.includes(LANGUAGE_EXTENSIONS) && !all.includes(SAM);
  return [{ do: 'extend', path: ['Transform'], item: name, ...(first && { first }) }];
}
