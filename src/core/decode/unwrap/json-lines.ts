import type { Layer } from '../../model/snapshot.ts';
import { type Emit, HEADER, HELD_LIMIT, type LineLayer } from './line-layer.ts';

/** Keys under which loggers keep the text. Under the first two a value without a newline goes on in the next line. */
const KEYS = ['log', 'Output', 'message', 'msg', 'textPayload', 'MESSAGE', 'line', 'stacktrace', 'stack', 'error'];
const PIECEWISE = new Set(['log', 'Output']);

/** One JSON object a line: docker's json-file, go test -json, journalctl -o json, structured loggers. */
export class JsonLines implements LineLayer {
  readonly layer: Layer;
  readonly #key: string;
  #held = '';

  constructor(key: string) {
    this.#key = key;
    this.layer = key === 'Output' ? 'go-test-json' : 'docker-json';
  }

  push(line: string, emit: Emit): void {
    const text = textUnder(line, this.#key);
    if (text === null) {
      emit(line);
      return;
    }
    if (PIECEWISE.has(this.#key) && !text.includes('\n') && this.#held.length < HELD_LIMIT) {
      this.#held += text;
      return;
    }
    const whole = this.#held + text;
    this.#held = '';
    const lines = whole.split('\n');
    const rest = lines.pop() ?? '';
    for (const each of lines) emit(each);
    if (PIECEWISE.has(this.#key) && rest.length < HELD_LIMIT) this.#held = rest;
    else if (rest !== '' || lines.length === 0) emit(rest);
  }

  finish(emit: Emit): void {
    if (this.#held !== '') emit(this.#held);
    this.#held = '';
  }
}

/** The layer for a line that holds a header in one of its values, or null. */
export function jsonLinesFor(line: string): JsonLines | null {
  const key = KEYS.find((name) => HEADER.test(textUnder(line, name) ?? ''));
  return key === undefined ? null : new JsonLines(key);
}

function textUnder(line: string, key: string): string | null {
  const trimmed = line.trim();
  const json = trimmed.endsWith(',') ? trimmed.slice(0, -1) : trimmed;
  if (!json.startsWith('{') || !json.endsWith('}')) return null;
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null) return null;
    const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
    return typeof found === 'string' ? found : null;
  } catch {
    return null;
  }
}
