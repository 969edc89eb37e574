import type { Diff } from '../../core/diff/diff.ts';
import { plainText } from '../../core/flame/plain-text.ts';
import type { None } from '../../core/model/column.ts';
import { displayFunctionName } from '../../core/model/function-name.ts';
import type { StackIndex } from '../../core/model/index-types.ts';
import { type FrameView, fullPlace, stackView } from '../../core/report/frame-view.ts';

/** A stack as Go prints it, leaf first, to be pasted somewhere. */
export function stackText(diff: Diff, state: string, stack: StackIndex | None, creator: FrameView | null): string {
  const lines = stackView(diff, stack).flatMap((frame) => [
    plainText(displayFunctionName(frame.function)),
    `\t${plainText(fullPlace(frame))}`,
  ]);
  if (creator !== null) {
    lines.push(`created by ${plainText(displayFunctionName(creator.function))}`, `\t${plainText(fullPlace(creator))}`);
  }
  return [...(state === '' ? [] : [`[${plainText(state)}]`]), ...lines, ''].join('\n');
}
