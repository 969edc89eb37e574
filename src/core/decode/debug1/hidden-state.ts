import { isStandardPackage } from '../../model/frame-kind.ts';
import { splitFunctionName } from '../../model/function-name.ts';

/** What the addresses of hidden runtime frames tell of a record. */
export interface HiddenState {
  readonly state: string;
  /** It receives by `v, ok := <-c` or `for range c`. */
  readonly receiveOk: boolean;
}

/** A parked record whose state its visible frames do not tell. */
interface Candidate {
  readonly row: number;
  /** Return addresses of the frames below the park, which debug=1 does not name: one for a select, two for a channel. */
  readonly inside: readonly number[];
  /** The innermost function that is named. */
  readonly leaf: string;
}

/**
 * How far the park in chansend or chanrecv returns behind the call in chansend1, chanrecv1 or chanrecv2: the runtime
 * is compiled the same way into every program of a Go version. The first is the wait on a nil channel. Measured with
 * `go tool objdump` on linux, by architecture.
 */
const BUILDS: readonly {
  readonly send: readonly number[];
  readonly receive: readonly number[];
  readonly ok: readonly number[];
}[] = [
  // amd64: 1.20, 1.21, 1.22, 1.23, 1.24, 1.25, 1.26 and 1.27
  { send: [0x119, 0x451], receive: [0x218, 0x505], ok: [0x1d8, 0x4c5] },
  { send: [0xe3, 0x3ae], receive: [0x187, 0x3fb], ok: [0x167, 0x3db] },
  { send: [0xe3, 0x396], receive: [0x187, 0x3ed], ok: [0x167, 0x3cd] },
  { send: [0xe3, 0x396], receive: [0x1c7, 0x44a], ok: [0x1a7, 0x42a] },
  { send: [0xf5, 0x3ae], receive: [0x1d5, 0x473], ok: [0x1b5, 0x453] },
  { send: [0x115, 0x3d4], receive: [0x207, 0x4a1], ok: [0x1e7, 0x481] },
  { send: [0x115, 0x405], receive: [0x207, 0x4dc], ok: [0x1e7, 0x4bc] },
  // arm64: 1.20, 1.21, 1.22, 1.23, 1.24, 1.25, 1.26, 1.27
  { send: [0x10c, 0x444], receive: [0x1e0, 0x4a4], ok: [0x1c0, 0x484] },
  { send: [0x108, 0x3dc], receive: [0x1dc, 0x450], ok: [0x1bc, 0x430] },
  { send: [0x108, 0x3c8], receive: [0x1dc, 0x440], ok: [0x1bc, 0x420] },
  { send: [0x108, 0x3c8], receive: [0x1d8, 0x450], ok: [0x1b8, 0x430] },
  { send: [0x114, 0x3d0], receive: [0x1e4, 0x468], ok: [0x1c4, 0x448] },
  { send: [0x134, 0x3ac], receive: [0x208, 0x464], ok: [0x1e8, 0x444] },
  { send: [0x134, 0x3f0], receive: [0x208, 0x4ac], ok: [0x1e8, 0x48c] },
  { send: [0x130, 0x3ec], receive: [0x208, 0x4ac], ok: [0x1e8, 0x48c] },
];

/**
 * Tells send, receive and select apart in debug=1, where their frames are hidden, by the addresses that are still
 * listed. All parked goroutines return to one address; those whose state shows (IO wait, locks) tell which it is, else it is
 * the most common one.
 * What the addresses do not settle stays untold.
 */
export class HiddenStates {
  readonly #parks = new Map<number, number>();
  readonly #running: number[] = [];
  readonly #candidates: { park: number; candidate: Candidate }[] = [];

  /** `hidden`: the addresses before the first named frame, leaf first (none: it is at work there); `state`: as far as the visible frames tell it. */
  add(row: number, hidden: readonly number[], leaf: string, state: string): void {
    const [park, ...inside] = hidden;
    if (NOT_PARKED.has(state)) return;
    if (park === undefined) {
      if (state === '') this.#running.push(row);
      return;
    }
    if (state !== '') this.#parks.set(park, (this.#parks.get(park) ?? 0) + 1);
    else if (inside.length === 1 || inside.length === 2) {
      this.#candidates.push({ park, candidate: { row, inside, leaf } });
    }
  }

