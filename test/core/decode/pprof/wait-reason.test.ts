import { describe, expect, test } from 'vitest';
import { type LeafChain, waitReason } from '../../../../src/core/decode/pprof/wait-reason.ts';

/** A leaf chain drawn as names; `name+12` stands twelve lines into its function. */
function chain(text: string): LeafChain {
  const frames = text === '' ? [] : text.split(' < ');
  return {
    length: frames.length,
    name: (index) => frames[index]?.replace(/\+\d+$/, '') ?? '',
    lineInFunction: (index) => {
      const line = /\+(\d+)$/.exec(frames[index] ?? '')?.[1];
      return line === undefined ? null : Number(line);
    },
  };
}

const state = (text: string, namedMutexWaits = true) => waitReason(chain(text), { namedMutexWaits }).state;

describe('parked by runtime.gopark', () => {
  test.each([
    ['runtime.chanrecv < runtime.chanrecv1 < main.f', 'chan receive'],
    ['runtime.chanrecv+166 < runtime.chanrecv1 < main.f', 'chan receive'],
    ['runtime.chanrecv+12 < runtime.chanrecv1 < main.f', 'chan receive (nil chan)'],
    ['runtime.goparkunlock < runtime.chanrecv < runtime.chanrecv2 < main.f', 'chan receive'],
    ['runtime.chansend+121 < runtime.chansend1 < main.f', 'chan send'],
    ['runtime.chansend+5 < runtime.chansend1 < main.f', 'chan send (nil chan)'],
    ['runtime.selectgo < main.f', 'select'],
    ['runtime.block < main.f', 'select (no cases)'],
    ['time.Sleep < main.f', 'sleep'],
    ['runtime.netpollblock < internal/poll.runtime_pollWait < internal/poll.(*pollDesc).wait', 'IO wait'],
    [
      'runtime.semacquire1 < internal/sync.runtime_SemacquireMutex < internal/sync.(*Mutex).lockSlow',
      'sync.Mutex.Lock',
    ],
    ['runtime.semacquire1 < sync.runtime_SemacquireMutex < sync.(*Mutex).lockSlow', 'sync.Mutex.Lock'],
    ['runtime.semacquire1 < sync.runtime_SemacquireRWMutexR < sync.(*RWMutex).RLock', 'sync.RWMutex.RLock'],
    ['runtime.semacquire1 < sync.runtime_SemacquireRWMutex < sync.(*RWMutex).Lock', 'sync.RWMutex.Lock'],
    ['runtime.semacquire1 < sync.runtime_SemacquireWaitGroup < sync.(*WaitGroup).Wait', 'sync.WaitGroup.Wait'],
    ['runtime.semacquire1 < sync.runtime_Semacquire < sync.(*WaitGroup).Wait', 'semacquire'],
    ['runtime.semacquire1 < internal/poll.runtime_Semacquire < internal/poll.(*fdMutex).rwlock', 'semacquire'],
    ['runtime.goparkunlock < sync.runtime_notifyListWait < sync.(*Cond).Wait', 'sync.Cond.Wait'],
    ['runtime.somethingNew < main.f', ''],
    ['', ''],
  ])('in %s: %s', (below, expected) => {
    expect(state(below === '' ? 'runtime.gopark' : `runtime.gopark < ${below}`)).toBe(expected);
  });

  test('sync.Mutex is a plain semaphore before Go 1.20', () => {
    const text = 'runtime.gopark < runtime.semacquire1 < sync.runtime_SemacquireMutex < sync.(*Mutex).lockSlow';
    expect(state(text, false)).toBe('semacquire');
  });

  test('a receive that asks for ok, or ranges, is told', () => {
    const receives = (by: string) =>
      waitReason(chain(`runtime.gopark < runtime.chanrecv < ${by} < main.f`), { namedMutexWaits: true }).receiveOk;
    expect([receives('runtime.chanrecv1'), receives('runtime.chanrecv2')]).toEqual([false, true]);
  });
});

test.each([
  ['', 'runnable'],
  ['main.spin < main.main', 'runnable'],
  ['runtime.asyncPreempt2 < runtime.asyncPreempt < main.spin', 'runnable'],
  ['runtime.Gosched < main.spin', 'runnable'],
  ['runtime.coroswitch < iter.Pull[...].func2 < main.f', 'coroutine'],
  ['runtime.notetsleepg < os/signal.signal_recv < os/signal.loop', 'syscall'],
  ['syscall.Syscall < syscall.read < main.f', 'syscall'],
  ['internal/runtime/syscall.Syscall6 < syscall.RawSyscall6 < main.f', 'syscall'],
  ['golang.org/x/sys/unix.Syscall < main.f', 'syscall'],
  ['runtime.cgocall < main._Cfunc_sleep < main.f', 'syscall'],
  ['0x4d96a0 < main.f', ''],
  ['c_function < runtime.cgocall < main.f', ''],
])('not parked, in %s: %s', (text, expected) => {
  expect(state(text)).toBe(expected);
});
