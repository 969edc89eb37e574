import { NONE } from '../model/column.ts';
import { stateClass } from '../model/goroutine-state.ts';
import { SampleFlag, type Snapshot } from '../model/snapshot.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';
import type { StackKeys } from './stack-keys.ts';

/**
 * Whether a snapshot lists only goroutines that the runtime proved leaked. (A goroutineleak profile at debug=2 prints
 * every goroutine and marks the leaked ones: that is a snapshot like any other.)
 */
export function isLeakList({ origin }: Snapshot): boolean {
  return origin.profile === 'goroutineleak' && (origin.format === 'pprof' || origin.format === 'debug1');
}

/**
 * Marks AFTER's goroutines that a list of proven leaks names, by stack and (where the list tells it) state: never more
 * than are there, for the list was written at another moment. What is not listed is not proven innocent.
 */
export function withProvenLeaks(keys: StackKeys, leaks: readonly PlacedSnapshot[]): StackKeys {
  const after = keys.counts.at(-1);
  if (leaks.length === 0 || after === undefined) return keys;
  const keysAt = new Map<number, number[]>();
  for (let key = 0; key < keys.length; key++) {
    const stack = keys.stack[key] ?? NONE;
    if ((after[key] ?? 0) > 0) keysAt.set(stack, [...(keysAt.get(stack) ?? []), key]);
  }
  const leaked = keys.leaked.slice();
  for (const { snapshot, stackOfSample, takesPart } of leaks) {
    const listed = new Float64Array(keys.length);
    for (let sample = 0; sample < stackOfSample.length; sample++) {
      if (takesPart[sample] === 0) continue;
      const state = stateClass(snapshot.symbols.strings[snapshot.samples.state[sample] ?? 0] ?? '');
      let rest = snapshot.samples.count[sample] ?? 0;
      for (const key of keysAt.get(stackOfSample[sample] ?? NONE) ?? []) {
        const seen = keys.states.states(keys.stateSet[key] ?? 0);
        if (state !== '' && !seen.some((one) => one === '' || stateClass(one) === state)) continue;
        const room = Math.min(rest, (after[key] ?? 0) - (listed[key] ?? 0));
        listed[key] = (listed[key] ?? 0) + room;
        rest -= room;
      }
    }
    listed.forEach((count, key) => {
      if (count > (leaked[key] ?? 0)) leaked[key] = count;
    });
  }
  const flags = keys.flags.map((bits, key) => ((leaked[key] ?? 0) > 0 ? bits | SampleFlag.Leaked : bits));
  return { ...keys, leaked, flags };
}

/** What the lists have told, for the reasons of a comparison. */
export function provenSentence({ leaked }: StackKeys): string {
  let proven = 0;
  for (const count of leaked) proven += count;
  const many = proven === 1 ? '1 goroutine of AFTER is' : `${proven} goroutines of AFTER are`;
  return `${many} proven leaked by the runtime; that others are not listed proves nothing.`;
}
