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
  const values = new Uint8Array(128); // a table: looking each digit up in the text costs milliseconds at every cold start
  for (let value = 0; value < 85; value++) values[DIGITS.charCodeAt(value)] = value;
  const bytes = Buffer.alloc((text.length / 5) * 4);
  for (let at = 0, word = 0; at < text.length; at++) {
    word = word * 85 + values[text.charCodeAt(at)];
    if (at % 5 < 4) continue;
    bytes.writeUInt32BE(word, ((at - 4) / 5) * 4);
    word = 0;
  }
  return bytes.subarray(0, length);
}

/** The same for the template, where it stands beside the text that it reads. */
export const decoder = `const DIGITS = '${DIGITS}';\n${decode}`;
