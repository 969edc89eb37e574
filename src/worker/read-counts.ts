import { readFile, stat } from 'node:fs/promises';
import { type CountSeries, LONGEST_TEXT, parseCountSeries } from '../core/diff/count-series.ts';

/** A single count is no series. */
const FEWEST_POINTS = 2;

/** The goroutine counts that a text file holds over time; null where it holds none (or is standard input, read already). */
export async function readCounts(path: string): Promise<readonly CountSeries[] | null> {
  try {
    const facts = await stat(path);
    if (!facts.isFile() || facts.size > LONGEST_TEXT) return null;
    const found = parseCountSeries(await readFile(path, 'utf8'));
    return found.ok && found.series.some(({ points }) => points.length >= FEWEST_POINTS) ? found.series : null;
  } catch {
    return null;
  }
}
