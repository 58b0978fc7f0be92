const IN_BLOCKS = /^["']?Resources["']?\s*:/m;
const IN_BRACES = /[{,]\s*["']?Resources["']?\s*:/;
const CLOUDFORMATION = /AWSTemplateFormatVersion|["']?Type["']?\s*:\s*["']?(?:AWS|Alexa|Custom|[A-Za-z0-9]+::[A-Za-z0-9]+)::/;

/**
 * May the text be a CloudFormation template, by what only templates say? A quick look, before anything is parsed: a template with a
 * mistake is still one, and most of what a repository has in YAML and JSON is none.
 */
export function mayBeTemplate(text: string): boolean {
  const isFlow = /^\s*\{/.test(text);
  return (isFlow ? IN_BRACES : IN_BLOCKS).test(text) && CLOUDFORMATION.test(text);
}
