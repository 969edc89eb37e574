const DIGITS = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PAD = 61;

/** Bytes as base64 with padding, in ASCII bytes of their own: no host function is at hand in all hosts. */
export function base64(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const a = bytes[from] ?? 0;
    const b = bytes[from + 1] ?? 0;
    const c = bytes[from + 2] ?? 0;
    text[to++] = DIGITS[a >> 2] ?? PAD;
    text[to++] = DIGITS[((a & 3) << 4) | (b >> 4)] ?? PAD;
    text[to++] = from + 1 < bytes.length ? (DIGITS[((b & 15) << 2) | (c >> 6)] ?? PAD) : PAD;
    text[to++] = from + 2 < bytes.length ? (DIGITS[c & 63] ?? PAD) : PAD;
  }
  return text;
}
