import { ascii, startsWith } from '../text/byte.ts';
import { mentionsHeader } from '../text/mention.ts';

/** What begins a crash. Each is the start of a line of its own. */
const PANIC = ascii('panic: ');
const FATAL = ascii('fatal error: ');
const SIGNAL = ascii('SIG');
const EXCEPTION = ascii('Exception 0x');
const BEGIN = ascii('=== BEGIN goroutine stack dump');
const RULE = ascii('-----\n');
const RULE_RETURN = ascii('-----\r');

/** Lines that follow the last goroutine of a crash with no blank line between: what `go run`, `go test` and the runtime print. */
const TRAILERS = [
  'exit status ',
  'FAIL',
  'PASS',
  'ok  \t',
  '*** Test killed',
  '=== END goroutine',
  '=== RUN',
  '--- FAIL',
  '--- PASS',
  '--- SKIP',
  'goroutine profile: ',
  '```',
].map(ascii);

/** Registers as the runtime prints them: a short lower-case name, spaces, 0x. */
const REGISTER =
  /^(?:r[a-z0-9]{1,3}|rflags|e[a-z]{2}|eflags|[c-g]s|x\d+|lr|sp|pc|fault|trap|error|oldmask|cpsr|fp|ip|hi|lo|link|ctr|xer|ccr)\s+0x[0-9a-f]+\r?$/;

export type Marker = 'panic' | 'fatal' | 'signal' | 'begin' | 'rule';

/** What a line outside of goroutines, or one that no frame looks like, announces; null for nothing. */
export function markerAt(bytes: Uint8Array, from: number): Marker | null {
  if (startsWith(bytes, from, PANIC)) return 'panic';
  if (startsWith(bytes, from, FATAL)) return 'fatal';
  if (startsWith(bytes, from, EXCEPTION)) return 'signal';
  if (startsWith(bytes, from, BEGIN)) return 'begin';
  if (startsWith(bytes, from, RULE) || startsWith(bytes, from, RULE_RETURN)) return 'rule';
  if (!startsWith(bytes, from, SIGNAL)) return null;
  let i = from + SIGNAL.length;
  for (let c = bytes[i] ?? 0; c >= 0x41 && c <= 0x5a; c = bytes[i] ?? 0) i++;
  return bytes[i] === 0x3a && bytes[i + 1] === 0x20 ? 'signal' : null;
}

/** Whether a line that is no frame ends the goroutine above it. */
export function endsRecord(bytes: Uint8Array, from: number, end: number): boolean {
  if (markerAt(bytes, from) !== null) return true;
  if (TRAILERS.some((word) => startsWith(bytes, from, word))) return true;
  // Another goroutine, in a line of a log.
  if (mentionsHeader(bytes, from, end)) return true;
  return end - from < 40 && REGISTER.test(String.fromCharCode(...bytes.subarray(from, end)));
}
