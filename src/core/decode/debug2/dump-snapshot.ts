import { NONE, seal } from '../../model/column.ts';
import { sampleIndex } from '../../model/index-types.ts';
import { type GoroutineTable, SampleFlag, type Snapshot } from '../../model/snapshot.ts';
import { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { SymbolsBuilder } from '../../model/symbols-builder.ts';
import type { Warning } from '../../model/warning.ts';
import type { LayerReport } from '../decode-result.ts';
import type { Dump } from './dump.ts';
import type { DumpCollector } from './dump-collector.ts';
import type { RecordFacts } from './record-parser.ts';

/** Makes the snapshot of the chosen dump, whose goroutines are the first rows of the collector. */
export function dumpSnapshot(
  dump: Dump,
  collector: DumpCollector,
  symbols: SymbolsBuilder,
  context: LayerReport,
): Snapshot {
  const { rows, records } = collector;
  const length = dump.goroutines;
  const builder = new SnapshotBuilder(symbols);
  const sampleOf = new Int32Array(records.length).fill(NONE);
  const samples = new Int32Array(length);
  let elided = 0;
  let unavailable = 0;
  for (let row = 0; row < length; row++) {
    const record = rows.record.get(row);
    const facts = records.facts(record);
    if (facts === undefined) continue;
    let sample = sampleOf[record] ?? NONE;
    if (sample === NONE) {
      sample = builder.sample({ ...facts, flags: flagsIn(dump, facts) });
      sampleOf[record] = sample;
    }
    samples[row] = sample;
    builder.addCount(sampleIndex(sample), 1);
    if (facts.flags & SampleFlag.Elided) elided++;
    if (facts.unavailable && !facts.framed) unavailable++;
  }
  if (elided > 0) dump.warnings.note('elided', null, elided);
  if (unavailable > 0) dump.warnings.note('stack-unavailable', null, unavailable);
  const goroutines: GoroutineTable = {
    length,
    id: seal(rows.id.finish(0, length)),
    sample: seal(samples),
    minutes: seal(rows.minutesOf(0, length)),
    creatorId: seal(rows.creatorId.finish(0, length)),
    argumentsHash: seal(rows.argumentsHash.finish(0, length)),
  };
  return builder.finish(
    {
      format: dump.format,
      profile: 'goroutine',
      differencesOnly: false,
      layers: context.layers,
      capturedAt: null,
      buildId: null,
      statedTotal: null,
      dumps: { count: collector.count, chosen: dump.number },
    },
    { truncated: context.truncated || dump.truncated, depthCapped: false, elided: elided > 0 },
    warningsOf(dump, collector.count, context),
    length === 0 ? null : goroutines,
  );
}

/** Nothing else runs while debug=2 is written: the goroutine that is running is the one that writes it. */
function flagsIn(dump: Dump, facts: RecordFacts): number {
  const writes = dump.format === 'debug2' && facts.running && facts.framed;
  return writes ? facts.flags | SampleFlag.Observer : facts.flags;
}

function warningsOf(dump: Dump, dumps: number, context: LayerReport): Warning[] {
  if (dump.system > 0) dump.warnings.note('system-goroutines', null, dump.system);
  const warnings = [...context.warnings, ...dump.warnings.finish()];
  const say = (code: Warning['code'], message: string) => {
    warnings.push({ code, message, line: null, offset: null });
  };
  if (dumps > 1) say('several-dumps', `The text holds ${dumps} dumps; this is number ${dump.number}`);
  if (dump.goroutines === 1 && dump.system === 0) {
    say('single-goroutine', 'There is one goroutine only: this is the stack of one, not a dump of all');
  }
  return warnings;
}
