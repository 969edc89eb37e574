#!/usr/bin/env node
import { CommanderError } from 'commander';
import { explainSystemError } from '../node/system-error.ts';
import { type Failure, failure, reportFailure } from './exit.ts';
import { normaliseArgv } from './normalise-argv.ts';
import { createProgram } from './program.ts';
import { keepNewSpaceSmall } from './small-heap.ts';

/** The command. What takes long to load is loaded only when it is needed: --help answers at once. */
async function main(): Promise<void> {
  const program = createProgram({
    analyse: async (snapshots, flags) => (await import('./analyse.ts')).analyseCommand(snapshots, flags),
    open: async (files) => (await import('./open.ts')).openCommand(files),
    capture: async (url, flags) => (await import('./capture.ts')).captureCommand(url, flags),
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  const flags = [program, ...program.commands].flatMap((command) => command.options.map((option) => option.name()));
  const args = normaliseArgv(process.argv.slice(2), [...flags, 'help']);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usage(error.message);
  }
}

/** "error: unknown option '--x'\n(Did you mean --y?)" as one sentence. */
function usage(message: string): Failure {
  const sentence = message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  return failure(null, sentence.replace(/\.$/, ''), 'see straggler --help');
}

// A reader that has seen enough closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    const { message, advice } = explainSystemError(error);
    reportFailure(failure('standard output', message, advice));
  }
  process.exit();
});

keepNewSpaceSmall();
main().catch(reportFailure);
