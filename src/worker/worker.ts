import { parentPort } from 'node:worker_threads';
import { goroutinesOf } from '../core/diff/goroutines-of.ts';
import { analyse, compareAndKeep, type Kept } from './analyse.ts';
import { decoderHere } from './decode-all.ts';
import { growTree } from './grow-tree.ts';
import {
  type Answer,
  failed,
  type OnProgress,
  type Order,
  type Outcome,
  type WorkerReply,
  type WorkerRequest,
} from './protocol.ts';
import { transferables } from './transferables.ts';
import { writeReport } from './write-report.ts';

/** The thread's side of a session: one order after the other, the last analysis kept. */

/** Progress goes out at most this often, in milliseconds. */
const PROGRESS_EVERY = 50;

const port = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread');
const post = (reply: WorkerReply, transfer: ArrayBuffer[] = []) => port.postMessage(reply, transfer);

let kept: Kept | null = null;

port.on('message', async ({ id, order }: WorkerRequest) => {
  const outcome = await carryOut(order, progressOf(id));
  const transfer = outcome.ok && isGivenAway(outcome.value) ? transferables(outcome.value) : [];
  post({ id, kind: 'answer', outcome }, transfer);
});

async function carryOut(order: Order, onProgress: OnProgress): Promise<Outcome<Answer>> {
  switch (order.kind) {
    case 'decode': {
      const decoded = await decoderHere(order).decode(order.input, (doneBytes) =>
        onProgress({ phase: 'reading', doneBytes, totalBytes: 0 }),
      );
      return decoded.ok ? answer({ kind: 'decoded', input: decoded.value }) : decoded;
    }
    case 'compare':
      return keep(await compareAndKeep(order.inputs, order.options));
    case 'again': {
      if (kept === null) return failed('usage', 'nothing has been analysed', 'open two snapshots first');
      const outcome = await compareAndKeep(kept.inputs, order.options);
      return outcome.ok ? keep(outcome) : outcome;
    }
    case 'analyse':
      return keep(await analyse(order.request, onProgress));
    case 'goroutines': {
      const goroutines = kept === null ? [] : goroutinesOf(kept.detail, order.rows, order.limit);
      return answer({ kind: 'goroutines', goroutines });
    }
    case 'tree': {
      if (kept === null) return failed('usage', 'nothing has been analysed', 'open two snapshots first');
      const grown = await growTree(kept.analysis.diff, order.choice);
      return grown.ok ? answer({ kind: 'tree', tree: grown.value }) : grown;
    }
    case 'report': {
      if (kept === null) return failed('usage', 'nothing has been analysed', 'open two snapshots first');
      const written = await writeReport(kept.analysis, order.report);
      return written.ok ? answer({ kind: 'written' }) : written;
    }
  }
}

function keep(outcome: Outcome<Kept>): Outcome<Answer> {
  kept = outcome.ok ? outcome.value : null;
  return outcome.ok ? answer({ kind: 'analysis', analysis: outcome.value.analysis }) : outcome;
}

/** What nobody here looks at again. */
function isGivenAway({ kind }: Answer): boolean {
  return kind === 'decoded' || kind === 'tree';
}

function answer(value: Answer): Outcome<Answer> {
  return { ok: true, value };
}

function progressOf(id: number): OnProgress {
  let last = 0;
  return (progress) => {
    const now = Date.now();
    if (progress.phase === 'reading' && now - last < PROGRESS_EVERY) return;
    last = now;
    post({ id, kind: 'progress', progress });
  };
}
