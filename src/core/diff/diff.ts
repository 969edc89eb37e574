import type { Column, None } from '../model/column.ts';
import type {
  CreatorIndex,
  FunctionIndex,
  LabelSetIndex,
  PartIndex,
  RowIndex,
  SampleIndex,
  StackIndex,
  StringIndex,
} from '../model/index-types.ts';
import type { Completeness, Snapshot } from '../model/snapshot.ts';
import type { Symbols } from '../model/symbols.ts';

/** How a stack was recognised on the other side, strongest first. none: it is on one side only, or joined by hand. */
export const MATCH_TIERS = ['exact', 'lines', 'functions', 'canonical', 'none'] as const;
export type MatchTier = (typeof MATCH_TIERS)[number];

/** --match: the weakest tier that may match; auto lets all of them. */
export type MatchMode = 'auto' | 'exact' | 'lines' | 'functions' | 'canonical';

/** none: raw counts. total: BEFORE scaled to AFTER's total. per1000: both sides per 1,000 goroutines. */
export type Normalize = 'none' | 'total' | 'per1000';

/**
 * Rows of a diff: one for each distinct (normalised stack, state). Sorted by delta descending, then by after
 * descending, then by stack text: the order is the same however the dumps were ordered.
 * Columns that are about goroutine ids are null unless both sides have ids and are the same process; then
 * survivors + movedIn + born = after and survivors + movedOut + gone = before in every row (but see RowIdentity).
 */
export interface RowTable {
  readonly length: number;
  /** AFTER's normalised stack (BEFORE's for rows that are only there); NONE: not started yet. */
  readonly stack: Column<RowIndex, StackIndex | None>;
  /** State as shown, common to both sides; 0 ("") where no side tells it. */
  readonly state: Column<RowIndex, StringIndex>;
  readonly before: Column<RowIndex, number>;
  readonly after: Column<RowIndex, number>;
  /** One column a snapshot, oldest first, for more than two snapshots; else null. */
  readonly series: readonly Column<RowIndex, number>[] | null;
  /** Index into MATCH_TIERS. */
  readonly tier: Column<RowIndex, number>;
  /** All SampleFlag bits that any goroutine of the row has, on either side. */
  readonly flags: Column<RowIndex, number>;
  /** 1 where the count is a lower bound ("at least"). */
  readonly beforeAtLeast: Column<RowIndex, number>;
  readonly afterAtLeast: Column<RowIndex, number>;
  /** How many of AFTER's goroutines the runtime itself proved leaked. */
  readonly leakedProven: Column<RowIndex, number>;
  readonly identity: RowIdentity | null;
}

/**
 * Who stayed: counts a row, by goroutine id. Behind the cut of a truncated side a goroutine is not seen, which is
 * neither born nor gone: `born` is null where BEFORE is cut, `gone` where AFTER is.
 */
export interface RowIdentity {
  readonly survivors: Column<RowIndex, number>;
  readonly movedIn: Column<RowIndex, number>;
  readonly movedOut: Column<RowIndex, number>;
  readonly born: Column<RowIndex, number> | null;
  readonly gone: Column<RowIndex, number> | null;
}

/**
 * The rows split by who started them and with which labels: the parts of a row sum to it, on both sides.
 * Sorted by row. The alternative roots of the flame graph are made of these.
 */
export interface PartTable {
  readonly length: number;
  readonly row: Column<PartIndex, RowIndex>;
  readonly creator: Column<PartIndex, CreatorIndex | None>;
  readonly labels: Column<PartIndex, LabelSetIndex>;
  readonly before: Column<PartIndex, number>;
  readonly after: Column<PartIndex, number>;
}

/**
 * Wait minutes of AFTER's goroutines: for row r the entries start[r] … start[r + 1] − 1, minutes ascending.
 * `minutes` is NONE for goroutines whose dump line has none; a row without ids has no entries at all.
 */
export interface WaitTable {
  readonly start: Column<RowIndex, number>;
  readonly minutes: Column<number, number>;
  readonly count: Column<number, number>;
}

export type Answer = 'yes' | 'no' | 'unknown';

/** Two rows that look like one stack under another name or inlining; offered to the person, never merged silently. */
export interface ProbablePair {
  readonly before: RowIndex;
  readonly after: RowIndex;
  readonly why: string;
}

/** A correction by a person, by the ids of rows (see row-id.ts), and what became of it. */
export type ManualMatch = (
  | { readonly kind: 'join'; readonly before: string; readonly after: string }
  | { readonly kind: 'split'; readonly id: string }
) & {
  /** A sentence. */
  readonly text: string;
  /** The row that was joined, or the two that were split, AFTER's first; empty where no row answers to the ids. */
  readonly rows: readonly RowIndex[];
};

/** What is known of the two sides as a pair, each with the reason in words. */
export interface Comparison {
  readonly match: MatchMode;
  /** The formats of the two sides differ. */
  readonly crossFormat: boolean;
  readonly sameProcess: Answer;
  readonly sameBuild: Answer;
  readonly swappedSuspected: boolean;
  readonly reasons: readonly string[];
  readonly normalize: Normalize;
  /** Filters as typed: "focus=Checkout". */
  readonly filters: readonly string[];
  /** Matches that a person joined or split, in the order they were applied. */
  readonly manual: readonly ManualMatch[];
  readonly probable: readonly ProbablePair[];
}

export interface Totals {
  readonly before: number;
  readonly after: number;
  /** Number of rows that grew, and that shrank. */
  readonly grown: number;
  readonly shrunk: number;
  readonly survivors: number | null;
  readonly moved: number | null;
  readonly born: number | null;
  readonly gone: number | null;
  readonly atLeast: { readonly before: boolean; readonly after: boolean };
  /** A delta or merged profile tells differences only: its totals are not the program's. */
  readonly unknown: boolean;
  /** Goroutines left out of the rows: the observer and the runtime's own, on each side. */
  readonly leftOut: { readonly before: number; readonly after: number };
}

/** What grew out: two snapshots (or a series, first against last) as one table of rows that sum to the totals. */
export interface Diff {
  readonly symbols: Symbols;
  /** Index into FRAME_KINDS, for each function of symbols. */
  readonly kinds: Column<FunctionIndex, number>;
  readonly rows: RowTable;
  readonly parts: PartTable;
  readonly waits: WaitTable;
  readonly totals: Totals;
  readonly comparison: Comparison;
  readonly completeness: { readonly before: Completeness | null; readonly after: Completeness };
}

/** A snapshot that was compared: its symbols are among the diff's, and with them half of what it takes. */
export type ComparedSnapshot = Omit<Snapshot, 'symbols'>;

/** A Diff with what it was made of, for questions about single goroutines. Stays on the side that decoded. */
export interface DiffWithSnapshots {
  readonly diff: Diff;
  /** BEFORE first and AFTER last, where there is more than one; the others between them, oldest first. */
  readonly snapshots: readonly ComparedSnapshot[];
  /** For each snapshot its place in time, from 0. */
  readonly order: readonly number[];
  /** For each snapshot: the row of each sample, or NONE where it is left out (observer, system). */
  readonly rowOfSample: readonly Column<SampleIndex, RowIndex | None>[];
}

/** A goroutine as the Goroutines tab lists it. */
export interface GoroutineDetail {
  readonly id: number;
  readonly side: 'survivor' | 'moved' | 'born' | 'gone' | 'before' | 'after';
  readonly minutes: number | null;
  readonly creatorId: number;
}
