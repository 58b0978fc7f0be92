// Z85, https://rfc.zeromq.org/spec/32/: four bytes in five characters, where base64 takes five and a third. None of the
// characters needs quoting, neither in JavaScript nor in a YAML block.
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

export function encode(bytes) {
  const words = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
  let text = '';
  for (let at = 0; at < words.length; at += 4) {
    const word = words.readUInt32BE(at);
    for (const power of [85 ** 4, 85 ** 3, 85 ** 2, 85, 1]) text += DIGITS[Math.floor(word / power) % 85];
  }
  return text;
}

export function decode(text, length) {
  const bytes = Buffer.alloc((text.length / 5) * 4);
  for (let at = 0; at < text.length; at += 5) {
    let word = 0;
    for (const digit of text.slice(at, at + 5)) word = word * 85 + DIGITS.indexOf(digit);
    bytes.writeUInt32BE(word, (at / 5) * 4);
  }
  return bytes.subarray(0, length);
}

/** The same for the template, where it stands beside the text that it reads. */
export const decoder = `const DIGITS = '${DIGITS}';\n${decode}`;
