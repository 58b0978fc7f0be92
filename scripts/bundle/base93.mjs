// basE91 (https://base91.sourceforge.net) with the two digits more that a JavaScript string in a YAML block leaves: 13 or 14 bits in two
// characters, 22.5 % more than the bytes, where base64 takes 33 %. The digits are the printable characters of ASCII without ' and \,
// none of which needs quoting there.
const isDigit = (code) => code !== 39 && code !== 92;
const DIGITS = Array.from({ length: 95 }, (_, at) => at + 32)
  .filter(isDigit)
  .map((code) => String.fromCharCode(code));

export function encode(bytes) {
  let text = '';
  let bits = 0;
  let count = 0;
  const write = (value) => {
    text += DIGITS[value % 93] + DIGITS[Math.floor(value / 93)];
  };
  for (const byte of bytes) {
    bits |= byte << count;
    count += 8;
    if (count < 14) continue;
    const width = (bits & 8191) > 456 ? 13 : 14; // 93 * 93 is 8192 and 457 more
    write(bits & (2 ** width - 1));
    bits >>= width;
    count -= width;
  }
  if (count > 0) write(bits);
  return text;
}

/** At every cold start: a table and bytes in place of looking each digit up in the text, which costs milliseconds. */
export function decode(text, length) {
  const values = new Uint8Array(128);
  for (let code = 32; code < 127; code++) values[code] = code - 32 - (code > 39) - (code > 92);
  const digits = Buffer.from(text, 'latin1');
  const bytes = Buffer.allocUnsafe(length + 2);
  let bits = 0;
  let count = 0;
  let end = 0;
  for (let at = 0; at < digits.length; at += 2) {
    const value = values[digits[at]] + values[digits[at + 1]] * 93;
    bits |= value << count;
    count += (value & 8191) > 456 ? 13 : 14;
    bytes[end++] = bits;
    bits >>>= 8;
    count -= 8;
    if (count < 8) continue;
    bytes[end++] = bits;
    bits >>>= 8;
    count -= 8;
  }
  return bytes.subarray(0, length);
}
