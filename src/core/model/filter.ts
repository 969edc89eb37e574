import { NONE, seal } from './column.ts';
import type { CompiledFilters, Pattern } from './filter-pattern.ts';
import { displayFunctionName } from './function-name.ts';
import { InternTable } from './intern-table.ts';
import type { Symbols } from './symbols.ts';

export type { CompiledFilters } from './filter-pattern.ts';
export { type Filters, NO_FILTERS } from './filters.ts';

/** What a filter makes of a stack that it takes out. NONE is still "no frame": not started. */
export const FILTERED = -2;

/** Stacks as a prefix tree that can be added to; parents come before children. */
export interface StackTree {
  readonly length: number;
  parentOf(stack: number): number;
  frameOf(stack: number): number;
  functionOf(frame: number): number;
  push(parent: number, frame: number): number;
}

/** Names and files of functions, to match against. */
export interface FunctionTexts {
  readonly length: number;
  nameOf(fn: number): string;
  fileOf(fn: number): string;
}

/**
 * For each stack of the tree (as it is when this is called) the stack that is left of it, or FILTERED. What is left is
 * pushed to the same tree.
 */
export function filterStacks(tree: StackTree, functions: FunctionTexts, filters: CompiledFilters): Int32Array {
  const focus = matches(functions, filters.focus);
  const ignore = matches(functions, filters.ignore);
  const hide = matches(functions, filters.hide);
  const showFrom = matches(functions, filters.showFrom);
  const { length } = tree;
  const left = new Int32Array(length).fill(NONE);
  const focused = new Uint8Array(length);
  const ignored = new Uint8Array(length);
  const begun = new Uint8Array(length);
  for (let stack = 0; stack < length; stack++) {
    const parent = tree.parentOf(stack);
    const frame = tree.frameOf(stack);
    const fn = tree.functionOf(frame);
    const inherit = (column: Uint8Array) => (parent === NONE ? 0 : (column[parent] ?? 0));
    focused[stack] = inherit(focused) | (focus?.[fn] ?? 1);
    ignored[stack] = inherit(ignored) | (ignore?.[fn] ?? 0);
    begun[stack] = inherit(begun) | (showFrom?.[fn] ?? 1);
    const above = parent === NONE ? NONE : (left[parent] ?? NONE);
    const shown = begun[stack] === 1 && (hide?.[fn] ?? 0) === 0;
    left[stack] = shown ? tree.push(above, frame) : above;
  }
  return left.map((stack, row) => (stack === NONE || focused[row] === 0 || ignored[row] === 1 ? FILTERED : stack));
}

/** Whether goroutines that have no frame at all pass: not where a frame is asked for. */
export function framelessPass(filters: CompiledFilters): boolean {
  return filters.focus === null && filters.showFrom === null;
}

/** For each label set: 1 where goroutines with it pass. */
export function labelSetsPass({ labelSets, strings }: Symbols, filters: CompiledFilters): Uint8Array {
  const { tagFocus, tagIgnore } = filters;
  return Uint8Array.from({ length: labelSets.length }, (_, set) => {
    const labels: (readonly [string, string])[] = [];
    for (let entry = labelSets.start[set] ?? 0; entry < (labelSets.start[set + 1] ?? 0); entry++) {
      labels.push([strings[labelSets.key[entry] ?? 0] ?? '', strings[labelSets.value[entry] ?? 0] ?? '']);
    }
    return (tagFocus === null || tagFocus(labels)) && (tagIgnore === null || !tagIgnore(labels)) ? 1 : 0;
  });
}

/** The filters applied to finished tables: what each stack becomes, in tables that hold the results too. */
export interface FilteredSymbols {
  readonly symbols: Symbols;
  /** For each stack of the tables given: the stack that is left of it, or FILTERED. */
  readonly stacks: Int32Array;
  /** For each label set: 1 where goroutines with it pass. */
  readonly labelSets: Uint8Array;
}

export function filterSymbols(symbols: Symbols, filters: CompiledFilters): FilteredSymbols {
  const { stacks, frames, functions, strings } = symbols;
  const tree = new InternTable(stacks.length + 1);
  for (let stack = 0; stack < stacks.length; stack++) {
    tree.intern(stacks.parent[stack] ?? NONE, stacks.frame[stack] ?? 0);
  }
  const left = filterStacks(
    {
      length: stacks.length,
      parentOf: (stack) => tree.a.get(stack),
      frameOf: (stack) => tree.b.get(stack),
      functionOf: (frame) => frames.function[frame] ?? 0,
      push: (parent, frame) => tree.intern(parent, frame),
    },
    {
      length: functions.length,
      nameOf: (fn) => strings[functions.name[fn] ?? 0] ?? '',
      fileOf: (fn) => strings[functions.file[fn] ?? 0] ?? '',
    },
    filters,
  );
  return {
    symbols: {
      ...symbols,
      stacks: { length: tree.length, parent: seal(tree.a.finish()), frame: seal(tree.b.finish()) },
    },
    stacks: left,
    labelSets: labelSetsPass(symbols, filters),
  };
}

/** For each function: 1 where its name (as printed or as shown) or its file matches. null: there is no such filter. */
function matches(functions: FunctionTexts, pattern: Pattern | null): Uint8Array | null {
  if (pattern === null) return null;
  return Uint8Array.from({ length: functions.length }, (_, fn) => {
    const name = functions.nameOf(fn);
    return pattern.test(name) || pattern.test(displayFunctionName(name)) || pattern.test(functions.fileOf(fn)) ? 1 : 0;
  });
}
