import { setTimeout as sleep } from 'node:timers/promises';
import { goroutines } from '../core/diagnose/words.ts';
import { renderText } from '../core/report/text.ts';
import { type Captured, capture, tellsMost } from '../node/capture.ts';
import { type CaptureForm, captureTarget } from '../node/capture-target.ts';
import { failure } from './exit.ts';
import type { CaptureFlags } from './program.ts';
import { runAnalysis } from './run-analysis.ts';
import { inkFor, print } from './terminal.ts';

/** `straggler capture URL`: one snapshot; with --wait two, and what grew between them. */
export async function captureCommand(address: string, flags: CaptureFlags): Promise<void> {
  const found = captureTarget(address, flags.header);
  if (!found.ok) throw failure(null, found.error.message, found.error.advice);
  const { target } = found;
  const take = async (): Promise<Captured> => {
    const result = await capture({ target, forms: FORMS[flags.debug], folder: flags.output });
    if (!result.ok) throw failure(target.base.host, result.error.message, result.error.advice);
    return result.captured;
  };
  const before = await take();
  await checked(before);
  if (flags.wait === undefined) return;
  await countdown(flags.wait);
  const after = await take();
  await checked(after);
  const outcome = await runAnalysis([tellsMost(before), tellsMost(after)], {});
  if (!outcome.ok) throw failure(target.base.host, outcome.error.message, outcome.error.advice);
  await print(renderText(outcome.value, inkFor(process.stdout)));
}

const FORMS: Readonly<Record<CaptureFlags['debug'], readonly CaptureForm[]>> = {
  both: ['pprof', 'debug2'],
  '0': ['pprof'],
  '2': ['debug2'],
  leak: ['leak'],
};

/** Reads back what was fetched and says what it is; a file that is no snapshot is a failure that names it. */
async function checked({ files, takenAt, host }: Captured): Promise<void> {
  for (const { path } of files) {
    const outcome = await runAnalysis([path], {});
    if (!outcome.ok) throw failure(path, outcome.error.message, outcome.error.advice);
    process.stdout.write(`${takenAt} ${host} ${path}: ${goroutines(outcome.value.after.goroutines)}\n`);
  }
}

/** Waits, and says on a terminal how long still. */
async function countdown(seconds: number): Promise<void> {
  const { stderr } = process;
  for (let left = seconds; left > 0; left -= 1) {
    if (stderr.isTTY) stderr.write(`\r\x1b[Knext snapshot in ${Math.ceil(left)} s`);
    await sleep(1000 * Math.min(1, left));
  }
  if (stderr.isTTY) stderr.write('\r\x1b[K');
}
