import { Cri, isCri } from './cri.ts';
import { Escaped } from './escaped.ts';
import { Fragments } from './fragments.ts';
import { Goleak, isGoleak } from './goleak.ts';
import { HtmlEntities, hasEntities } from './html-entities.ts';
import { jsonLinesFor } from './json-lines.ts';
import { HEADER, isCleanHeader, type LineLayer } from './line-layer.ts';
import { Prefix } from './prefix.ts';

/** What stands before a goroutine at most. */
const LONGEST_PREFIX = 400;

/**
 * Which layers, outermost first, lie around the dump that begins in the first line of `sample`. None: it is plain.
 * Null: the line only mentions goroutines. At most `most` are looked for. Each layer is found by what stands around
 * the first header, tried on the sample, and looked through for the next.
 */
export function planUnwrapping(sample: string, most: number): LineLayer[] | null {
  const make: (() => LineLayer)[] = [];
  let lines: readonly string[] = sample.split(/\r\n|\n|\r/);
  for (;;) {
    const header = lines.findIndex((line) => HEADER.test(line) || isGoleak(line) || isFragment(line));
    if (header < 0) return null;
    const maker = layerAround(lines, header);
    if (maker === 'none') return make.map((each) => each());
    if (maker === null || make.length === most) return null;
    make.push(maker);
    lines = unwrap(lines, maker());
  }
}

/** How to make the layer around the line at `at`; 'none' where it is clean; null where it is no dump. */
function layerAround(lines: readonly string[], at: number): (() => LineLayer) | 'none' | null {
  const line = lines[at] ?? '';
  const json = jsonLinesFor(line);
  if (json !== null) return () => jsonLinesFor(line) ?? json;
  if (isCri(line)) return () => new Cri();
  if (isGoleak(line)) return () => new Goleak();
  const fragment = /^(.*?)goroutine ?$/.exec(line);
  if (fragment !== null && !HEADER.test(line)) {
    if (!/(?:^|[\s|:>\]])\d+\s*$/.test(lines[at + 1] ?? '')) return null;
    const [, prefix = ''] = fragment;
    return prefix === '' ? () => new Fragments() : prefixMaker(prefix);
  }
  if (/\]:\\n|\}:\\n|total \d+\\n/.test(line)) return () => new Escaped();
  if (isCleanHeader(line)) return hasEntities(lines.slice(at, at + 40)) ? () => new HtmlEntities() : 'none';
  const start = line.search(HEADER);
  const prefix = line.slice(0, start);
  const inner = prefix.search(/\d{4}-\d\d-\d\dT\S+ (?:stdout|stderr) [FP] |\{"/);
  if (inner > 0) return prefixMaker(prefix.slice(0, inner));
  if (!isCleanHeader(line.slice(start))) return null;
  // Go indents the message of a panic: a header in it is part of the message.
  if (prefix.trim() === '' && lines.some(isCleanHeader)) return 'none';
  return prefixMaker(prefix);
}

function prefixMaker(prefix: string): (() => LineLayer) | null {
  return prefix.length > LONGEST_PREFIX ? null : () => new Prefix(prefix);
}

/** A line that ends in the word alone, with a number on the next: decided there. */
function isFragment(line: string): boolean {
  return /(?:^|[\s|:>\]])goroutine ?$/.test(line);
}

function unwrap(lines: readonly string[], layer: LineLayer): string[] {
  const out: string[] = [];
  const emit = (line: string) => {
    out.push(line);
  };
  for (const line of lines) layer.push(line, emit);
  layer.finish(emit);
  return out;
}
