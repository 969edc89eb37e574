import { at, type Column } from '../model/column.ts';
import type { FrameIndex, RowIndex } from '../model/index-types.ts';
import { functionName } from '../model/stack-frames.ts';
import type { Clue } from './clue.ts';
import { sides } from './clue.ts';
import { NO_STARTER } from './creator.ts';
import type { DiagnoseOptions } from './diagnose.ts';
import type { Advice, Finding, Verdict } from './finding.ts';
import { rowsOf } from './group.ts';
import { labelsOf } from './labels.ts';
import { startersOf } from './main-starter.ts';
import { PATTERNS } from './patterns/index.ts';
import type { Context, Growth, Pattern } from './patterns/pattern.ts';
import { sentence, stateInWords } from './sentence.ts';
import { seriesOf } from './series.ts';
import { suppressionOf } from './suppressions.ts';

/** A growth with what was decided about it. */
export interface Judged {
  readonly growth: Growth;
  /** The pattern that claimed it, and the one it is shown as. */
  readonly claim: Pattern;
  readonly pattern: Pattern;
  /** Log odds of a leak before any clue. */
  readonly prior: number;
  /** Why it does not end, as a clause. */
  readonly because: string;
  /** The frame that a person must open. */
  readonly culprit: FrameIndex | null;
  readonly clues: readonly Clue[];
  readonly verdict: Verdict;
  readonly confidence: number;
  /** Of a leak, by all the clues. */
  readonly probability: number;
  /** The growth that this one is only the effect of. */
  readonly causedBy: Judged | null;
}

/** One for each pattern: thousands of findings share them. */
const ADVICE: ReadonlyMap<Pattern, Advice> = new Map(PATTERNS.map((pattern) => [pattern, adviceOf(pattern)]));

function adviceOf({ id, remedy: { summary, checklist, example } }: Pattern): Advice {
  return { summary, checklist, example, reference: id };
}

/** The least a goroutine keeps: its first stack. */
const STACK_BYTES = 2048;

/** A leak this sure needs no other capture. */
const SURE = 0.95;

/** A finding as the reports show it; `advice` is the capture that would tell more. */
export function assemble(
  judged: Judged,
  rank: number,
  context: Context,
  options: DiagnoseOptions,
  advice: string | null,
): Finding {
  const { growth, pattern, culprit, clues, verdict, confidence } = judged;
  const { scene } = context;
  const { diff } = scene.input;
  const { place, companions, signs } = growth;
  // The rows of one place are in order.
  const rows = companions.length === 0 ? place.rows : [...rowsOf(place, companions)].sort((a, b) => a - b);
  const before = companions.length === 0 ? place.before : sum(diff.rows.before, rows);
  const after = companions.length === 0 ? place.after : sum(diff.rows.after, rows);
  const { evidence, counterEvidence } = sides(clues);
  return {
    id: findingId(judged),
    rank,
    verdict,
    confidence: Math.round(confidence * 100) / 100,
    pattern: pattern.id,
    title: pattern.title,
    sentence: sentence(judged, context),
    state: stateInWords(scene, place),
    culprit,
    creator: signs.parents.main?.frame ?? null,
    creatorChain: signs.parents.main?.chain ?? NO_STARTER.chain,
    before,
    after,
    atLeast: signs.atLeast,
    survivors: signs.survivors,
    waitMinutes: signs.waits,
    instances: instancesOf(judged, after - before),
    memoryAtLeast: Math.max(0, after - before) * STACK_BYTES,
    causedBy: judged.causedBy === null ? null : findingId(judged.causedBy),
    leakedProven: signs.leakedProven === 0 ? null : signs.leakedProven,
    suppressed: suppressed(judged, context, options),
    series: seriesOf(scene.input, rows),
    labels: labelsOf(scene, rows),
    evidence,
    counterEvidence,
    owner: pattern.owner,
    advice: ADVICE.get(pattern) ?? adviceOf(pattern),
    nextCapture: verdict === 'leak' && confidence >= SURE ? null : advice,
    rows,
    stack: at(diff.rows.stack, place.row),
  };
}

function sum(column: Column<RowIndex, number>, rows: readonly RowIndex[]): number {
  let total = 0;
  for (const row of rows) total += column[row] ?? 0;
  return total;
}

/** Of a thing that keeps several goroutines: how many such things. */
function instancesOf(judged: Judged, delta: number): Finding['instances'] {
  const { place, companions } = judged.growth;
  if (companions.length === 0 || place.delta <= 0) return null;
  return {
    count: place.delta,
    goroutinesEach: Math.max(1, Math.round(delta / place.delta)),
    noun: nounOf(judged),
  };
}

/** What a person calls the thing: as the table of libraries does, else by what its goroutines are at. */
function nounOf({ claim, growth: { place, family } }: Judged): string {
  if (family !== null) return family.noun;
  if (claim.id === 'client-not-closed') return 'client';
  return place.state === 'io' ? 'connection' : 'call';
}

function suppressed(judged: Judged, { scene }: Context, options: DiagnoseOptions): Finding['suppressed'] {
  if (options.suppressions.length === 0) return null;
  const { symbols } = scene.diff;
  const names = (frames: readonly FrameIndex[]) =>
    frames.flatMap((frame) => [functionName(symbols, frame), scene.name(frame)]);
  const { place } = judged.growth;
  const frames = scene.frames(place.row);
  const found = suppressionOf(options.suppressions, {
    top: names(frames.slice(0, 1)),
    functions: names(frames),
    creators: names(startersOf(scene, place).flatMap(({ chain }) => chain.slice(0, 1))),
  });
  return found === null ? null : { rule: `${found.rule} ${found.function}`, reason: found.reason };
}

/** Stable for the same two files: made of what names the place, by FNV-1a. */
function findingId({ growth }: Judged): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < growth.place.key.length; i++) {
    hash = Math.imul(hash ^ growth.place.key.charCodeAt(i), 0x01000193) >>> 0;
  }
  return `F${hash.toString(16).padStart(8, '0')}`;
}
