import type { LibraryFamily } from './family.ts';

/** The standard library besides HTTP and SQL. */
export const STANDARD_FAMILIES: readonly LibraryFamily[] = [
  {
    id: 'context',
    noun: 'derived context',
    library: 'context',
    pattern: 'context-not-cancelled',
    close: 'defer cancel()',
    members: ['context.(*cancelCtx).propagateCancel', 'context.propagateCancel'],
  },
  {
    id: 'signal-context',
    noun: 'signal context',
    library: 'os/signal',
    pattern: 'context-not-cancelled',
    close: 'defer stop()',
    members: ['os/signal.NotifyContext'],
  },
  {
    id: 'exec',
    noun: 'child process',
    library: 'os/exec',
    pattern: 'syscall',
    close: 'exec.CommandContext with cmd.WaitDelay',
    members: ['os/exec.(*Cmd).watchCtx', 'os/exec.(*Cmd).Start'],
  },
];
