import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;
const EXEC = '/usr/local/go/src/os/exec/exec.go';

describe('syscall', () => {
  test('children that do not end, with the copiers of their output', () => {
    const run = (
      n: number,
    ) => `${n} syscall | convert.Run convert/run.go:16 > os/exec.(*Cmd).Wait ${EXEC}:1 > os.(*Process).Wait /usr/local/go/src/os/exec.go:1 > syscall.Syscall6 /usr/local/go/src/syscall/syscall_linux.go:1
      ${n} IO wait | os/exec.(*Cmd).Start.func2 ${EXEC}:757`;
    const found = findingsOf(run(3), run(19), { facts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      pattern: 'syscall',
      at: 'convert.Run:16',
      instances: { count: 16, goroutinesEach: 2 },
    });
  });

  test('the receiver of signals is expected', () => {
    const signal =
      '1 syscall | os/signal.loop /usr/local/go/src/os/signal/signal_unix.go:23 > os/signal.signal_recv /usr/local/go/src/runtime/sigqueue.go:1';
    expect(findingsOf('1 running | main.main main.go:1', signal, { facts })[0]?.verdict).toBe('expected');
  });
});
