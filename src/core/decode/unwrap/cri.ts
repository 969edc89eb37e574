import { type Emit, HELD_LIMIT, type LineLayer } from './line-layer.ts';

const LINE = /^\d{4}-\d\d-\d\dT\S+ (stdout|stderr) ([FP])(?::\S*)? ?(.*)$/s;

/** The log of a container runtime: TIME STREAM F TEXT, where P stands for a part that the next line continues. */
export class Cri implements LineLayer {
  readonly layer = 'cri';
  readonly #held = { stdout: '', stderr: '' };

  push(line: string, emit: Emit): void {
    const match = LINE.exec(line);
    if (match === null) {
      emit(line);
      return;
    }
    const [, name, tag, text = ''] = match;
    const stream = name === 'stdout' ? 'stdout' : 'stderr';
    const whole = this.#held[stream] + text;
    const goesOn = tag === 'P' && whole.length < HELD_LIMIT;
    this.#held[stream] = goesOn ? whole : '';
    if (!goesOn) emit(whole);
  }

  finish(emit: Emit): void {
    if (this.#held.stdout !== '') emit(this.#held.stdout);
    if (this.#held.stderr !== '') emit(this.#held.stderr);
  }
}

export function isCri(line: string): boolean {
  return LINE.test(line);
}
