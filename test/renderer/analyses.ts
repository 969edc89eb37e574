import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Analysis } from '../../src/core/report/model.ts';
import { analyse } from '../../src/worker/analyse.ts';
import { DEFAULT_OPTIONS } from '../../src/worker/protocol.ts';

const CAPTURES = join(import.meta.dirname, '../../examples/checkout/captures');

/** What main would send for these: captures of the example by their names, or texts of dumps. Oldest first. */
export async function analysisOf(...dumps: string[]): Promise<Analysis> {
  const folder = mkdtempSync(join(tmpdir(), 'straggler-'));
  const inputs = dumps.map((dump, i) => {
    if (!dump.includes('\n')) return { path: join(CAPTURES, dump) };
    const path = join(folder, `dump-${i + 1}.txt`);
    writeFileSync(path, dump);
    return { path };
  });
  const outcome = await analyse({ inputs, options: DEFAULT_OPTIONS });
  if (!outcome.ok) throw new Error(`${outcome.error.message}; ${outcome.error.advice}`);
  return outcome.value.analysis;
}

/** A debug=2 dump: `count` goroutines parked in `state`, on frames given from the leaf as `name file:line`. */
export function dumpOf(...groups: { count: number; state: string; frames: string[]; by?: string }[]): string {
  let id = 10;
  const blocks = groups.flatMap(({ count, state, frames, by }) =>
    Array.from({ length: count }, () => {
      const lines = frames.map((frame) => {
        const cut = frame.lastIndexOf(' ');
        return `${frame.slice(0, cut)}(...)\n\t/src/${frame.slice(cut + 1)} +0x1d`;
      });
      const creator = by === undefined ? [] : [`created by ${by} in goroutine 1\n\t/src/main.go:9 +0x2a`];
      return [`goroutine ${id++} [${state}]:`, ...lines, ...creator, ''].join('\n');
    }),
  );
  return `${blocks.join('\n')}\n`;
}
