import { NONE } from '../../src/core/model/column.ts';
import { creatorIndex } from '../../src/core/model/index-types.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { creatorChain, fileName, functionName, lineOf } from '../../src/core/model/stack-frames.ts';
import { drawSamples } from './draw-samples.ts';

/**
 * All of a snapshot as text: what it is, what is wrong with it, its samples (see drawSamples) with who started them
 * after "<<", and its goroutines, each "id minutes creator's id" behind the number of its sample.
 */
export function drawSnapshot(snapshot: Snapshot): string {
  const { origin, completeness, warnings } = snapshot;
  const flags = Object.entries(completeness)
    .filter(([, is]) => is)
    .map(([name]) => name);
  return [
    [
      origin.format,
      origin.profile,
      ...origin.layers,
      `dump ${origin.dumps.chosen}/${origin.dumps.count}`,
      ...flags,
    ].join(' '),
    ...warnings.map(({ code, line, message }) => `! ${code}${line === null ? '' : ` line ${line}`}: ${message}`),
    ...drawSamples(snapshot).map((sample, row) => `${row}: ${sample}${drawCreator(snapshot, row)}`),
    ...drawGoroutines(snapshot),
    '',
  ].join('\n');
}

function drawCreator({ samples, symbols }: Snapshot, row: number): string {
  const creator = samples.creator[row] ?? NONE;
  if (creator === NONE) return '';
  return creatorChain(symbols, creatorIndex(creator))
    .map((frame) => ` << ${functionName(symbols, frame)} ${fileName(symbols, frame)}:${lineOf(symbols, frame)}`)
    .join('');
}

function drawGoroutines({ goroutines, samples }: Snapshot): string[] {
  if (goroutines === null) return [];
  const lines: string[][] = Array.from({ length: samples.length }, () => []);
  for (let row = 0; row < goroutines.length; row++) {
    const minutes = goroutines.minutes[row] ?? NONE;
    const creator = goroutines.creatorId[row] ?? 0;
    const drawn = [
      `#${goroutines.id[row]}`,
      minutes === NONE ? '' : `${minutes}m`,
      creator === 0 ? '' : `by ${creator}`,
    ];
    lines[goroutines.sample[row] ?? 0]?.push(drawn.filter((part) => part !== '').join(' '));
  }
  return lines.map((drawn, sample) => `${sample}: ${drawn.join(', ')}`);
}
