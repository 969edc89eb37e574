/** The width of a text in pixels. */
export type Measure = (text: string) => number;

const ELLIPSIS = '…';

/**
 * As much of a function's name as fits, from the right: first the whole, then without leading parts of the package
 * path, then without the package, then the end of the symbol. "" where not even three letters fit.
 */
export function fitText(name: string, width: number, measure: Measure): string {
  if (measure(name) <= width) return name;
  for (const shorter of withoutPath(name)) {
    if (measure(shorter) <= width) return shorter;
  }
  return fitTail(name, width, measure);
}

/** Where the last element of an import path begins; a major version is no element of its own: go-redis/v9. */
export function lastElement(path: string): number {
  const slash = path.lastIndexOf('/');
  return /^\/v\d+(\.|$)/.test(path.slice(slash)) ? path.lastIndexOf('/', slash - 1) + 1 : slash + 1;
}

/** Forms of a name, each shorter than the one before: …/http.(*Client).do, http.(*Client).do, (*Client).do. */
function* withoutPath(name: string): Generator<string> {
  const head = /^[^([ ]*/.exec(name)?.[0] ?? '';
  const lastSlash = lastElement(head) - 1;
  for (let slash = head.indexOf('/'); slash >= 0 && slash < lastSlash; slash = head.indexOf('/', slash + 1)) {
    yield `${ELLIPSIS}${name.slice(slash)}`;
  }
  if (lastSlash >= 0) {
    yield `${ELLIPSIS}${name.slice(lastSlash)}`;
    yield name.slice(lastSlash + 1);
  }
  const dot = name.indexOf('.', head.lastIndexOf('/') + 1);
  if (dot >= 0 && dot < name.length - 1 && dot <= head.length) yield name.slice(dot + 1);
}

/** The longest end of the text that fits behind an ellipsis, found by halving. */
function fitTail(text: string, width: number, measure: Measure): string {
  const letters = Array.from(text);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(ELLIPSIS + letters.slice(-middle).join('')) <= width) low = middle;
    else high = middle - 1;
  }
  return low < 3 ? '' : ELLIPSIS + letters.slice(-low).join('');
}

/** A measure that adds up widths of single characters, each asked for once: thousands of boxes cost no layout. */
export function characterMeasure(widthOf: (character: string) => number): Measure {
  /** By code point. */
  const known = new Map<number, number>();
  return (text) => {
    let sum = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i) ?? 0;
      let width = known.get(code);
      if (width === undefined) {
        width = widthOf(String.fromCodePoint(code));
        known.set(code, width);
      }
      sum += width;
      // Two of UTF-16.
      if (code > 0xffff) i++;
    }
    return sum;
  };
}
