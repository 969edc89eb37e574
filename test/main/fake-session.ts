import type { Analysis } from '../../src/core/report/model.ts';
import type { Document } from '../../src/main/document.ts';
import { type AnalysisOptions, failed, type OnProgress, type Outcome } from '../../src/worker/protocol.ts';

type AnySession = ConstructorParameters<typeof Document>[0];

/** A session whose analyses the test ends by hand; it keeps the paths of each, in order. */
export class FakeSession implements AnySession {
  readonly asked: string[][] = [];
  readonly askedAgain: Partial<AnalysisOptions>[] = [];
  cancelled = 0;
  #end: (outcome: Outcome<Analysis>) => void = () => {};
  #progress: OnProgress = () => {};

  analyse(request: { readonly inputs: readonly { readonly path: string }[] }, onProgress: OnProgress = () => {}) {
    this.asked.push(request.inputs.map(({ path }) => path));
    this.#progress = onProgress;
    return new Promise<Outcome<Analysis>>((end) => {
      this.#end = end;
    });
  }

  /** What was asked to be compared again, with which choice. */
  readonly again = (request: Parameters<AnySession['again']>[0], onProgress: OnProgress = () => {}) => {
    this.askedAgain.push(request.options ?? {});
    return this.analyse(request, onProgress);
  };

  end(outcome: Outcome<Analysis>): void {
    this.#end(outcome);
  }

  progress(doneBytes: number): void {
    this.#progress({ phase: 'reading', doneBytes, totalBytes: 0 });
  }

  cancel(): void {
    this.cancelled++;
  }

  prepare(): void {}

  goroutines = () => Promise.resolve([]);
  growTree = () => Promise.resolve(failed('usage', 'nothing has been analysed', 'open two snapshots first'));
  writeReport = () => Promise.resolve(failed('unwritable', 'the report cannot be written: no room', 'make room'));
  close = () => Promise.resolve();
}
