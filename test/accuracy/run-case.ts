import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../src/core/decode/decode.ts';
import { diagnose } from '../../src/core/diagnose/diagnose.ts';
import type { Finding } from '../../src/core/diagnose/finding.ts';
import type { SourceReader } from '../../src/core/diagnose/source-reader.ts';
import { diffSnapshots } from '../../src/core/diff/diff-snapshots.ts';
import { at } from '../../src/core/model/column.ts';
import type { FrameIndex } from '../../src/core/model/index-types.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { fileName, framesOf, functionName, lineOf } from '../../src/core/model/stack-frames.ts';
import { type Case, comparable } from './truth.ts';

export const FORMATS = ['debug2', 'pprof', 'debug1'] as const;
export type Format = (typeof FORMATS)[number];

const ENDINGS: Readonly<Record<Format, readonly string[]>> = {
  debug2: ['.debug2.txt.gz', '.debug2.txt'],
  pprof: ['.pb.gz'],
  debug1: ['.debug1.txt.gz', '.debug1.txt'],
};

export interface Told {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/** A finding with its frames spelled out, as far as the score needs them. */
export interface ToldFinding {
  readonly finding: Pick<Finding, 'verdict' | 'confidence' | 'pattern' | 'before' | 'after' | 'instances'>;
  readonly culprit: Told | null;
  /** Every frame of the finding's rows that stands where a goroutine of it can be said to be: all of their stacks. */
  readonly onStacks: ReadonlySet<string>;
}

/** Diagnoses a case from its captures in one format. */
export function runCase({ folder }: Case, format: Format, sources: SourceReader | null): ToldFinding[] {
  const input = diffSnapshots([read(folder, 'before', format), read(folder, 'after', format)]);
  const { symbols, rows } = input.diff;
  const tell = (frame: FrameIndex): Told => ({
    function: comparable(functionName(symbols, frame)),
    file: fileName(symbols, frame),
    line: lineOf(symbols, frame),
  });
  return diagnose(input, { minDelta: 1, suppressions: [], sources }).map((finding) => ({
    finding,
    culprit: finding.culprit === null ? null : tell(finding.culprit),
    onStacks: new Set(
      finding.rows.flatMap((row) => framesOf(symbols, at(rows.stack, row)).map((frame) => tell(frame).function)),
    ),
  }));
}

function read(folder: string, side: string, format: Format): Snapshot {
  const path = ENDINGS[format].map((ending) => join(folder, `${side}${ending}`)).find((file) => existsSync(file));
  if (path === undefined) throw new Error(`${folder} has no ${side} in ${format}`);
  const result = decode(readFileSync(path));
  if (!result.ok) throw new Error(`${path}: ${result.error.message}`);
  if (result.decoded.kind !== 'snapshot') throw new Error(`${path} holds a comparison, not a snapshot`);
  return result.decoded.snapshot;
}
