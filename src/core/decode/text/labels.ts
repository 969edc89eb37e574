export interface Labels {
  readonly pairs: readonly (readonly [key: string, value: string])[];
  /** False where the text broke off or was not understood; `pairs` holds what came before. */
  readonly whole: boolean;
  /** Offset after the closing brace, or where reading stopped. */
  readonly end: number;
}

/**
 * Reads a label set as Go prints it, from the opening brace on: `{"k": "v", "k2": "v2"}` (1.26 in the header, and
 * debug=1, there without the space), `{k: v, "k 2": "v\"2"}` (1.27: quoted only where needed).
 */
export function parseLabels(text: string, from: number): Labels {
  const pairs: [string, string][] = [];
  let i = from + 1;
  const broken = (): Labels => ({ pairs, whole: false, end: i });
  for (;;) {
    while (text[i] === ' ') i++;
    if (text[i] === '}') return { pairs, whole: true, end: i + 1 };
    const key = token(text, i, ':');
    if (key === null || text[key.end] !== ':') return broken();
    i = key.end + 1;
    if (text[i] === ' ') i++;
    const value = token(text, i, ',}');
    if (value === null) return broken();
    i = value.end;
    pairs.push([key.value, value.value]);
    if (text[i] === ',') i++;
    else if (text[i] !== '}') return broken();
  }
}

function token(text: string, from: number, stops: string): { readonly value: string; readonly end: number } | null {
  if (text[from] === '"') {
    const end = quoteEnd(text, from);
    return end < 0 ? null : { value: unquote(text.slice(from + 1, end)), end: end + 1 };
  }
  let end = from;
  while (end < text.length && !stops.includes(text.charAt(end))) end++;
  return end === text.length ? null : { value: text.slice(from, end), end };
}

/** Offset of the quote that closes the one at `from`, or −1. */
export function quoteEnd(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
  return -1;
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Undoes the escapes of a Go string literal; \xNN gives the byte as a character. What is no escape stays. */
export function unquote(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs,
    (_, byte?: string, short?: string, long?: string, simple?: string) => {
      const hex = byte ?? short ?? long;
      if (hex === undefined) return SIMPLE[simple ?? ''] ?? simple ?? '';
      const code = Number.parseInt(hex, 16);
      return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    },
  );
}
