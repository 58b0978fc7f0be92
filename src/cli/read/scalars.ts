import type { Json } from '../../template/json';

type Doubt = 'SD1114' | 'SD1115';
export type Scalar = { readonly value: Json } | { readonly doubt: Doubt };

const NULL = /^(?:~|null|Null|NULL)?$/;
const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const DECIMAL = /^[-+]?(?:0|[1-9]\d*)$/;
/** https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/745: 012345670123 becomes 1402433619. */
const OCTAL = /^[-+]?0[0-7]+$/;
const FLOAT = /^(?:[-+]?(?:0|[1-9]\d*)\.\d*|\.\d+)(?:[eE][-+]\d+)?$/;

/**
 * Numbers in one version of YAML, one library or one notation, and texts or other numbers elsewhere: hexadecimal, binary,
 * 0o17, 1_000, 1:30, 089, 1e3, .inf. Nobody has published what CloudFormation makes of them.
 */
const DOUBTFUL = [
  /^[-+]?0[xbo][0-9a-fA-F_]+$/,
  /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/,
  /^[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?$/,
  /^[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)$/,
];

/** An unquoted scalar as CloudFormation reads it: YAML 1.1 without timestamps. docs/cli.md has the evidence. */
export function plainScalar(text: string): Scalar {
  if (NULL.test(text)) return { value: null };
  if (TRUE.test(text)) return { value: true };
  if (FALSE.test(text)) return { value: false };
  if (DECIMAL.test(text) || FLOAT.test(text)) return decimal(text);
  if (OCTAL.test(text)) return integer(Number.parseInt(text, 8));
  return DOUBTFUL.some((pattern) => pattern.test(text)) ? { doubt: 'SD1114' } : { value: text };
}

/** Is the text read back as a text when it is written without quotes? */
export const isPlainText = (text: string): boolean => {
  const scalar = plainScalar(text);
  return 'value' in scalar && scalar.value === text;
};

/** A decimal number, as far as it keeps its value. Zero has no sign in JSON. */
export function decimal(text: string): Scalar {
  const value = Number(text);
  if (!Number.isFinite(value)) return { doubt: 'SD1115' };
  const digits = text.replace(/^\+/, '');
  return /^-?\d+$/.test(digits) && BigInt(digits) !== 0n && String(value) !== digits ? { doubt: 'SD1115' } : { value: value + 0 };
}

const integer = (value: number): Scalar => (Number.isSafeInteger(value) ? { value: value + 0 } : { doubt: 'SD1115' });
