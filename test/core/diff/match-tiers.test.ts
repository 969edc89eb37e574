import { describe, expect, it } from 'vitest';
import type { MatchMode } from '../../../src/core/diff/diff.ts';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { formatDiff } from '../../support/format-diff.ts';
import { snapshotFromText } from '../../support/snapshot-from-text.ts';

/** Rows of two builds, sorted by text so that what is expected reads from top to bottom. */
function matched(before: string, after: string, match: MatchMode = 'auto'): string[] {
  const { diff } = diffSnapshots(
    [snapshotFromText(before, { buildId: 'old' }), snapshotFromText(after, { buildId: 'new' })],
    { match },
  );
  return formatDiff(diff).sort();
}

describe('exact', () => {
  it('ignores where the build lay', () => {
    expect(
      matched(
        '3 select | main.main /home/ci/app/cmd/main.go:5 > acme/shop.(*S).Pay /root/go/pkg/mod/acme/shop@v1.2.0/pay.go:9',
        '3 select | main.main example.com/app/cmd/main.go:5 > acme/shop.(*S).Pay vendor/acme/shop/pay.go:9',
      ),
    ).toEqual(['3 → 3 0 select exact | main.main:5 > acme/shop.(*S).Pay:9']);
  });

  it('does not take a line for the one that moved away from it', () => {
    expect(
      matched(
        '3 select | main.f f.go:50\n 7 select | main.f f.go:52',
        '4 select | main.f f.go:52\n 7 select | main.f f.go:54',
      ),
    ).toEqual(['3 → 4 +1 select lines | main.f:52', '7 → 7 0 select lines | main.f:54']);
  });
});

describe('lines', () => {
  it('follows a function whose lines moved', () => {
    expect(
      matched('3 select | main.main m.go:4 > main.f f.go:10', '5 select | main.main m.go:4 > main.f f.go:31'),
    ).toEqual(['3 → 5 +2 select lines | main.main:4 > main.f:31']);
  });

  it('tells two lines of a function apart by one shift that explains both', () => {
    expect(
      matched(
        '1 select | main.f f.go:10\n 2 select | main.f f.go:20',
        '3 select | main.f f.go:15\n 5 select | main.f f.go:25',
      ),
    ).toEqual(['1 → 3 +2 select lines | main.f:15', '2 → 5 +3 select lines | main.f:25']);
  });

  it('leaves alone what could be either', () => {
    expect(matched('3 select | main.f f.go:10', '3 select | main.f f.go:15\n 3 select | main.f f.go:25')).toEqual([
      '0 → 3 +3 select none | main.f:15',
      '0 → 3 +3 select none | main.f:25',
      '3 → 0 -3 select none | main.f:10',
    ]);
  });

  it('lets the rest of the file decide between shifts', () => {
    expect(
      matched(
        '3 select | main.f f.go:10\n 1 sleep | main.g f.go:40',
        '3 select | main.f f.go:15\n 4 select | main.f f.go:25\n 1 sleep | main.g f.go:45',
      ),
    ).toEqual([
      '0 → 4 +4 select none | main.f:25',
      '1 → 1 0 sleep lines | main.g:45',
      '3 → 3 0 select lines | main.f:15',
    ]);
  });

  it('does not believe in a shift before lines that stood still', () => {
    expect(
      matched(
        '3 select | main.f f.go:10\n 1 sleep | main.g f.go:40',
        '3 select | main.f f.go:15\n 1 sleep | main.g f.go:40',
      ),
    ).toEqual([
      '0 → 3 +3 select none | main.f:15',
      '1 → 1 0 sleep exact | main.g:40',
      '3 → 0 -3 select none | main.f:10',
    ]);
  });
});

describe('functions', () => {
  it('follows a function to another file', () => {
    expect(matched('3 select | main.f old.go:10', '3 select | main.f new.go:90')).toEqual([
      '3 → 3 0 select functions | main.f:90',
    ]);
  });
});

