import type { Column, None } from './column.ts';
import type {
  CreatorIndex,
  GoroutineId,
  GoroutineIndex,
  LabelSetIndex,
  Minutes,
  SampleIndex,
  StackIndex,
  StringIndex,
} from './index-types.ts';
import type { Symbols } from './symbols.ts';
import type { Warning } from './warning.ts';

/** pprof: protobuf, debug=0. debug1: counted text. debug2: one block a goroutine. crash: the same from a panic or a signal. */
export type SnapshotFormat = 'pprof' | 'debug1' | 'debug2' | 'crash';

/** What was peeled off to reach the dump, outermost first. */
export type Layer =
  | 'gzip'
  | 'utf-8-bom'
  | 'utf-16'
  | 'http'
  | 'docker-json'
  | 'cri'
  | 'log-prefix'
  | 'escaped'
  | 'go-test-json'
  | 'markdown'
  | 'html-entities'
  | 'fragments';

/** Sample attributes that are not part of a stack's identity: bits of `SampleTable.flags`. */
export const SampleFlag = {
  /** The runtime itself proved the goroutine leaked. */
  Leaked: 1 << 0,
  /** Durably blocked, in a synctest bubble. */
  Durable: 1 << 1,
  /** The garbage collector was scanning it. */
  Scan: 1 << 2,
  LockedToThread: 1 << 3,
  /** Frames in the middle are not printed. */
  Elided: 1 << 4,
  /** Frames at the root are missing: the profiler's depth cap. */
  DepthCapped: 1 << 5,
  /** The record ends where the file was cut. */
  Cut: 1 << 6,
  /** It was writing this very profile. */
  Observer: 1 << 7,
  /** The runtime's own goroutine. */
  System: 1 << 8,
  /** A receive of the form `v, ok := <-c` or `for range c` (leaf chanrecv2). */
  ReceiveOk: 1 << 9,
  /** The state is not written in the file; it was inferred from the leaf frames. */
  StateInferred: 1 << 10,
} as const;

/**
 * Distinct (stack, state, flags, creator, labels) with how many goroutines have it. `state` is the wait reason or
 * status as debug=2 writes it, without modifiers ("chan send", "IO wait", "running"), or 0 ("") where the format
 * does not tell. No two rows are equal in all but count.
 */
export interface SampleTable {
  readonly length: number;
  readonly stack: Column<SampleIndex, StackIndex | None>;
  readonly state: Column<SampleIndex, StringIndex>;
  readonly flags: Column<SampleIndex, number>;
  readonly creator: Column<SampleIndex, CreatorIndex | None>;
  readonly labels: Column<SampleIndex, LabelSetIndex>;
  readonly count: Column<SampleIndex, number>;
}

/**
 * One row a goroutine, in the order of the file, for formats that print ids. `minutes` is NONE where the dump
 * prints none (which is not the same as zero). `creatorId` is the "in goroutine N" of created by, or 0.
 */
export interface GoroutineTable {
  readonly length: number;
  readonly id: Column<GoroutineIndex, GoroutineId>;
  readonly sample: Column<GoroutineIndex, SampleIndex>;
  readonly minutes: Column<GoroutineIndex, Minutes | None>;
  readonly creatorId: Column<GoroutineIndex, GoroutineId>;
  /**
   * A hash of the arguments that the frames show, pointers among them: equal for one goroutine that stays parked, and
   * hardly ever in another process. 0 where a goroutine shows none or was not looked at (most of a large dump are not).
   * Left out by what makes goroutines without a text.
   */
  readonly argumentsHash?: Column<GoroutineIndex, number>;
}

/** Where a snapshot came from, from its content alone. Hosts add name, size and hash. */
export interface Origin {
  readonly format: SnapshotFormat;
  /** The runtime's list of proven leaks only (goroutineleak), or every goroutine. */
  readonly profile: 'goroutine' | 'goroutineleak';
  /**
   * One side of a delta (?seconds=N) or of a profile that `pprof -base` or `-diff_base` wrote: only what differs is
   * in the file, so the total is not the program's.
   */
  readonly differencesOnly: boolean;
  readonly layers: readonly Layer[];
  /** ISO 8601 in UTC, or null where the content has no time. */
  readonly capturedAt: string | null;
  /** Build id of the main binary, or null. */
  readonly buildId: string | null;
  /** The number of goroutines that the file itself states (debug=1's total), or null. */
  readonly statedTotal: number | null;
  /** How many dumps the file holds, and which of them this is (from 1). */
  readonly dumps: { readonly count: number; readonly chosen: number };
}

/** What is not whole. Any true one makes counts lower bounds, or stacks partial. */
export interface Completeness {
  /** The end is missing: every count is "at least". */
  readonly truncated: boolean;
  /** Some stacks lack their root: goroutines that differ only there were merged. */
  readonly depthCapped: boolean;
  /** Some stacks lack their middle. */
  readonly elided: boolean;
}

/** One goroutine dump as tables. Immutable; checked by `checkIntegrity` after decoding and trusted from there on. */
export interface Snapshot {
  readonly origin: Origin;
  readonly completeness: Completeness;
  readonly symbols: Symbols;
  readonly samples: SampleTable;
  readonly goroutines: GoroutineTable | null;
  readonly warnings: readonly Warning[];
}
