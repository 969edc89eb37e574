import { startApp } from '../e2e/support/launch.ts';

/**
 * Opens and closes the example in one window a thousand times (or as often as the first argument says) and prints
 * memory twenty times on the way: the page's heap after collections, what of it is compiled code, and the resident
 * size of all processes. Fails where objects, or the resident size, grew by more than a tenth after the first tenth of
 * the cycles. Compiled code is printed and not judged: V8 compiles a function when it has run often enough, so code
 * grows with use until everything that is used is compiled, and belongs to no document.
 */
const CYCLES = Number(process.argv[2] ?? 1000);
const MARKS = 20;
const ALLOWED = 1.1;
const MEGABYTE = 1e6;

interface Weight {
  readonly objects: number;
  readonly code: number;
  readonly resident: number;
}

const { app, page, stop } = await startApp();
const cdp = await page.context().newCDPSession(page);
const weights: Weight[] = [];
print('| cycles | objects MB | code MB | resident MB | |');
print('| ---: | ---: | ---: | ---: | --- |');
for (let mark = 1; mark <= MARKS; mark++) {
  const cycles = Math.round((CYCLES * mark) / MARKS);
  await openAndClose(cycles - Math.round((CYCLES * (mark - 1)) / MARKS));
  const weight = await weigh();
  weights.push(weight);
  const { objects, code, resident } = weight;
  const bar = `${'█'.repeat(Math.round((objects / MEGABYTE) * 6))}${'░'.repeat(Math.round((code / MEGABYTE) * 6))}`;
  const numbers = [objects, code].map((bytes) => (bytes / MEGABYTE).toFixed(2)).join(' | ');
  print(`| ${cycles} | ${numbers} | ${(resident / MEGABYTE).toFixed(0)} | ${bar} |`);
}
await stop();

const settled = weights[Math.ceil(MARKS / 10) - 1];
const last = weights.at(-1);
const growth = (of: (weight: Weight) => number) => (settled && last ? of(last) / of(settled) : Number.NaN);
const objects = growth((weight) => weight.objects);
const resident = growth((weight) => weight.resident);
const heap = growth((weight) => weight.objects + weight.code);
print(
  `after the first tenth: objects ×${objects.toFixed(2)}, resident ×${resident.toFixed(2)}, heap with code ×${heap.toFixed(2)}`,
);
if (!(objects <= ALLOWED && resident <= ALLOWED)) process.exitCode = 1;

/** In the page itself: what drives it from outside leaves traces in its heap. */
async function openAndClose(times: number): Promise<void> {
  await page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      await Reflect.get(globalThis, 'straggler').request('files.example');
      while (document.querySelector('[role=treeitem]') === null) await new Promise((done) => setTimeout(done, 5));
      document.querySelector<HTMLElement>('[title="Back to the start"]')?.click();
      while (document.querySelector('.start') === null) await new Promise((done) => setTimeout(done, 5));
    }
  }, times);
}

/**
 * Once timers and transitions of the last cycle have run out. A heap snapshot tells code from objects, and collects
 * garbage until there is none.
 */
async function weigh(): Promise<Weight> {
  await page.waitForTimeout(1000);
  await cdp.send('HeapProfiler.collectGarbage');
  const resident = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize * 1024, 0),
  );
  const chunks: string[] = [];
  const keep = ({ chunk }: { readonly chunk: string }) => chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', keep);
  return { ...sizes(JSON.parse(chunks.join(''))), resident };
}

interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } };
  readonly nodes: readonly number[];
}

/** Bytes of compiled code (with what it is compiled from and the tables that go with it), and of all else. */
function sizes({ snapshot, nodes }: HeapSnapshot): { readonly objects: number; readonly code: number } {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [typeAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const codeType = types[0].indexOf('code');
  let [objects, code] = [0, 0];
  for (let node = 0; node < nodes.length; node += fields.length) {
    const size = nodes[node + sizeAt] ?? 0;
    if (nodes[node + typeAt] === codeType) code += size;
    else objects += size;
  }
  return { objects, code };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
