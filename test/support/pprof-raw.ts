import { frameText, StackCounter, type StackCounts } from './stack-counts.ts';

/**
 * Reads what `go tool pprof -raw` prints: samples as `count: location ids` with a line of labels after them, then
 * locations, the inlined calls of one on lines of their own.
 */
export function parsePprofRaw(text: string): StackCounts {
  const lines = text.split('\n');
  const samplesAt = lines.indexOf('Samples:');
  const locationsAt = lines.indexOf('Locations');
  const mappingsAt = lines.indexOf('Mappings');
  const frames = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of lines.slice(locationsAt + 1, mappingsAt)) {
    const header = /^\s*(\d+): (0x[0-9a-f]+) (?:M=\d+ )?(.*)$/.exec(line);
    if (header !== null) {
      current = [];
      frames.set(header[1] ?? '', current);
    }
    const place = (header?.[3] ?? line).trim();
    const [, name = '', file = '', at = ''] = /^(.*?) (\S*):(\d+):\d+ s=\d+$/.exec(place) ?? [];
    if (name !== '') current.push(frameText(name, file, at));
    else if (header !== null) current.push(frameText(header[2] ?? '', '', 0));
  }
  const counter = new StackCounter();
  const samples = lines.slice(samplesAt + 2, locationsAt);
  for (const [i, line] of samples.entries()) {
    const [, count, ids = ''] = /^\s*(-?\d+):((?: \d+)*) *$/.exec(line) ?? [];
    if (count === undefined) continue;
    const next = samples[i + 1] ?? '';
    const labels = /^ {16}/.test(next) ? [...next.matchAll(/(\S+):\[(.*?)\](?= \S+:\[|\s*$)/g)] : [];
    counter.add(
      ids
        .split(' ')
        .filter(Boolean)
        .flatMap((id) => frames.get(id) ?? []),
      labels.map(([, key, value]) => `${key}=${value}`),
      Number(count),
    );
  }
  return counter.counts;
}
