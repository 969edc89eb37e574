import type { Diff } from '../../src/core/diff/diff.ts';
import { NONE, seal } from '../../src/core/model/column.ts';
import { FRAME_KINDS, frameKind } from '../../src/core/model/frame-kind.ts';
import type { CreatorIndex } from '../../src/core/model/index-types.ts';
import { SymbolsBuilder } from '../../src/core/model/symbols-builder.ts';

const whole = { truncated: false, depthCapped: false, elided: false };

/**
 * A diff drawn as text, one part a line, frames from the root: `main.main:3;shop.Serve:9 [chan send] 1 → 4`.
 * A creator and labels may follow: `by shop.Start:7 {tenant=acme}`. Lines of the same stack and state are one row.
 * A frame's file is its package's last element; `:line` may be left out.
 */
export function diffOf(text: string): Diff {
  const symbols = new SymbolsBuilder();
  const frame = (place: string) => {
    const [, name = '', line = '0'] = /^(.*?)(?::(\d+))?$/.exec(place) ?? [];
    const file = `${name.split('.')[0]}/${name.split('.')[0]?.split('/').at(-1)}.go`;
    return symbols.frame(symbols.function(symbols.string(name), symbols.string(file)), Number(line), false);
  };
  const rows = new Map<string, { stack: number; state: number; before: number; after: number }>();
  const parts: { row: number; creator: CreatorIndex | -1; labels: number; before: number; after: number }[] = [];
  for (const line of text.split('\n')) {
    const found = /^\s*(.*?)\s*(?:\[(.*?)\])?\s+(\d+) → (\d+)(?:\s+by (\S+))?(?:\s+\{(.*)\})?\s*$/.exec(line);
    if (!found) continue;
    const [, places = '', state = '', before = '', after = '', creator, labels] = found;
    const frames = places === '' ? [] : places.split(';').map(frame);
    const stack = symbols.stack(frames.reverse());
    const key = `${places} ${state}`;
    const row = rows.get(key) ?? { stack, state: symbols.string(state), before: 0, after: 0 };
    row.before += Number(before);
    row.after += Number(after);
    rows.set(key, row);
    const pairs = (labels ?? '').split(' ').flatMap((pair): [string, string][] => {
      const [name = '', value = ''] = pair.split('=');
      return name === '' ? [] : [[name, value]];
    });
    parts.push({
      row: [...rows.keys()].indexOf(key),
      creator: creator === undefined ? NONE : symbols.creator(frame(creator)),
      labels: symbols.labels(pairs),
      before: Number(before),
      after: Number(after),
    });
  }
  const table = [...rows.values()];
  const ints = (values: number[]) => seal<never, never>(Int32Array.from(values));
  const counts = (values: number[]) => seal<never, number>(Float64Array.from(values));
  const sum = (side: 'before' | 'after') => table.reduce((total, row) => total + row[side], 0);
  const finished = symbols.finish();
  const kinds = Uint8Array.from(finished.functions.name, (name, fn) =>
    FRAME_KINDS.indexOf(
      frameKind(finished.strings[name] ?? '', finished.strings[finished.functions.file[fn] ?? 0] ?? ''),
    ),
  );
  const zeros = ints(table.map(() => 0));
  parts.sort((a, b) => a.row - b.row);
  return {
    symbols: finished,
    kinds: seal(kinds),
    rows: {
      length: table.length,
      stack: ints(table.map((row) => row.stack)),
      state: ints(table.map((row) => row.state)),
      before: counts(table.map((row) => row.before)),
      after: counts(table.map((row) => row.after)),
      series: null,
      tier: zeros,
      flags: zeros,
      beforeAtLeast: zeros,
      afterAtLeast: zeros,
      leakedProven: zeros,
      identity: null,
    },
    parts: {
      length: parts.length,
      row: ints(parts.map((part) => part.row)),
      creator: ints(parts.map((part) => part.creator)),
      labels: ints(parts.map((part) => part.labels)),
      before: counts(parts.map((part) => part.before)),
      after: counts(parts.map((part) => part.after)),
    },
    waits: { start: ints(new Array(table.length + 1).fill(0)), minutes: ints([]), count: ints([]) },
    totals: {
      before: sum('before'),
      after: sum('after'),
      grown: table.filter((row) => row.after > row.before).length,
      shrunk: table.filter((row) => row.after < row.before).length,
      survivors: null,
      moved: null,
      born: null,
      gone: null,
      atLeast: { before: false, after: false },
      unknown: false,
      leftOut: { before: 0, after: 0 },
    },
    comparison: {
      match: 'auto',
      crossFormat: false,
      sameProcess: 'unknown',
      sameBuild: 'unknown',
      swappedSuspected: false,
      reasons: [],
      normalize: 'none',
      filters: [],
      manual: [],
      probable: [],
    },
    completeness: { before: whole, after: whole },
  };
}
