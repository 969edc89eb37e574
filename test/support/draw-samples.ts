import { NONE } from '../../src/core/model/column.ts';
import { stackIndex } from '../../src/core/model/index-types.ts';
import { SampleFlag, type Snapshot } from '../../src/core/model/snapshot.ts';
import { fileName, framesOf, functionName, lineOf } from '../../src/core/model/stack-frames.ts';

/**
 * The samples of a snapshot as text, one a line, leaf first, an inlined call with "~" before it:
 *
 *     3 [chan send] runtime.gopark proc.go:402 < main.work main.go:9 {tenant=acme} Leaked
 */
export function drawSamples(snapshot: Snapshot): string[] {
  const { samples, symbols } = snapshot;
  return Array.from({ length: samples.length }, (_, row) => {
    const flags = Object.entries(SampleFlag)
      .filter(([name, bit]) => name !== 'StateInferred' && ((samples.flags[row] ?? 0) & bit) !== 0)
      .map(([name]) => name);
    const state = symbols.strings[samples.state[row] ?? 0];
    const parts = [
      `${samples.count[row]}`,
      `[${state}]`,
      drawStack(snapshot, row),
      ...drawLabels(snapshot, row),
      ...flags,
    ];
    return parts.filter((part) => part !== '').join(' ');
  });
}

/** Frames of a sample's stack, leaf first, files as recorded. */
export function drawStack({ samples, symbols }: Snapshot, row: number): string {
  const stack = samples.stack[row] ?? NONE;
  return framesOf(symbols, stack === NONE ? NONE : stackIndex(stack))
    .map((frame) => {
      const place = `${fileName(symbols, frame)}:${lineOf(symbols, frame)}`;
      return `${symbols.frames.inlined[frame] ? '~' : ''}${functionName(symbols, frame)} ${place}`;
    })
    .join(' < ');
}

function drawLabels({ samples, symbols }: Snapshot, row: number): string[] {
  const { labelSets, strings } = symbols;
  const set = samples.labels[row] ?? 0;
  const pairs: string[] = [];
  for (let i = labelSets.start[set] ?? 0; i < (labelSets.start[set + 1] ?? 0); i++) {
    pairs.push(`${strings[labelSets.key[i] ?? 0]}=${strings[labelSets.value[i] ?? 0]}`);
  }
  return pairs.length === 0 ? [] : [`{${pairs.join(', ')}}`];
}
