import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { type Filters, filterSymbols, NO_FILTERS } from '../../../src/core/model/filter.ts';
import { compileFilters } from '../../../src/core/model/filter-pattern.ts';
import { formatDiff } from '../../support/format-diff.ts';
import { snapshotFromText } from '../../support/snapshot-from-text.ts';

const STACKS = `
  1 select {tenant: a} | net/http.(*conn).serve /go/src/net/http/server.go:9 > shop.Pay /src/shop/pay.go:3
  2 select {tenant: b, route: /x} | main.main /src/main.go:1 > shop.Pay /src/shop/pay.go:3 > shop.wait /src/shop/wait.go:4
  4 sleep | main.main /src/main.go:1 > gopkg.in/yaml%2ev3.Decode /mod/yaml.go:5
  8 - | .`;

function compiled(filters: Partial<Filters>) {
  const result = compileFilters({ ...NO_FILTERS, ...filters });
  if (!result.ok) throw new Error(result.message);
  return result.filters;
}

function kept(filters: Partial<Filters>): string[] {
  const { diff } = diffSnapshots([snapshotFromText(STACKS)], { filters: compiled(filters) });
  return formatDiff(diff).map((row) => row.replace(/^0 → (\d+) \S+ (.*) none/, '$1 $2'));
}

describe('filters', () => {
  it('focus keeps stacks with a matching function, file or package', () => {
    expect(kept({ focus: 'wait' })).toEqual(['2 select | main.main:1 > shop.Pay:3 > shop.wait:4']);
    expect(kept({ focus: 'src/main\\.go' }).map((row) => row[0])).toEqual(['4', '2']);
    expect(kept({ focus: 'yaml.v3' }).map((row) => row[0])).toEqual(['4']);
    expect(kept({ focus: '(?i)PAY$' }).map((row) => row[0])).toEqual(['2', '1']);
  });

  it('ignore drops them, and keeps what has no frame', () => {
    expect(kept({ ignore: 'main' })).toEqual(['8 - | .', '1 select | net/http.(*conn).serve:9 > shop.Pay:3']);
  });

  it('hide takes frames out and merges what is then equal', () => {
    expect(kept({ hide: '^main|^net/http|wait', ignore: 'yaml' })).toEqual(['8 - | .', '3 select | shop.Pay:3']);
    expect(kept({ hide: '.' })).toEqual(['8 - | .']);
  });

  it('show_from begins at the match nearest to the root', () => {
    expect(kept({ showFrom: 'shop' })).toEqual(['2 select | shop.Pay:3 > shop.wait:4', '1 select | shop.Pay:3']);
  });

  it('tagfocus and tagignore look at labels', () => {
    expect(kept({ tagFocus: 'tenant=a|b' }).map((row) => row[0])).toEqual(['2', '1']);
    expect(kept({ tagFocus: 'b,route' }).map((row) => row[0])).toEqual(['2']);
    expect(kept({ tagIgnore: 'tenant=b' }).map((row) => row[0])).toEqual(['8', '4', '1']);
  });

  it('says what it kept in the words of the command line', () => {
    const { diff } = diffSnapshots([snapshotFromText(STACKS)], { filters: compiled({ focus: 'wait', showFrom: 'x' }) });
    expect(diff.comparison.filters).toEqual(['focus=wait', 'show_from=x']);
    expect(diff.totals.after).toBe(0);
  });

  it('works on finished tables as the graph does', () => {
    const { symbols, samples } = snapshotFromText(STACKS);
    const filtered = filterSymbols(symbols, compiled({ hide: 'main', tagFocus: 'tenant' }));
    const left = [...samples.stack].map((stack) => (stack < 0 ? stack : filtered.stacks[stack]));
    expect(left.every((stack) => (stack ?? 0) < filtered.symbols.stacks.length)).toBe(true);
    expect([...samples.labels].map((set) => filtered.labelSets[set])).toEqual([1, 1, 0, 0]);
  });

  it('names what is wrong with a pattern', () => {
    expect(compileFilters({ ...NO_FILTERS, focus: 'a(b' })).toEqual({
      ok: false,
      filter: 'focus',
      message: "the focus pattern is not a regular expression of Go's syntax: missing closing ): `a(b`",
    });
    expect(compileFilters({ ...NO_FILTERS, tagIgnore: 'k=[' })).toMatchObject({ ok: false, filter: 'tagIgnore' });
    expect(compileFilters({ ...NO_FILTERS, hide: 'x'.repeat(1001) })).toMatchObject({ ok: false, filter: 'hide' });
  });
});
