import { NONE } from '../../src/core/model/column.ts';
import { SampleFlag, type Snapshot, type SnapshotFormat } from '../../src/core/model/snapshot.ts';
import { SnapshotBuilder } from '../../src/core/model/snapshot-builder.ts';

/**
 * A snapshot drawn as text, a goroutine or a group of them a line:
 *
 *     3 chan send | main.main main.go:10 > main.(*Server).work server.go:42 < net/http.(*Server).Serve server.go:9
 *     #7 select, 2 minutes, leaked {tenant: a, route: /x} | main.loop loop.go:5 < main.main main.go:8 in 1
 *
 * Left of the bar: a count ("3"), or the id of one goroutine ("#7"); the state ("-": not told); wait minutes; flags by
 * their names in lower case; labels. Right of it: the frames from the root to the leaf, each function and file:line
 * (a bare name means f.go:1); after "<" who started it, with the id of that goroutine after "in". "." is no frame at all.
 */
export function snapshotFromText(text: string, facts: SnapshotFacts = {}): Snapshot {
  const builder = new SnapshotBuilder();
  for (const line of text.split('\n')) {
    if (line.trim() !== '' && !line.trim().startsWith('//')) addLine(builder, line.trim());
  }
  return builder.finish(
    {
      format: facts.format ?? 'debug2',
      profile: facts.profile ?? 'goroutine',
      differencesOnly: facts.differencesOnly ?? false,
      layers: [],
      capturedAt: facts.capturedAt ?? null,
      buildId: facts.buildId ?? null,
      statedTotal: null,
      dumps: { count: 1, chosen: 1 },
    },
    {
      truncated: facts.truncated ?? false,
      depthCapped: facts.depthCapped ?? false,
      elided: facts.elided ?? false,
    },
    [],
  );
}

export interface SnapshotFacts {
  readonly format?: SnapshotFormat;
  readonly profile?: 'goroutine' | 'goroutineleak';
  readonly differencesOnly?: boolean;
  readonly capturedAt?: string;
  readonly buildId?: string;
  readonly truncated?: boolean;
  readonly depthCapped?: boolean;
  readonly elided?: boolean;
}

const FLAGS: ReadonlyMap<string, number> = new Map(
  Object.entries(SampleFlag).map(([name, bit]) => [name.toLowerCase(), bit]),
);

function addLine(builder: SnapshotBuilder, line: string): void {
  const bar = line.indexOf('|');
  const head = /^(#?\d+)\s+([^{]*)(?:\{(.*)\})?\s*$/.exec(line.slice(0, bar));
  if (bar < 0 || head === null) throw new Error(`not a drawn goroutine: ${line}`);
  const [, number = '', words = '', labels = ''] = head;
  const [state = '-', ...attributes] = words.split(',').map((word) => word.trim());
  let flags = 0;
  let minutes: number = NONE;
  for (const attribute of attributes.filter((word) => word !== '')) {
    const waited = /^(\d+) minutes$/.exec(attribute);
    const flag = FLAGS.get(attribute);
    if (waited === null && flag === undefined) throw new Error(`unknown attribute "${attribute}" in: ${line}`);
    if (waited !== null) minutes = Number(waited[1]);
    flags |= flag ?? 0;
  }
  const [frames = '', creator] = line.slice(bar + 1).split(' < ');
  const started = /^(.*?)(?: in (\d+))?$/.exec(creator?.trim() ?? '');
  const sample = builder.sample({
    stack: builder.symbols.stack(
      frames.trim() === '.'
        ? []
        : frames
            .split(' > ')
            .map((frame) => addFrame(builder, frame))
            .reverse(),
    ),
    state: builder.symbols.string(state === '-' ? '' : state),
    flags,
    creator: creator === undefined ? NONE : builder.symbols.creator(addFrame(builder, started?.[1] ?? '')),
    labels: builder.symbols.labels(
      labels
        .split(',')
        .filter((pair) => pair.trim() !== '')
        .map((pair) => {
          const colon = pair.indexOf(':');
          return [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()] as const;
        }),
    ),
  });
  if (number.startsWith('#')) {
    builder.addGoroutine(sample, Number(number.slice(1)), minutes, Number(started?.[2] ?? 0));
  } else builder.addCount(sample, Number(number));
}

function addFrame(builder: SnapshotBuilder, text: string) {
  const [, name = '', file = 'f.go', line = '1'] = /^(.*?)(?: (\S+?)(?::(\d+))?)?$/.exec(text.trim()) ?? [];
  const { symbols } = builder;
  return symbols.frame(symbols.function(symbols.string(name), symbols.string(file)), Number(line), false);
}
