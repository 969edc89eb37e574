import type { DecodeError } from '../model/decode-error.ts';
import { BINARY, EMPTY, POWERSHELL, REPLACED, refusalOf } from './refusals.ts';

/** What the first bytes of a file, or of what a layer gave, say it is. */
export type Sniffed =
  | { readonly kind: 'pprof' | 'debug1' | 'text' }
  | SniffedLayer
  | { readonly kind: 'refused'; readonly refusal: Pick<DecodeError, 'kind' | 'message' | 'advice'> };

/** What has to be peeled off first. `skip`: bytes of the byte order mark. */
export type SniffedLayer =
  | { readonly kind: 'gzip' | 'http' }
  | { readonly kind: 'utf-8-bom'; readonly skip: number }
  | { readonly kind: 'utf-16'; readonly littleEndian: boolean; readonly skip: number };

/** Enough of a file to know it by. */
export const HEAD = 1 << 16;

/** Tells what a file is by its content; `whole`: there is nothing after `head`. */
export function sniff(head: Uint8Array, whole: boolean): Sniffed {
  if (head.length === 0) return { kind: 'refused', refusal: EMPTY };
  if (begins(head, 0xff, 0xfe)) return { kind: 'utf-16', littleEndian: true, skip: 2 };
  if (begins(head, 0xfe, 0xff)) return { kind: 'utf-16', littleEndian: false, skip: 2 };
  if (begins(head, 0xef, 0xbb, 0xbf)) return { kind: 'utf-8-bom', skip: 3 };
  if (begins(head, 0x1f, 0xef, 0xbf, 0xbd)) return { kind: 'refused', refusal: REPLACED };
  if (begins(head, 0x1f, 0xc3, 0xaf) || begins(head, 0x1f, 0xe2, 0x80, 0xb9) || begins(head, 0x1f, 0xc2, 0x8b)) {
    return { kind: 'refused', refusal: POWERSHELL };
  }
  if (begins(head, 0x1f, 0x8b, 0x08)) return { kind: 'gzip' };
  const text = latin1(head);
  if (/^HTTP\/\d/.test(text)) return { kind: 'http' };
  const refusal = refusalOf(text, whole);
  if (refusal !== null) return { kind: 'refused', refusal };
  const controls = controlBytes(head);
  // Text may walk as fields by chance; a profile has tags and numbers that no text has.
  if (controls > 0 && looksLikeProfile(head)) return { kind: 'pprof' };
  const wide = utf16WithoutMark(head);
  if (wide !== null) return { kind: 'utf-16', littleEndian: wide, skip: 0 };
  if (/^\s*goroutine(?:leak)? profile: total \d+/.test(text)) return { kind: 'debug1' };
  if (controls * 20 > head.length && !/goroutine \d+ \[/.test(text)) {
    return { kind: 'refused', refusal: BINARY };
  }
  return { kind: 'text' };
}

function begins(head: Uint8Array, ...bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => head[i] === byte);
}

/** One character a byte, so that nothing is lost and offsets stay. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return text;
}

/** Whether nearly every second byte is NUL: true little-endian, false big-endian, null neither. */
function utf16WithoutMark(head: Uint8Array): boolean | null {
  const pairs = Math.min(head.length, 4096) >> 1;
  if (pairs < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (odd > pairs * 0.8 && even < pairs * 0.1) return true;
  return even > pairs * 0.8 && odd < pairs * 0.1 ? false : null;
}

/** Bytes that text has no use for. */
function controlBytes(head: Uint8Array): number {
  let count = 0;
  for (const byte of head) if (byte < 0x07 || (byte > 0x0d && byte < 0x1b) || (byte > 0x1b && byte < 0x20)) count++;
  return count;
}

/** Wire types of the fields of Profile, by field number: 2 a message, a string or packed numbers, 0 a number. */
const WIRE_TYPES: readonly (readonly number[])[] = [
  [],
  [2],
  [2],
  [2],
  [2],
  [2],
  [2],
  [0],
  [0],
  [0],
  [0],
  [2],
  [0],
  [0, 2],
  [0],
  [0],
];

/** Whether the head walks as the fields of a Profile, two of them at least or all that there is. */
function looksLikeProfile(head: Uint8Array): boolean {
  let i = 0;
  let fields = 0;
  while (i < head.length) {
    const tag = head[i++] ?? 0;
    if (!(WIRE_TYPES[tag >> 3] ?? []).includes(tag & 7) || tag > 0x7f) return false;
    let value = 0;
    let shift = 0;
    for (let byte = 0x80; byte > 0x7f; shift += 7) {
      if (i === head.length) return fields > 1;
      byte = head[i++] ?? 0;
      if (shift > 63) return false;
      if (shift < 28) value += (byte & 0x7f) * 2 ** shift;
    }
    if ((tag & 7) === 2) i += value;
    fields++;
    if (fields > 200) break;
  }
  return fields > 1;
}
