import { Int32Growable } from '../../model/column.ts';
import { collapseTypeArguments } from '../../model/function-name.ts';
import { type FunctionIndex, functionIndex } from '../../model/index-types.ts';
import type { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { addressAt, type ProfileTables, textAt } from './profile-tables.ts';
import { WireError } from './wire-reader.ts';

/** A goroutine that stands in one of these is writing the profile. */
const OBSERVER =
  /^(runtime\.(goroutine(Leak)?Profile|pprof_goroutine)|runtime\/pprof\.(runtime_goroutine|writeGoroutine))/;

/** Stands for a location whose definition was cut off. */
const LOST = '?';

/**
 * The frames of each location of a profile, as rows of a snapshot that is being built: one for each inlined call,
 * innermost first, then the function itself. A location without a name has one frame, named by its address.
 * Made where they are first asked for.
 */
export class LocationFrames {
  readonly #bytes: Uint8Array;
  readonly #tables: ProfileTables;
  readonly #symbols: SymbolsBuilder;
  /** One row a location: its frames are start … end − 1; −1 before the first use. */
  readonly #start: Int32Array;
  readonly #end: Int32Array;
  readonly #frames = new Int32Growable(1024);
  /** Beside `#frames`: lines from where the function starts, or −1. */
  readonly #offsets = new Int32Growable(1024);
  readonly #names: string[] = [];
  readonly #observers: boolean[] = [];
  /** One row a function: its FunctionIndex, −1 before the first use, −2 where it has no name. */
  readonly #functions: Int32Array;
  #lost = -1;
  /** How many of the locations that were asked for have no name. */
  unnamed = 0;

  constructor(bytes: Uint8Array, tables: ProfileTables, symbols: SymbolsBuilder) {
    this.#bytes = bytes;
    this.#tables = tables;
    this.#symbols = symbols;
    this.#start = new Int32Array(tables.lineStart.length).fill(-1);
    this.#end = new Int32Array(tables.lineStart.length);
    this.#functions = new Int32Array(tables.functions.length).fill(-1);
  }

  /**
   * Writes the frames of the first `depth` locations, leaf first, as many as there is room for: their rows here and
   * their rows in the snapshot. −1, a location that was cut off, has one frame too. Gives how many there are.
   */
  expand(locations: Int32Array, depth: number, rows: Int32Array, frames: Int32Array): number {
    let length = 0;
    for (let i = 0; i < depth; i++) {
      const location = locations[i] ?? -1;
      const known = location < 0 ? -1 : (this.#start[location] ?? -1);
      let row = known < 0 ? this.#firstRow(location) : known;
      const end = location < 0 ? row + 1 : (this.#end[location] ?? 0);
      for (; row < end && length < rows.length; row++) {
        rows[length] = row;
        frames[length++] = this.#frames.get(row);
      }
    }
    return length;
  }

  #firstRow(location: number): number {
    if (location < 0) return this.#lostFrame();
    const start = this.#frames.length;
    this.#resolve(location);
    this.#start[location] = start;
    this.#end[location] = this.#frames.length;
    return start;
  }

  /** Name of the function of a frame, type arguments as [...]. */
  name(row: number): string {
    return this.#names[row] ?? '';
  }

  /** Whether the frame's function writes goroutine profiles. */
  isObserver(row: number): boolean {
    return this.#observers[row] ?? false;
  }

  /** Lines from where the function starts to the frame's; null where the profile does not tell. */
  lineInFunction(row: number): number | null {
    const lines = this.#offsets.get(row);
    return lines < 0 ? null : lines;
  }

  #resolve(location: number): void {
    const tables = this.#tables;
    const first = tables.lineStart.get(location);
    const count = tables.lineCount.get(location);
    if (count === 0) this.#pushUnnamed(location);
    for (let i = 0; i < count; i++) {
      const row = tables.lineFunction.get(first + i);
      const line = tables.line.get(first + i);
      const fn = this.#function(row, location);
      if (fn < 0) this.#pushUnnamed(location);
      else this.#push(functionIndex(fn), line, i < count - 1, this.#distance(row, line));
    }
  }

  #push(fn: FunctionIndex, line: number, inlined: boolean, lineInFunction: number): number {
    const name = this.#symbols.functionName(fn);
    this.#names.push(name);
    this.#observers.push(OBSERVER.test(name));
    this.#offsets.push(lineInFunction);
    return this.#frames.push(this.#symbols.frame(fn, line, inlined));
  }

  #pushUnnamed(location: number): number {
    this.unnamed++;
    return this.#pushNamed(addressAt(this.#bytes, this.#tables.locationOffset.get(location)));
  }

  #pushNamed(name: string): number {
    const fn = this.#symbols.function(this.#symbols.string(name), this.#symbols.string(''));
    return this.#push(fn, 0, false, -1);
  }

  #lostFrame(): number {
    if (this.#lost < 0) this.#lost = this.#pushNamed(LOST);
    return this.#lost;
  }

  #distance(row: number, line: number): number {
    const start = this.#tables.functionStart.get(this.#tables.functions.definition(row));
    return start > 0 && line >= start ? line - start : -1;
  }

  #function(row: number, location: number): number {
    const known = this.#functions[row] ?? -1;
    if (known !== -1) return known;
    const fn = this.#define(this.#tables.functions.definition(row), location);
    this.#functions[row] = fn;
    return fn;
  }

  #define(definition: number, location: number): number {
    const tables = this.#tables;
    if (definition < 0) {
      if (tables.cutAt !== null) return -2;
      throw new WireError(
        'a location names a function that the profile does not define',
        tables.locationOffset.get(location),
      );
    }
    const offset = tables.functionOffset.get(definition);
    const name = textAt(tables, tables.functionName.get(definition), offset);
    const file = textAt(tables, tables.functionFile.get(definition), offset);
    if (name === null || name === '') return -2;
    return this.#symbols.function(this.#symbols.string(collapseTypeArguments(name)), this.#symbols.string(file ?? ''));
  }
}
