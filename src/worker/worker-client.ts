import type { Transferable, Worker } from 'node:worker_threads';
import { type Answer, failed, type OnProgress, type Order, type Outcome, type WorkerReply } from './protocol.ts';

export type AnswerOf<K extends Answer['kind']> = Extract<Answer, { kind: K }>;

interface Pending {
  readonly settle: (outcome: Outcome<Answer>) => void;
  readonly onProgress: OnProgress;
}

/**
 * One worker and the questions it has not answered yet. A worker that dies answers all of them with an error value:
 * it never throws into the host.
 */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #end: Outcome<never> | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: WorkerReply) => this.#receive(reply));
    worker.on('error', (error) => this.#die(crash(error)));
    worker.on('exit', () =>
      this.#die(failed('crashed', 'the analysis stopped without an answer', 'open the files again')),
    );
  }

  get alive(): boolean {
    return this.#end === null;
  }

  get busy(): boolean {
    return this.#pending.size > 0;
  }

  async ask<K extends Answer['kind']>(
    order: Order,
    expected: K,
    onProgress: OnProgress = () => {},
    transfer: Transferable[] = [],
  ): Promise<Outcome<AnswerOf<K>>> {
    if (this.#end !== null) return this.#end;
    const id = this.#next++;
    const outcome = await new Promise<Outcome<Answer>>((settle) => {
      this.#pending.set(id, { settle, onProgress });
      this.#worker.postMessage({ id, order }, transfer);
    });
    if (!outcome.ok) return outcome;
    if (!isAnswer(outcome.value, expected)) throw new TypeError(`asked for ${expected}, got ${outcome.value.kind}`);
    return { ok: true, value: outcome.value };
  }

  /** Ends the thread at once; what is unanswered is answered as cancelled. */
  async stop(): Promise<void> {
    this.#die(CANCELLED);
    await this.#worker.terminate();
  }

  #receive(reply: WorkerReply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    if (reply.kind === 'progress') {
      pending.onProgress(reply.progress);
    } else {
      this.#pending.delete(reply.id);
      pending.settle(reply.outcome);
    }
  }

  #die(reason: Outcome<never>): void {
    this.#end ??= reason;
    for (const { settle } of this.#pending.values()) settle(this.#end);
    this.#pending.clear();
  }
}

export const CANCELLED = failed('cancelled', 'the analysis was cancelled', 'open the files again to start it anew');

function isAnswer<K extends Answer['kind']>(answer: Answer, kind: K): answer is AnswerOf<K> {
  return answer.kind === kind;
}

/** A worker without memory ends with this code; anything else is a fault of ours and says what it was. */
function crash(error: Error & { code?: string }): Outcome<never> {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? failed(
        'too-large',
        'the snapshots need more memory than there is',
        'close other programs, or capture debug=0, which is smaller',
      )
    : failed('crashed', `the analysis failed: ${error.message}`, 'please report it, with the files if you may');
}
