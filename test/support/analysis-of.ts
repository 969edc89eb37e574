import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decode } from '../../src/core/decode/decode.ts';
import { diagnose } from '../../src/core/diagnose/diagnose.ts';
import type { Suppression } from '../../src/core/diagnose/suppressions.ts';
import type { DiffOptions } from '../../src/core/diff/diff-options.ts';
import { diffSnapshots } from '../../src/core/diff/diff-snapshots.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { buildAnalysis, sourceOf } from '../../src/core/report/analysis.ts';
import type { Analysis } from '../../src/core/report/model.ts';

export interface NamedDump {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** The analysis of dumps, oldest first, as the command makes it. */
export function analysisOf(
  dumps: readonly NamedDump[],
  suppressions: readonly Suppression[] = [],
  options: Partial<DiffOptions> = {},
): Analysis {
  const sides = dumps.flatMap(({ name, content }) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const file = { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    return snapshotsOf(bytes).map((snapshot) => ({ file, snapshot }));
  });
  const comparison = diffSnapshots(
    sides.map(({ snapshot }) => snapshot),
    options,
  );
  const findings = diagnose(comparison, { minDelta: 1, suppressions, sources: null });
  return buildAnalysis({
    comparison,
    findings,
    sources: sides.map(({ file, snapshot }) => sourceOf(file, snapshot)),
    beside: [],
    counts: [],
    flags: [],
  });
}

function snapshotsOf(bytes: Uint8Array): readonly Snapshot[] {
  const result = decode(bytes);
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.decoded.kind === 'pair' ? [result.decoded.before, result.decoded.after] : [result.decoded.snapshot];
}

export type ExampleFormat = 'pb.gz' | 'debug1.txt' | 'debug2.txt';

/** The checkout service before and after, in the given formats. */
export function exampleAnalysis(before: ExampleFormat = 'debug2.txt', after: ExampleFormat = 'debug2.txt'): Analysis {
  return analysisOf([exampleDump('before', before), exampleDump('after', after)]);
}

function exampleDump(side: 'before' | 'after', format: ExampleFormat): NamedDump {
  const name = `${side}.${format}`;
  return { name, content: readFileSync(new URL(`../../examples/checkout/captures/${name}`, import.meta.url)) };
}

/** A debug=2 dump of `count` goroutines, ids from `firstId`, all parked in the same stack. */
export function debug2(count: number, options: Partial<Parked> = {}): string {
  const { state, fn, file, creator, firstId, labels } = { ...PARKED, ...options };
  return Array.from({ length: count }, (_, i) =>
    [
      `goroutine ${firstId + i} [${state}]${labels}:`,
      `${fn}(0xc000012345)`,
      `\t${file}:42 +0x1b`,
      `created by ${creator} in goroutine 1`,
      `\t${file}:40 +0x2c`,
      '',
    ].join('\n'),
  ).join('\n');
}

interface Parked {
  readonly state: string;
  readonly fn: string;
  readonly file: string;
  readonly creator: string;
  readonly firstId: number;
  /** As Go 1.27 prints them, with a leading space: ` {tenant: acme}`. */
  readonly labels: string;
}

const PARKED: Parked = {
  state: 'chan send, 5 minutes',
  fn: 'example.com/shop.(*Server).Quote.func1',
  file: '/home/anna/shop/quote.go',
  creator: 'example.com/shop.(*Server).Quote',
  firstId: 100,
  labels: '',
};

/** All of a report as one text. */
export function textOf(pieces: Iterable<string | Uint8Array>): string {
  return Buffer.concat([...pieces].map((piece) => Buffer.from(piece))).toString('utf8');
}
