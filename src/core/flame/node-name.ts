import { at, NONE } from '../model/column.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { type FlameNode, type FrameIndex, functionIndex } from '../model/index-types.ts';
import { fileName, lineOf } from '../model/stack-frames.ts';
import type { Symbols } from '../model/symbols.ts';
import { plainText } from './plain-text.ts';
import { FlameKind, type FlameTree } from './tree.ts';

/**
 * What a box says: a function's name as a person writes it; "chan send handler.go:42"; a label's value. "" for the
 * root and for what has no group: their words are the host's.
 */
export function nodeName(symbols: Symbols, tree: FlameTree, node: FlameNode): string {
  const ref = at(tree.ref, node);
  switch (at(tree.kind, node)) {
    case FlameKind.Frame:
    case FlameKind.Creator:
      return plainText(displayFunctionName(rawFunctionName(symbols, ref)));
    case FlameKind.Parked: {
      const frame = at(tree.frame, node);
      const state = plainText(symbols.strings[ref] ?? '');
      return frame === NONE ? state : `${state} ${placeOf(symbols, frame)}`;
    }
    case FlameKind.Group:
      return plainText(tree.groups[ref] ?? '');
    default:
      return '';
  }
}

/** The function's name as the dump prints it. */
export function rawFunctionName(symbols: Symbols, fn: number): string {
  return symbols.strings[at(symbols.functions.name, functionIndex(fn))] ?? '';
}

/** "handler.go:42"; without a line where that is not known. */
export function placeOf(symbols: Symbols, frame: FrameIndex): string {
  const file = plainText(baseName(fileName(symbols, frame)));
  const line = lineOf(symbols, frame);
  return line > 0 ? `${file}:${line}` : file;
}

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
