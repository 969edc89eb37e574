import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import type { Cost } from './measure.ts';

/** A line of the table: what was done, by whom, at what cost; `of` is what it is compared with. */
export interface Row {
  readonly work: string;
  readonly who: string;
  readonly cost: Cost;
  /** Times of another row's wall time, CPU time and memory, already divided. */
  readonly wallRatio?: number;
  readonly cpuRatio?: number;
  readonly memoryRatio?: number;
  readonly goal?: string;
}

const HEAD = ['work', 'program', 'wall s', 'cpu s', 'peak MB', 'wall ×', 'cpu ×', 'memory ×', 'goal'];

export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ work, who, cost, wallRatio, cpuRatio, memoryRatio, goal }) => [
    work,
    who,
    (cost.wallMs / 1000).toFixed(2),
    (cost.cpuMs / 1000).toFixed(2),
    cost.memoryMb.toFixed(0),
    ratio(wallRatio),
    ratio(cpuRatio),
    ratio(memoryRatio),
    goal ?? '',
  ]);
  const widths = HEAD.map((head, i) => Math.max(head.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i < 2 || i === 8 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i < 2 || i === 8 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(HEAD), line(rule), ...cells.map(line)].join('\n');
}

function ratio(value: number | undefined): string {
  if (value === undefined) return '';
  return value < 0.1 ? value.toFixed(3) : value.toFixed(2);
}

/** The machine and the programs, one a line. */
export function circumstances(): string {
  const [cpu] = cpus();
  const first = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { encoding: 'utf8' }).split('\n')[0] ?? '';
  return [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    `${first('uname', '-srm')}, Node ${process.version}, ${first('go', 'version')}, ${first('grep', '--version')}`,
    `load of the last 15 minutes at the end: ${loadavg()[2]?.toFixed(1)} on ${cpus().length} processors`,
    `straggler at ${first('git', 'rev-parse', '--short', 'HEAD')}, panicparse 2.5.0, protobufjs 8.8.1`,
  ].join('\n');
}
