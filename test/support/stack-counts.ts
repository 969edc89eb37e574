import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { drawStack } from './draw-samples.ts';

/** How many goroutines have a stack: `func file:line < func file:line {labels}`, leaf first, type arguments as [...]. */
export type StackCounts = ReadonlyMap<string, number>;

export class StackCounter {
  readonly counts = new Map<string, number>();

  add(frames: readonly string[], labels: readonly string[], count: number): void {
    const key = `${frames.join(' < ')} {${[...labels].sort().join(', ')}}`;
    if (count !== 0) this.counts.set(key, (this.counts.get(key) ?? 0) + count);
  }
}

export function frameText(name: string, file: string, line: number | string): string {
  return `${name.replace(/\[.*\]/, '[...]')} ${file}:${line}`;
}

/** The same of what the decoder under test gave; `sign` −1 for the side of BEFORE. */
export function countStacks(snapshot: Snapshot, counter: StackCounter, sign = 1): void {
  const { samples, symbols } = snapshot;
  for (let row = 0; row < samples.length; row++) {
    const frames = drawStack(snapshot, row).replaceAll('~', '');
    const set = samples.labels[row] ?? 0;
    const labels: string[] = [];
    for (let i = symbols.labelSets.start[set] ?? 0; i < (symbols.labelSets.start[set + 1] ?? 0); i++) {
      labels.push(
        `${symbols.strings[symbols.labelSets.key[i] ?? 0]}=${symbols.strings[symbols.labelSets.value[i] ?? 0]}`,
      );
    }
    counter.add(frames === '' ? [] : frames.split(' < '), labels, sign * (samples.count[row] ?? 0));
  }
}
