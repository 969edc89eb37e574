import { Worker } from 'node:worker_threads';
import type { Analysis } from '../core/report/model.ts';
import { analyse } from '../worker/analyse.ts';
import { inputBytes } from '../worker/input.ts';
import { type AnalysisOptions, DEFAULT_OPTIONS, type Outcome } from '../worker/protocol.ts';
import { AnalysisSession } from '../worker/session.ts';
import { viewerPagePath, workerPath } from './built-files.ts';
import { progressLine } from './terminal.ts';

/** Below this many bytes in all, threads cost more time than they save. */
const THREADS_FROM = 8 * 1024 * 1024;

/** Small inputs in this thread, large ones side by side in threads of their own. */
export async function runAnalysis(
  paths: readonly string[],
  options: Partial<AnalysisOptions>,
): Promise<Outcome<Analysis>> {
  const inputs = paths.map((path) => ({ path }));
  const progress = progressLine();
  const small = paths.includes('-') || (await inputBytes(inputs)) < THREADS_FROM;
  try {
    if (small) {
      const outcome = await analyse({ inputs, options: { ...DEFAULT_OPTIONS, ...options } }, progress.show);
      return outcome.ok ? { ok: true, value: outcome.value.analysis } : outcome;
    }
    const session = new AnalysisSession({ spawn: () => new Worker(workerPath()), page: viewerPagePath() });
    const outcome = await session.analyse({ inputs, options }, progress.show);
    await session.close();
    return outcome;
  } finally {
    progress.clear();
  }
}
