import type { Diff } from '../diff/diff.ts';
import { at, type None } from '../model/column.ts';
import { FRAME_KINDS, type FrameKind } from '../model/frame-kind.ts';
import { splitFunctionName } from '../model/function-name.ts';
import type { FrameIndex, StackIndex } from '../model/index-types.ts';
import { fileName, framesOf, functionName, lineOf } from '../model/stack-frames.ts';

/** A frame with its texts, as reports name it. `line` is 0 where it is not known. */
export interface FrameView {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly package: string;
  readonly kind: FrameKind;
  readonly inlined: boolean;
}

export function frameView(diff: Diff, frame: FrameIndex): FrameView {
  const { symbols, kinds } = diff;
  const name = functionName(symbols, frame);
  return {
    function: name,
    file: fileName(symbols, frame),
    line: lineOf(symbols, frame),
    package: splitFunctionName(name).package,
    kind: FRAME_KINDS[at(kinds, at(symbols.frames.function, frame))] ?? 'user',
    inlined: at(symbols.frames.inlined, frame) === 1,
  };
}

/** The frames of a stack, leaf first. */
export function stackView(diff: Diff, stack: StackIndex | None): FrameView[] {
  return framesOf(diff.symbols, stack).map((frame) => frameView(diff, frame));
}

/** "server.go:42", or the file alone where the line is not known; "" without a file. */
export function place(frame: FrameView): string {
  const base = frame.file.slice(Math.max(frame.file.lastIndexOf('/'), frame.file.lastIndexOf('\\')) + 1);
  return frame.line > 0 ? `${base}:${frame.line}` : base;
}

/** The file with its folders, and the line where it is known. */
export function fullPlace(frame: FrameView): string {
  return frame.line > 0 ? `${frame.file}:${frame.line}` : frame.file;
}
