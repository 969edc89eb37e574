import type { Course } from '../diff/trend.ts';
import type { None } from '../model/column.ts';
import type { FrameIndex, RowIndex, StackIndex } from '../model/index-types.ts';

/** The catalogue. The first are leaks and suspects; pool-or-server and burst name growth that is expected. */
export const PATTERN_IDS = [
  'chan-send',
  'chan-receive',
  'range-never-closed',
  'nil-chan',
  'select-no-exit',
  'select-forever',
  'orphaned-work',
  'endless-loop',
  'ticker-not-stopped',
  'waitgroup',
  'mutex',
  'rwmutex',
  'cond',
  'semaphore',
  'http-body',
  'io-no-deadline',
  'context-not-cancelled',
  'client-not-closed',
  'rows-not-closed',
  'iterator-not-stopped',
  'syscall',
  'pool-or-server',
  'burst',
  'unknown',
] as const;
export type PatternId = (typeof PATTERN_IDS)[number];

export type Verdict = 'leak' | 'suspect' | 'expected';

/** A reason for or against, in words with the numbers in them. */
export interface Evidence {
  readonly text: string;
  readonly from: 'dump' | 'source' | 'runtime';
  readonly frame: FrameIndex | null;
  readonly snippet: Snippet | null;
}

/** Lines of the Go source around a place; `marked` is the line that is spoken of. */
export interface Snippet {
  readonly file: string;
  readonly firstLine: number;
  readonly marked: number;
  readonly lines: readonly string[];
}

/** What to do. `example` is Go before and after. `reference` is a page name under docs/patterns. */
export interface Advice {
  readonly summary: string;
  readonly checklist: readonly string[];
  readonly example: { readonly before: string; readonly after: string } | null;
  readonly reference: string | null;
}

/** The owner's three questions. */
export interface Owner {
  readonly whoOwns: string;
  readonly howStopped: string;
  readonly whoWaits: string;
}

export interface WaitMinutes {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** How many goroutines show no minutes, which says nothing of their age. */
  readonly unknown: number;
}

/** A count in every snapshot of a series, oldest first, and how it went. */
export interface SeriesTrend extends Course {
  readonly values: readonly number[];
}

/** One cause of growth, with all the rows it explains. All counts are goroutines. */
export interface Finding {
  /** Stable: the same two files give the same id. */
  readonly id: string;
  /** From 1, worst first. */
  readonly rank: number;
  readonly verdict: Verdict;
  /** 0…1: of what is said with 0.9, nine in ten are so. */
  readonly confidence: number;
  readonly pattern: PatternId;
  /** A short name for the list: "Blocked channel send". */
  readonly title: string;
  /** The finding in one breath: count, line, why, who started it. */
  readonly sentence: string;
  readonly state: string;
  /** The frame a person must open; null only where no frame at all is known. */
  readonly culprit: FrameIndex | null;
  readonly creator: FrameIndex | null;
  readonly creatorChain: readonly FrameIndex[];
  readonly before: number;
  readonly after: number;
  readonly atLeast: { readonly before: boolean; readonly after: boolean };
  readonly survivors: number | null;
  readonly waitMinutes: WaitMinutes | null;
  /** How many things leaked, where each holds several goroutines: "60 connections, 2 goroutines each". */
  readonly instances: { readonly count: number; readonly goroutinesEach: number; readonly noun: string } | null;
  /** Bytes: at least 2 KiB of stack a goroutine of growth. */
  readonly memoryAtLeast: number;
  /** Id of the finding that this one is only the effect of. */
  readonly causedBy: string | null;
  readonly leakedProven: number | null;
  readonly suppressed: { readonly rule: string; readonly reason: string } | null;
  readonly series: SeriesTrend | null;
  readonly labels: readonly LabelGrowth[];
  readonly evidence: readonly Evidence[];
  readonly counterEvidence: readonly Evidence[];
  readonly owner: Owner;
  readonly advice: Advice;
  /** The command that would tell what these inputs cannot, or null. */
  readonly nextCapture: string | null;
  /** By delta descending. */
  readonly rows: readonly RowIndex[];
  /** The stack that stands for all: that of the row that grew most. */
  readonly stack: StackIndex | None;
}

/** Growth by one label key, values by growth descending. */
export interface LabelGrowth {
  readonly key: string;
  readonly values: readonly { readonly value: string; readonly before: number; readonly after: number }[];
}
