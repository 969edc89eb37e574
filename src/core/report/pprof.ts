import { at } from '../model/column.ts';
import { partIndex } from '../model/index-types.ts';
import { STATE_COMMENT, STATE_LABEL } from '../model/state-label.ts';
import type { ProfileSide } from './choices.ts';
import { commandOf } from './command.ts';
import { labelsOf } from './labels.ts';
import type { Analysis } from './model.ts';
import { type ProfileRow, writeProfile } from './profile-writer.ts';

/** How pprof marks the samples of its -diff_base, so that percentages are of the base. */
const BASE_LABEL = ['pprof::base', 'true'] as const;

/**
 * Goroutine counts in normal form as a gzipped profile that pprof reads. Where the state is known it is a label:
 * the frames of the runtime that would tell it are not part of the normal form.
 */
export function renderProfile(analysis: Analysis, side: ProfileSide): Uint8Array {
  const { before, after, diff } = analysis;
  const source = side === 'before' ? (before ?? after) : after;
  return writeProfile(diff.symbols, profileRows(analysis, side), {
    capturedAt: source.capturedAt,
    buildId: source.buildId,
    comments: [`${side} of: ${commandOf(analysis)}`, STATE_COMMENT],
  });
}

function* profileRows({ diff }: Analysis, side: ProfileSide): Generator<ProfileRow> {
  const { parts, rows, symbols } = diff;
  for (let i = 0; i < parts.length; i++) {
    const part = partIndex(i);
    const row = at(parts.row, part);
    const state = symbols.strings[at(rows.state, row)] ?? '';
    const own = Object.entries(labelsOf(symbols, at(parts.labels, part)) ?? {});
    const labels = state === '' ? own : [...own.filter(([key]) => key !== STATE_LABEL), [STATE_LABEL, state] as const];
    const stack = at(rows.stack, row);
    const before = Math.round(at(parts.before, part));
    const after = Math.round(at(parts.after, part));
    if (side === 'base') {
      if (before !== 0) yield { stack, value: -before, labels: [...labels, BASE_LABEL] };
      if (after !== 0) yield { stack, value: after, labels };
    } else {
      const value = { delta: after - before, before, after }[side];
      if (value !== 0) yield { stack, value, labels };
    }
  }
}