  /** States by row, for the rows that can be told. */
  finish(): ReadonlyMap<number, HiddenState> {
    const park = mostCommon(this.#parks) ?? mostCommon(countsOf(this.#candidates.map((one) => one.park)));
    const parked = this.#candidates.filter((one) => one.park === park).map((one) => one.candidate);
    // At work inside the runtime, or preempted: its innermost frame is not the park that others return through.
    const preempted = this.#candidates.filter((one) => this.#parks.size > 0 && one.park !== park);
    const running = [...this.#running, ...preempted.map((one) => one.candidate.row)];
    return new Map<number, HiddenState>([
      ...running.map((row) => [row, { state: 'runnable', receiveOk: false }] as const),
      ...channelStates(parked.filter(isChannel)),
      ...selectStates(parked.filter(isSelect)),
    ]);
  }
}

/** States of goroutines that do not return through the park. */
const NOT_PARKED: ReadonlySet<string> = new Set(['syscall', 'running', 'runnable', 'coroutine']);

function countsOf(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function mostCommon(counts: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [value, count] of counts) if (count > most) [best, most] = [value, count];
  return best;
}

/** chansend and chanrecv stand right behind the functions that call them. */
function isChannel({ inside }: Candidate): boolean {
  return inside.length === 2 && distanceOf({ inside }) > 0 && distanceOf({ inside }) < 0x1000;
}

function isSelect({ inside }: Candidate): boolean {
  return inside.length === 1;
}

function distanceOf({ inside: [park = 0, call = 0] }: Pick<Candidate, 'inside'>): number {
  return park - call;
}

/** By the Go versions that know every distance of this dump; where they disagree nothing is told. */
function channelStates(candidates: readonly Candidate[]): [number, HiddenState][] {
  const distances = [...new Set(candidates.map(distanceOf))];
  const builds = BUILDS.filter((build) =>
    distances.every((distance) => [...build.send, ...build.receive, ...build.ok].includes(distance)),
  );
  const meaning = new Map<number, HiddenState | null>();
  for (const distance of distances) {
    const told = builds.map((build) => meaningIn(build, distance));
    const first = told[0];
    const agreed =
      first !== undefined && told.every((one) => one.state === first.state && one.receiveOk === first.receiveOk);
    meaning.set(distance, agreed ? first : null);
  }
  return candidates.flatMap((candidate): [number, HiddenState][] => {
    const state = meaning.get(distanceOf(candidate)) ?? null;
    return state === null ? [] : [[candidate.row, state]];
  });
}

function meaningIn(build: (typeof BUILDS)[number], distance: number): HiddenState {
  const nil = [build.send[0], build.receive[0], build.ok[0]].includes(distance) ? ' (nil chan)' : '';
  if (build.send.includes(distance)) return { state: `chan send${nil}`, receiveOk: false };
  return { state: `chan receive${nil}`, receiveOk: build.ok.includes(distance) };
}

/**
 * A select parks in one place of the runtime and a select without cases in another, which lies right before it. With
 * one place alone, the standard library's goroutines tell which it is, for they have the first kind only; so do
 * several functions that park there.
 */
function selectStates(candidates: readonly Candidate[]): [number, HiddenState][] {
  const places = [...new Set(candidates.map(placeOf))].sort((a, b) => a - b);
  const last = places.at(-1) ?? 0;
  const [first = 0] = places;
  if (places.length === 0 || places.length > 2 || last - first > 0x1000) return [];
  if (places.length === 1 && !isSelectGo(candidates)) return [];
  return candidates.map((candidate) => {
    const state = placeOf(candidate) === last ? 'select' : 'select (no cases)';
    return [candidate.row, { state, receiveOk: false }];
  });
}

function placeOf({ inside: [place = 0] }: Candidate): number {
  return place;
}

function isSelectGo(candidates: readonly Candidate[]): boolean {
  const leaves = new Set(candidates.map(({ leaf }) => leaf));
  return leaves.size > 1 || [...leaves].some((leaf) => isStandardPackage(splitFunctionName(leaf).package));
}
