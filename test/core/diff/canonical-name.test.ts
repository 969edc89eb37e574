import { describe, expect, it } from 'vitest';
import { canonicalName } from '../../../src/core/diff/canonical-name.ts';

const nameOf = (printed: string) => canonicalName(printed)?.name ?? null;

describe('canonicalName', () => {
  it.each([
    ['main.work', 'main.work'],
    ['main.work.func1', 'main.work.func*'],
    ['main.work.func1.2', 'main.work.func*'],
    ['main.work.func2.func3', 'main.work.func*'],
    ['main.(*Server).Checkout.func1', 'main.(*Server).Checkout.func*'],
    // One closure under Go 1.23, 1.25 and 1.27.
    ['main.main.func11.1', 'main.main.func*'],
    ['main.main.main.func11.func12', 'main.main.func*'],
    ['main.main.func11.func1', 'main.main.func*'],
    // Inlined into its caller.
    ['main.main.start.func1', 'main.start.func*'],
    ['main.main.(*Pool).Start.func1', 'main.(*Pool).Start.func*'],
    ['main.loop-range1', 'main.loop.func*'],
    ['main.loop-range1-range2', 'main.loop.func*'],
    ['main.glob..func3', 'main.init.func*'],
    ['main.init.func1', 'main.init.func*'],
    ['main.init.4', 'main.init.*'],
    ['main.init.4.func1.1', 'main.init.func*'],
    ['main.Map[go.shape.int].func1', 'main.Map[...].func*'],
    ['gopkg.in/yaml%2ev3.(*Decoder).Decode', 'gopkg.in/yaml.(*Decoder).Decode'],
    ['example.com/app/v2/cmd.Run', 'example.com/app/cmd.Run'],
    ['acme/vendor/github.com/x/y.Do', 'github.com/x/y.Do'],
    ['net/http.(*http2clientStream).doRequest', 'net/http/internal/http2.(*clientStream).doRequest'],
    ['net/http/internal/http2.(*clientStream).doRequest', 'net/http/internal/http2.(*clientStream).doRequest'],
    ['sync.(*Mutex).Lock', 'sync.(*Mutex).Lock'],
  ])('%s is %s', (printed, canonical) => {
    expect(nameOf(printed)).toBe(canonical);
  });

  it.each([
    'internal/sync.(*Mutex).Lock',
    'sync.runtime_SemacquireMutex',
    'sync.(*Mutex).lockSlow',
    'sync.(*Once).doSlow',
  ])('leaves out %s', (printed) => {
    expect(canonicalName(printed)).toBeNull();
  });

  it('tells what is numbered', () => {
    expect(canonicalName('main.work.func1')?.numbered).toBe(true);
    expect(canonicalName('main.init.0')?.numbered).toBe(true);
    expect(canonicalName('main.work')?.numbered).toBe(false);
  });
});
