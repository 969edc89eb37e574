import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { writeDebug2 } from './corpora/debug2.ts';
import { HOSTILE } from './corpora/hostile.ts';
import { pprofPair } from './corpora/pprof.ts';
import { type Cost, cached, cachePath, measure } from './measure.ts';
import type { Row } from './report.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const straggler = (...args: string[]): string[] => [process.execPath, cachePath('cli/straggler.cjs'), ...args];
const HEADERS = '^goroutine ';

export async function debug2Pair(
  goroutines: number,
  stacks: number,
  creators: 'one each' | 'one',
): Promise<[string, string]> {
  const name = `debug2-${goroutines}-${stacks}-${creators.replace(' ', '-')}`;
  const make = (side: 'before' | 'after') =>
    cached(`${name}-${side}.txt`, (path) => writeDebug2(path, { goroutines, stacks, creators, side }));
  return [await make('before'), await make('after')];
}

function compared(cost: Cost, with_: Cost): Pick<Row, 'cost' | 'wallRatio' | 'cpuRatio' | 'memoryRatio'> {
  return {
    cost,
    wallRatio: cost.wallMs / with_.wallMs,
    cpuRatio: cost.cpuMs / with_.cpuMs,
    memoryRatio: cost.memoryMb / with_.memoryMb,
  };
}

/** A large pair against grep, which only counts lines. */
export async function againstGrep(goroutines: number, stacks: number, runs: number): Promise<Row[]> {
  const pair = await debug2Pair(goroutines, stacks, 'one each');
  const work = `debug=2, 2 × ${count(goroutines)} goroutines, ${count(stacks)} stacks`;
  execFileSync('cat', pair, { stdio: 'ignore' });
  const grep = measure(runs, ['grep', '-c', HEADERS, ...pair]);
  const wc = measure(runs, ['wc', '-l', ...pair]);
  const ours = measure(runs, straggler(...pair));
  return [
    { work, who: `grep -c '${HEADERS}'`, cost: grep },
    { work, who: 'wc -l', ...compared(wc, grep) },
    { work, who: 'straggler', ...compared(ours, grep), goal: 'wall ≤ 3 × grep, 300 MB' },
  ];
}

/** The same pair read and grouped by panicparse as a library. */
export async function againstPanicparse(
  goroutines: number,
  creators: 'one each' | 'one',
  runs: number,
): Promise<Row[]> {
  const pair = await debug2Pair(goroutines, 2000, creators);
  const work = `debug=2, 2 × ${count(goroutines)} goroutines, ${creators === 'one' ? 'one creator' : 'a creator each'}`;
  const theirs = measure(1, [join(cachePath('bin'), 'panicparse'), ...pair]);
  const ours = measure(runs, straggler(...pair));
  return [
    { work, who: 'panicparse, read and grouped', cost: theirs },
    {
      work,
      who: 'straggler',
      ...compared(ours, theirs),
      ...(goroutines >= 100_000 && { goal: 'wall and memory ≤ 1/15 = 0.067' }),
    },
  ];
}

/** One dump with many different stacks. */
export async function manyStacks(goroutines: number, stacks: number, runs: number): Promise<Row[]> {
  const [dump] = await debug2Pair(goroutines, stacks, 'one each');
  const work = `debug=2, ${count(goroutines)} goroutines, ${count(stacks)} stacks, one side`;
  const grep = measure(runs, ['grep', '-c', HEADERS, dump]);
  const ours = measure(runs, straggler(dump));
  return [
    { work, who: `grep -c '${HEADERS}'`, cost: grep },
    { work, who: 'straggler', ...compared(ours, grep), goal: '200 MB' },
  ];
}

/** Two protobuf profiles: pprof's own diff, and a decoder that protobufjs generates. */
export async function againstPprof(stacks: number, wallGoal: string, runs: number): Promise<Row[]> {
  const pair = await pprofPairFiles(stacks);
  const work = `pprof, 2 × ${count(stacks)} stacks`;
  // The first call on a machine compiles the tool.
  execFileSync('go', ['tool', 'pprof', '-help'], { stdio: 'ignore' });
  const pprof = measure(runs, ['go', 'tool', 'pprof', '-top', '-diff_base', ...pair]);
  const ours = measure(runs, straggler(...pair));
  const flame = measure(runs, straggler(...pair, '-o', cachePath('graph.svg')));
  const decoder = fileURLToPath(new URL('peers/protobufjs-static.cjs', import.meta.url));
  const generated = measure(runs, [process.execPath, decoder, await staticDecoder(), ...pair], {
    NODE_PATH: join(ROOT, 'node_modules'),
  });
  return [
    { work, who: 'go tool pprof -top -diff_base', cost: pprof },
    { work, who: 'protobufjs static, decoding only', ...compared(generated, pprof) },
    { work, who: 'straggler', ...compared(ours, pprof) },
    { work, who: 'straggler, with the flame graph as SVG', ...compared(flame, pprof), goal: wallGoal },
  ];
}

export async function pprofPairFiles(stacks: number): Promise<[string, string]> {
  return [await pprofFile(stacks, 'before'), await pprofFile(stacks, 'after')];
}

async function pprofFile(stacks: number, side: 'before' | 'after'): Promise<string> {
  return cached(`pprof-${stacks}-${side}.pb.gz`, (path) => writeFileSync(path, gzipSync(pprofPair(stacks)[side])));
}

/** The module that protobufjs-cli generates from proto/profile.proto. */
async function staticDecoder(): Promise<string> {
  return cached('profile-static.cjs', (path) => {
    const pbjs = join(ROOT, 'node_modules/.bin/pbjs');
    execFileSync(pbjs, ['-t', 'static-module', '-w', 'commonjs', '-o', path, join(ROOT, 'proto/profile.proto')]);
  });
}

/** Inputs that ask for too much: each must end within 5 s and 400 MB, with exit 2 and one line. */
export async function hostile(names: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [i, [work, make]] of Object.entries(HOSTILE).entries()) {
    if (!names.includes(work)) continue;
    const path = await cached(`hostile-${i}`, make);
    const cost = measure(1, straggler(path));
    rows.push({ work, who: `straggler, exit ${cost.exit}`, cost, goal: '5 s, 400 MB' });
  }
  return rows;
}

function count(n: number): string {
  if (n >= 1_000_000) return `${n / 1_000_000}M`;
  return n >= 1000 ? `${n / 1000}k` : String(n);
}
