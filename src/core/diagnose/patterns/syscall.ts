import { clue } from '../clue.ts';
import { isChildProcessWait } from '../libraries/waits.ts';
import type { Pattern } from './pattern.ts';

/** A call into the kernel or into C that does not come back. */
export const syscall: Pattern = {
  id: 'syscall',
  title: 'System call that does not return',
  isPatient: true,
  match({ place, family }, { scene }) {
    const waitsForChild = scene.innermost(place.row, isChildProcessWait, NEAR) !== null;
    if (place.state !== 'syscall' && !waitsForChild && family?.pattern !== 'syscall') return null;
    if (scene.innermost(place.row, receivesSignals, NEAR) !== null) {
      return { fit: 0.9, prior: -3, clues: [clue(-1, 'it is the one goroutine that receives signals')], because: '' };
    }
    return {
      fit: waitsForChild || family?.pattern === 'syscall' ? 0.8 : 0.58,
      prior: 0,
      clues: waitsForChild ? [clue(0.3, 'they wait for a child process to end')] : [],
      because: waitsForChild
        ? 'the child process does not end, or something holds its output open'
        : 'the call does not return',
    };
  },
  owner: {
    whoOwns: 'The function that made the call or started the child.',
    howStopped: 'By the end of the child, or by killing it; a call into C by nothing.',
    whoWaits: 'The caller of Wait, Run or Output.',
  },
  remedy: {
    summary:
      'Start children with exec.CommandContext and set cmd.WaitDelay; give blocking calls a timeout of their own.',
    checklist: [
      'Is there a context, and does its end kill the child?',
      'A grandchild that inherits the pipes keeps Wait waiting: set WaitDelay.',
      'Does every Start have its Wait?',
      'Each goroutine in a system call costs an operating system thread too.',
    ],
    example: {
      before: `out, err := exec.Command("convert", in, "png:-").Output() // hangs with the child`,
      after: `ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
defer cancel()
cmd := exec.CommandContext(ctx, "convert", in, "png:-")
cmd.WaitDelay = 5 * time.Second // for pipes that a grandchild keeps open
out, err := cmd.Output()`,
    },
  },
  lesson: {
    what: 'A goroutine in a system call or in C waits for the kernel: a child process, a FIFO, a lock of a file, a library that hangs. Go cannot interrupt it.',
    inDump: '"syscall"; below os/exec.(*Cmd).Wait for child processes, with one "IO wait" copier for each pipe.',
    apart: 'os/signal.loop is always there, once. Every such goroutine holds a thread.',
  },
};

/** How far from the leaf the call is looked for. */
const NEAR = 12;

function receivesSignals(name: string): boolean {
  return name === 'os/signal.signal_recv';
}
