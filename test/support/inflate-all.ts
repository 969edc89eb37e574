import type { InflateEnd, InflaterFactory } from '../../src/core/decode/inflater.ts';
import { concat } from './profile-text.ts';

/** Everything an inflater gives for these bytes, pushed in pieces of `size`. */
export function inflateAll(
  inflater: InflaterFactory,
  bytes: Uint8Array,
  size = 65_536,
): { readonly data: Uint8Array; readonly end: InflateEnd } {
  const chunks: Uint8Array[] = [];
  const inflating = inflater((chunk) => chunks.push(Uint8Array.from(chunk)));
  for (let at = 0; at < bytes.length; at += size) {
    // A fresh copy that is wiped afterwards: an inflater may not keep the chunk.
    const chunk = Uint8Array.from(bytes.subarray(at, at + size));
    inflating.push(chunk);
    chunk.fill(0);
  }
  const end = inflating.finish();
  return { data: concat(chunks), end };
}
