/**
 * How fast the core is, in one thread: comparing, judging and rendering, once snapshots are decoded. Prints medians of
 * five runs; asserts nothing. `npm run bench:core`, or with what to run: stacks builds ids series diagnose reports.
 */
import { diagnose } from '../../src/core/diagnose/diagnose.ts';
import { diffSnapshots } from '../../src/core/diff/diff-snapshots.ts';
import { buildAnalysis, sourceOf } from '../../src/core/report/analysis.ts';
import { renderReport } from '../../src/core/report/render.ts';
import { makeSnapshot } from './made-snapshot.ts';

const RUNS = 5;

interface Times {
  /** On the clock, and of all processors together: on a busy machine only the second says much. */
  readonly wall: number;
  readonly cpu: number;
}

function medians(run: () => unknown): Times {
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const used = process.cpuUsage();
    const start = performance.now();
    run();
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
  }
  const middle = (times: number[]) => times.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
  return { wall: middle(wall), cpu: middle(cpu) };
}

function report(what: string, { wall, cpu }: Times): void {
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const mb = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
  const memory = `rss ${mb(rss)}, heap ${mb(heapUsed)}, arrays ${mb(arrayBuffers)}`;
  console.log(`${what}: ${wall.toFixed(0)} ms, ${cpu.toFixed(0)} ms of processor (${memory})`);
}

const wanted = process.argv.slice(2);
const asked = (name: string) => wanted.length === 0 || wanted.includes(name);

if (asked('stacks')) {
  const before = makeSnapshot(200_000, 1, 1, false);
  const after = makeSnapshot(210_000, 1, 1, false);
  report(
    'diff, 200k stacks a side',
    medians(() => diffSnapshots([before, after])),
  );
}
if (asked('builds')) {
  const before = makeSnapshot(200_000, 1, 1, false);
  const after = makeSnapshot(210_000, 1, 1, false, 3);
  report(
    'diff, 200k stacks a side, every line shifted',
    medians(() => diffSnapshots([before, after])),
  );
}
if (asked('ids')) {
  const before = makeSnapshot(1000, 1000, 1, true);
  const after = makeSnapshot(1100, 1000, 1, true);
  report(
    'diff, 1M ids a side',
    medians(() => diffSnapshots([before, after])),
  );
}
if (asked('series')) {
  const series = Array.from({ length: 50 }, (_, i) => makeSnapshot(20_000 + i * 50, 2, 1, false));
  report(
    'diff, series of 50 × 20k stacks',
    medians(() => diffSnapshots(series)),
  );
}
if (asked('diagnose') || asked('reports')) {
  const snapshots = [makeSnapshot(20_000, 1, 1, false), makeSnapshot(20_000, 30, 1, false)];
  const comparison = diffSnapshots(snapshots);
  const judged = () => diagnose(comparison, { minDelta: 1, suppressions: [], sources: null });
  if (asked('diagnose')) report('diagnosis, 20k stacks that all grew', medians(judged));
  const sources = snapshots.map((snapshot, i) => sourceOf({ name: `${i}`, bytes: 0, sha256: '' }, snapshot));
  const analysis = buildAnalysis({ comparison, findings: judged(), sources, beside: [], counts: [], flags: [] });
  const page = '<!doctype html><html><head><title></title></head><body></body></html>';
  for (const format of asked('reports') ? (['json', 'md', 'folded', 'html', 'svg'] as const) : []) {
    let characters = 0;
    const times = medians(() => {
      characters = 0;
      for (const piece of renderReport(format, analysis, { page })) characters += piece.length;
    });
    report(`${format}, 20k stacks that all grew, ${(characters / 1e6).toFixed(1)} MB`, times);
  }
}
