import type { Json } from '../../../src/template/json';

/** A condition that macro time cannot decide, and that every generated template has. */
export const UNDECIDED = 'OnAlpha';

const whole = (text: string): Json => ({ 'Fn::Sub': text });
const split = (text: Json, delimiter: string, index: number): Json => ({ 'Fn::Select': [index, { 'Fn::Split': [delimiter, text] }] });

/** Ways to write the ARN of a function. `name` is its FunctionName where it has one: then it can be written without a reference. */
export const ARN_SPELLINGS: Readonly<Record<string, (id: string, name: string | undefined) => Json>> = {
  list: (id) => ({ 'Fn::GetAtt': [id, 'Arn'] }),
  dotted: (id) => ({ 'Fn::GetAtt': `${id}.Arn` }),
  sub: (id) => whole(`\${${id}.Arn}`),
  subSpaced: (id) => ({ 'Fn::Sub': [`\${${id}.Arn}`, {}] }),
  subMap: (id) => ({ 'Fn::Sub': ['${Target}', { Target: { 'Fn::GetAtt': [id, 'Arn'] } }] }),
  subName: (id) => whole(`arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${${id}}`),
  joinOne: (id) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [id, 'Arn'] }]] }),
  joinParts: (id) => ({
    'Fn::Join': [
      ':',
      ['arn', { Ref: 'AWS::Partition' }, 'lambda', { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, 'function', { Ref: id }],
    ],
  }),
  joinName: (id) => ({ 'Fn::Join': ['', [whole('arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:'), { Ref: id }]] }),
  choice: (id) => ({ 'Fn::If': [UNDECIDED, { 'Fn::GetAtt': [id, 'Arn'] }, whole(`\${${id}.Arn}`)] }),
  selected: (id) => ({ 'Fn::Select': ['1', ['other', { 'Fn::GetAtt': [id, 'Arn'] }]] }),
  splitApart: (id) => split({ 'Fn::Join': ['|', [{ 'Fn::GetAtt': [id, 'Arn'] }, 'other']] }, '|', 0),
  latest: (id) => whole(`\${${id}.Arn}:$LATEST`),
  latestJoined: (id) => ({ 'Fn::Join': [':', [{ 'Fn::GetAtt': [id, 'Arn'] }, '$LATEST']] }),
  latestMapped: (id) => ({ 'Fn::Sub': ['${It}:$LATEST', { It: { 'Fn::GetAtt': [id, 'Arn'] } }] }),
  latestSpelledOut: (id, name) =>
    name === undefined
      ? whole(`\${${id}.Arn}:$LATEST`)
      : whole(`arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}:$LATEST`),
  spelledOut: (id, name) =>
    name === undefined
      ? { 'Fn::GetAtt': [id, 'Arn'] }
      : whole(`arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}`),
};

/** Ways to write its name. */
export const NAME_SPELLINGS: Readonly<Record<string, (id: string, name: string | undefined) => Json>> = {
  ref: (id) => ({ Ref: id }),
  sub: (id) => whole(`\${${id}}`),
  subMap: (id) => ({ 'Fn::Sub': ['${Name}', { Name: { Ref: id } }] }),
  join: (id) => ({ 'Fn::Join': ['', [{ Ref: id }]] }),
  choice: (id) => ({ 'Fn::If': [UNDECIDED, { Ref: id }, whole(`\${${id}}`)] }),
  fromArn: (id) => split({ 'Fn::GetAtt': [id, 'Arn'] }, ':', 6),
  spelledOut: (id, name) => (name === undefined ? { Ref: id } : whole(name)),
};

/** Ways to write any other value that is a Ref; Lambda gets the same bytes from each. */
export const REF_SPELLINGS: Readonly<Record<string, (id: string) => Json>> = {
  ref: (id) => ({ Ref: id }),
  sub: (id) => whole(`\${${id}}`),
  subMap: (id) => ({ 'Fn::Sub': ['${It}', { It: { Ref: id } }] }),
  join: (id) => ({ 'Fn::Join': ['', [{ Ref: id }]] }),
  sameTwice: (id) => ({ 'Fn::If': [UNDECIDED, { Ref: id }, whole(`\${${id}}`)] }),
  selected: (id) => ({ 'Fn::Select': [0, [{ Ref: id }, 'other']] }),
};

/** Ways to write a GetAtt of something else. */
export const ATT_SPELLINGS: Readonly<Record<string, (id: string, attribute: string) => Json>> = {
  list: (id, attribute) => ({ 'Fn::GetAtt': [id, attribute] }),
  dotted: (id, attribute) => ({ 'Fn::GetAtt': `${id}.${attribute}` }),
  sub: (id, attribute) => whole(`\${${id}.${attribute}}`),
  subMap: (id, attribute) => ({ 'Fn::Sub': ['${It}', { It: { 'Fn::GetAtt': [id, attribute] } }] }),
};

/** A value between literal texts. */
export const TEXT_SPELLINGS: Readonly<Record<string, (before: string, value: Json, after: string) => Json>> = {
  join: (before, value, after) => ({ 'Fn::Join': ['', [before, value, after]] }),
  subMap: (before, value, after) => ({ 'Fn::Sub': [`${before}\${Inner}${after}`, { Inner: value }] }),
  sub: (before, value, after) => {
    const sub = (value as Record<string, Json>)['Fn::Sub'];
    return typeof sub === 'string' ? whole(before + sub + after) : { 'Fn::Join': ['', [before, value, after]] };
  },
};

/** A call of a version or an alias that its author wrote as such. */
export const qualifiedArn = (id: string, alias: string, already: string, { sub }: { readonly sub: boolean }): Json => {
  const target = already === 'number' ? `${id}.Arn` : already === 'alias' ? `${id}.Alias` : `${id}.Version`;
  if (already === 'number') return whole(`\${${target}}:3`);
  if (already === 'text') return whole(`\${${id}.Arn}:${alias}`);
  return sub ? whole(`\${${target}}`) : { Ref: target };
};

const at = <T>(spellings: Readonly<Record<string, T>>, name: string): T => {
  const spelling = spellings[name];
  if (spelling === undefined) throw new Error(`no spelling ${name}`);
  return spelling;
};

export const arnOf = (id: string, spelling: string, name?: string): Json => at(ARN_SPELLINGS, spelling)(id, name);
export const nameOf = (id: string, spelling: string, name?: string): Json => at(NAME_SPELLINGS, spelling)(id, name);
export const refTo = (id: string, spelling: string): Json => at(REF_SPELLINGS, spelling)(id);
export const attOf = (id: string, attribute: string, spelling: string): Json => at(ATT_SPELLINGS, spelling)(id, attribute);
export const textAround = (before: string, value: Json, after: string, spelling: string): Json =>
  at(TEXT_SPELLINGS, spelling)(before, value, after);
