import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { STRAGGLER_BENCH_CACHE } = process.env;

/** Corpora and built peers: some gigabytes, kept between runs, outside the repository. */
export const CACHE = STRAGGLER_BENCH_CACHE ?? join(homedir(), '.cache', 'straggler-bench');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PEERS = join(ROOT, 'test/bench/peers');

/** Changes with the programs that make the corpora. */
const MAKERS = readdirSync(join(ROOT, 'test/bench/corpora'))
  .sort()
  .reduce((hash, file) => hash.update(readFileSync(join(ROOT, 'test/bench/corpora', file))), createHash('sha256'))
  .digest('hex')
  .slice(0, 8);

/** One run of a program, or the medians of several. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Peak resident set. */
  readonly memoryMb: number;
  readonly exit: number;
}

export function cachePath(name: string): string {
  mkdirSync(CACHE, { recursive: true });
  return join(CACHE, name);
}

/** Makes a file of the cache where it is not there yet, anew where its makers changed. A half-made one is made again. */
export async function cached(name: string, make: (path: string) => void | Promise<void>): Promise<string> {
  const path = cachePath(`${MAKERS}-${name}`);
  const done = `${path}.done`;
  if (!existsSync(done)) {
    process.stderr.write(`making ${name}\n`);
    await make(path);
    execFileSync('touch', [done]);
  }
  return path;
}

/** Builds what is measured: the command line from this tree, and the Go programs of peers/. */
export function build(): void {
  const vite = join(ROOT, 'node_modules/.bin/vite');
  const options = [
    'build',
    '-c',
    'cli.config.ts',
    '--outDir',
    cachePath('cli'),
    '--emptyOutDir',
    '--logLevel',
    'error',
  ];
  execFileSync(vite, options, { cwd: ROOT, stdio: 'inherit' });
  execFileSync('go', ['build', '-o', `${cachePath('bin')}/`, './...'], { cwd: PEERS, stdio: 'inherit' });
}

/** Medians of `runs` runs, each a process of its own. Its output goes to a file: grep stops early on /dev/null. */
export function measure(runs: number, command: readonly string[], env: Readonly<Record<string, string>> = {}): Cost {
  const costs: Cost[] = [];
  for (let run = 0; run < runs; run++) {
    const printed = execFileSync(join(cachePath('bin'), 'measure'), [cachePath('output.txt'), ...command], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    const { wall, cpu, memory, exit } = JSON.parse(printed);
    costs.push({ wallMs: wall, cpuMs: cpu, memoryMb: memory / 1024, exit });
  }
  const median = (of: (cost: Cost) => number): number =>
    costs.map(of).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN;
  return {
    wallMs: median((cost) => cost.wallMs),
    cpuMs: median((cost) => cost.cpuMs),
    memoryMb: median((cost) => cost.memoryMb),
    exit: Math.max(...costs.map(({ exit }) => exit)),
  };
}