describe('canonical', () => {
  it('follows closures when one is inserted before them', () => {
    expect(
      matched(
        `1 select | main.start.func1 s.go:10
         2 select | main.start.func2 s.go:20
         3 select | main.start.func3 s.go:30`,
        `9 select | main.start.func1 s.go:5
         1 select | main.start.func2 s.go:12
         2 select | main.start.func3 s.go:22
         3 select | main.start.func4 s.go:32`,
      ),
    ).toEqual([
      '0 → 9 +9 select none | main.start.func1:5',
      '1 → 1 0 select canonical | main.start.func2:12',
      '2 → 2 0 select canonical | main.start.func3:22',
      '3 → 3 0 select canonical | main.start.func4:32',
    ]);
  });

  it('does not take a closure for another that has its number now', () => {
    expect(
      matched(
        '3 select | main.start.func1 s.go:10',
        '3 select | main.start.func1 s.go:5\n 3 select | main.start.func2 s.go:12',
      ),
    ).toEqual([
      '0 → 3 +3 select none | main.start.func1:5',
      '0 → 3 +3 select none | main.start.func2:12',
      '3 → 0 -3 select none | main.start.func1:10',
    ]);
  });

  it('tells closures apart by state, then by who started them', () => {
    expect(
      matched(
        '3 select | main.start.func1 s.go:10',
        '3 chan send | main.start.func1 s.go:5\n 3 select | main.start.func2 s.go:12',
      ),
    ).toEqual(['0 → 3 +3 chan send none | main.start.func1:5', '3 → 3 0 select canonical | main.start.func2:12']);
    expect(
      matched(
        '3 select | main.start.func1 s.go:10 < main.boot b.go:1',
        '3 select | main.start.func1 s.go:5 < main.other b.go:9\n 3 select | main.start.func2 s.go:12 < main.boot b.go:1',
      ),
    ).toEqual(['0 → 3 +3 select none | main.start.func1:5', '3 → 3 0 select canonical | main.start.func2:12']);
  });

  it('knows a lock under any Go version', () => {
    expect(
      matched(
        '3 semacquire | main.f f.go:1 > sync.(*Mutex).Lock sync/mutex.go:81 > sync.(*Mutex).lockSlow sync/mutex.go:140 > sync.runtime_SemacquireMutex sema.go:71',
        '4 sync.Mutex.Lock | main.f f.go:1 > sync.(*Mutex).Lock sync/mutex.go:46 > internal/sync.(*Mutex).Lock mutex.go:70 > internal/sync.(*Mutex).lockSlow mutex.go:149 > internal/sync.runtime_SemacquireMutex sema.go:95',
      ),
    ).toEqual([
      '3 → 4 +1 sync.Mutex.Lock canonical | main.f:1 > sync.(*Mutex).Lock:46 > internal/sync.(*Mutex).Lock:70 > ' +
        'internal/sync.(*Mutex).lockSlow:149 > internal/sync.runtime_SemacquireMutex:95',
    ]);
  });

  it('knows a closure under the name of the caller that it was inlined into', () => {
    expect(matched('3 select | main.start.func1 s.go:20', '3 select | main.main.start.func1 s.go:20')).toEqual([
      '3 → 3 0 select canonical | main.main.start.func1:20',
    ]);
  });
});

describe('--match', () => {
  const before =
    '1 select | main.a a.go:1\n 1 select | main.b b.go:1\n 1 select | main.c c.go:1\n 1 select | main.d.func1 d.go:1';
  const after =
    '1 select | main.a a.go:1\n 1 select | main.b b.go:9\n 1 select | main.c x.go:9\n 1 select | main.d.func2 d.go:9';
  const rank = (tier: string | undefined) => 'exact lines functions canonical'.indexOf(tier ?? '');
  const tiers = (match: MatchMode) =>
    matched(before, after, match)
      .map((row) => row.split(' ')[5])
      .filter((tier) => tier !== 'none')
      .sort((a, b) => rank(a) - rank(b));

  it('is the weakest tier that may match', () => {
    expect(tiers('exact')).toEqual(['exact']);
    expect(tiers('lines')).toEqual(['exact', 'lines']);
    expect(tiers('functions')).toEqual(['exact', 'lines', 'functions']);
    expect(tiers('canonical')).toEqual(['exact', 'lines', 'functions', 'canonical']);
    expect(tiers('auto')).toEqual(tiers('canonical'));
  });

  it('auto keeps to exact where both sides are one build', () => {
    const { diff } = diffSnapshots([
      snapshotFromText(before, { buildId: 'one' }),
      snapshotFromText(after, { buildId: 'one' }),
    ]);
    expect(formatDiff(diff).filter((row) => !row.includes(' none '))).toEqual(['1 → 1 0 select exact | main.a:1']);
  });
});

describe('states', () => {
  it('takes what both sides tell where one tells nothing', () => {
    expect(
      matched('5 - | main.f f.go:1', '3 chan receive | main.f f.go:1\n 4 chan receive (nil chan) | main.f f.go:1'),
    ).toEqual(['5 → 7 +2 chan receive exact | main.f:1']);
    expect(matched('5 - | main.f f.go:1', '3 select | main.f f.go:9\n 1 sleep | main.g f.go:30')).toEqual([
      '0 → 1 +1 sleep none | main.g:30',
      '5 → 3 -2 select lines | main.f:9',
    ]);
  });

  it('keeps nil channels apart where both sides can tell', () => {
    expect(
      matched(
        '5 chan receive | main.f f.go:1',
        '5 chan receive | main.f f.go:1\n 4 chan receive (nil chan) | main.f f.go:1',
      ),
    ).toEqual(['0 → 4 +4 chan receive (nil chan) none | main.f:1', '5 → 5 0 chan receive exact | main.f:1']);
    expect(
      matched(
        '9 chan receive, stateinferred | main.f f.go:1',
        '5 chan receive | main.f f.go:1\n 4 chan receive (nil chan) | main.f f.go:1',
      ),
    ).toEqual(['9 → 9 0 chan receive exact | main.f:1']);
  });

  it('takes running and runnable for one', () => {
    expect(matched('5 running | main.f', '5 runnable | main.f')).toEqual(['5 → 5 0 runnable exact | main.f:1']);
  });
});
