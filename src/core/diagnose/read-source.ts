import { fileName, lineOf } from '../model/stack-frames.ts';
import { type Clue, clue } from './clue.ts';
import type { Place } from './group.ts';
import type { Scene } from './scene.ts';
import type { SourceFacts, SourceReader, SourceReading, Wait } from './source-reader.ts';
import { PLAIN_WORDS, type StateClass } from './state-class.ts';

/** What the source says at a place; null where there is no reader, or nothing of the program's own to read. */
export function readSource(scene: Scene, place: Place, sources: SourceReader | null): SourceReading | null {
  if (sources === null || place.culprit === null || scene.kind(place.culprit) !== 'user') return null;
  const { symbols } = scene.diff;
  const line = lineOf(symbols, place.culprit);
  const reading = sources.read({ function: scene.name(place.culprit), file: fileName(symbols, place.culprit), line });
  if (reading.kind !== 'facts' || !contradicts(place.state, reading.facts.wait)) return reading;
  const { file } = reading.facts.snippet;
  const says = `the dump says they are ${PLAIN_WORDS[place.state]}, but line ${line} of ${file} is ${waitInWords(reading.facts)}`;
  return { kind: 'mismatch', why: says };
}

/** Whether a goroutine in this state cannot stand at this statement. A select of one case is compiled as that case. */
function contradicts(state: StateClass, wait: Wait): boolean {
  switch (state) {
    case 'chan-send':
    case 'nil-send':
      return wait.kind === 'receive' || wait.kind === 'range' || (wait.kind === 'select' && wait.cases > 1);
    case 'chan-receive':
    case 'nil-receive':
      return wait.kind === 'send' || (wait.kind === 'select' && wait.cases > 1);
    case 'select':
      return wait.kind === 'send' || wait.kind === 'receive' || wait.kind === 'range';
    default:
      return false;
  }
}

/** What the source adds to any finding: the line itself, cleanups that are missing there, or why it was not used. */
export function sourceClues(reading: SourceReading | null): Clue[] {
  if (reading === null || reading.kind === 'not-found') return [];
  if (reading.kind === 'mismatch') return [clue(-0.01, `the source was not used: ${reading.why}`, { from: 'source' })];
  const { facts } = reading;
  const shown = clue(0.01, `line ${facts.snippet.marked} of ${facts.snippet.file} is ${waitInWords(facts)}`, {
    from: 'source',
    snippet: facts.snippet,
  });
  const missing = facts.missing
    .slice(0, MOST_MISSING)
    .map(({ call, line }) =>
      clue(0.4, `line ${line} of ${facts.snippet.file} calls for ${call}, and there is none`, { from: 'source' }),
    );
  return [shown, ...missing];
}

const MOST_MISSING = 3;

function waitInWords({ wait, channel }: SourceFacts): string {
  const made = ORIGINS[channel];
  switch (wait.kind) {
    case 'send':
      return `a send on ${wait.channel}${made}`;
    case 'receive':
      return `a receive from ${wait.channel}${made}`;
    case 'range':
      return `a range over ${wait.channel}${made}`;
    case 'select':
      return wait.cases === 1 ? 'a select with one case' : `a select with ${wait.cases} cases`;
    case 'call':
      return `a call of ${wait.callee}`;
    case 'other':
      return 'where they stand';
  }
}

const ORIGINS: Readonly<Record<SourceFacts['channel'], string>> = {
  ticker: ", a ticker's channel",
  timer: ", a timer's channel",
  unbuffered: ', a channel made without room',
  buffered: ', a channel made with room',
  nil: ', which is nil',
  context: ', which closes with its context',
  unknown: '',
};
