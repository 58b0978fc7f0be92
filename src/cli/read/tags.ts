/** CloudFormation's functions that have a short form, by the name that follows the exclamation mark. */
const FUNCTIONS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
];
/** Those of the Rules section. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html */
const RULE_FUNCTIONS = ['Contains', 'EachMemberEquals', 'EachMemberIn', 'RefAll', 'ValueOf', 'ValueOfAll'];

const pairs = (names: readonly string[]) => names.map((name): [string, string] => [`!${name}`, `Fn::${name}`]);

/** `!GetAtt` -> `Fn::GetAtt`: what is read. */
export const LONG_FORMS: ReadonlyMap<string, string> = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...pairs(FUNCTIONS),
  ...pairs(RULE_FUNCTIONS),
]);

/** AWS documents these in the long form only: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html */
const ALWAYS_LONG = ['Length', 'ToJsonString', 'Transform'];

/** `Fn::GetAtt` -> `!GetAtt`: what is written. */
export const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  [['!Ref', 'Ref'] as const, ...pairs(FUNCTIONS.filter((name) => !ALWAYS_LONG.includes(name)))].map(([short, long]) => [long, short]),
);
