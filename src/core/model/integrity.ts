import type { Snapshot } from './snapshot.ts';
import type { Symbols } from './symbols.ts';

/**
 * Every invariant of the tables that is broken, as sentences; an empty list means the snapshot can be trusted.
 * Called once after decoding (a decoder that breaks one has a bug).
 */
export function checkIntegrity(snapshot: Snapshot): string[] {
  const problems = checkSymbols(snapshot.symbols);
  const { samples, goroutines, symbols } = snapshot;
  range(problems, 'samples.stack', samples.stack, -1, symbols.stacks.length);
  range(problems, 'samples.state', samples.state, 0, symbols.strings.length);
  range(problems, 'samples.creator', samples.creator, -1, symbols.creators.length);
  range(problems, 'samples.labels', samples.labels, 0, symbols.labelSets.length);
  for (const count of samples.count) {
    if (!Number.isSafeInteger(count)) problems.push(`samples.count holds ${count}`);
  }
  if (goroutines !== null) {
    range(problems, 'goroutines.sample', goroutines.sample, 0, samples.length);
    const seen = new Float64Array(samples.length);
    for (const sample of goroutines.sample) seen[sample] = (seen[sample] ?? 0) + 1;
    for (let row = 0; row < samples.length; row++) {
      if (seen[row] !== samples.count[row]) problems.push(`sample ${row}: count differs from its goroutines`);
    }
  }
  return problems.slice(0, 20);
}

/** The same for the shared tables alone. */
export function checkSymbols(symbols: Symbols): string[] {
  const problems: string[] = [];
  const { strings, functions, frames, stacks, creators, labelSets } = symbols;
  if (strings[0] !== '') problems.push('strings[0] is not ""');
  range(problems, 'functions.name', functions.name, 0, strings.length);
  range(problems, 'functions.file', functions.file, 0, strings.length);
  range(problems, 'frames.function', frames.function, 0, functions.length);
  range(problems, 'frames.line', frames.line, 0, 0x80000000);
  range(problems, 'stacks.frame', stacks.frame, 0, frames.length);
  range(problems, 'creators.frame', creators.frame, 0, frames.length);
  parentsFirst(problems, 'stacks.parent', stacks.parent);
  parentsFirst(problems, 'creators.parent', creators.parent);
  range(problems, 'labelSets.key', labelSets.key, 0, strings.length);
  range(problems, 'labelSets.value', labelSets.value, 0, strings.length);
  if (labelSets.start.length !== labelSets.length + 1) problems.push('labelSets.start has a wrong length');
  return problems;
}

function range(problems: string[], name: string, column: Iterable<number>, low: number, end: number): void {
  for (const value of column) {
    if (!(value >= low && value < end)) {
      problems.push(`${name} holds ${value}, outside ${low}…${end - 1}`);
      return;
    }
  }
}

function parentsFirst(problems: string[], name: string, column: Iterable<number>): void {
  let row = 0;
  for (const parent of column) {
    if (!(parent >= -1 && parent < row)) {
      problems.push(`${name}[${row}] is ${parent}`);
      return;
    }
    row++;
  }
}
