/**
 * `npm run bench:ui`: how long a person waits in the window, beside what other programs need on the same files in the
 * same run. Prints a table and writes docs/benchmarks-window.md. `-- --once` measures everything once instead of five
 * times. It needs a display: `xvfb-run -a -s "-screen 0 1600x1000x24" npm run bench:ui`, after `npm run build`. Nothing
 * is asserted.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildFlameTrie } from '../../src/core/flame/build.ts';
import { visibleNodes } from '../../src/core/flame/layout.ts';
import { type FlameTree, ROOT, weigh } from '../../src/core/flame/tree.ts';
import { analyse } from '../../src/worker/analyse.ts';
import { DEFAULT_OPTIONS } from '../../src/worker/protocol.ts';
import { EXAMPLE } from '../e2e/support/launch.ts';
import { debug2Pair, pprofPairFiles } from './cases.ts';
import { circumstances } from './report.ts';
import { type Acts, actOn } from './window/act.ts';
import { median } from './window/median.ts';
import { type Opening, openPair } from './window/open.ts';
import { d3FlameGraph, pprofPage } from './window/peers.ts';
import { startFigures } from './window/start.ts';
import { type Figure, table } from './window/table.ts';

if (process.platform === 'linux' && !process.env['DISPLAY']) {
  process.stderr.write('bench:ui needs a display: xvfb-run -a -s "-screen 0 1600x1000x24" npm run bench:ui\n');
  process.exit(2);
}
const runs = process.argv.includes('--once') ? 1 : 5;
/** Gives a tree of about 50,000 nodes. */
const SMALL = 3200;

const figures: Figure[] = [];
for (const next of [() => startFigures(runs), exampleFigures, largeFigures, textFigures, layoutFigures, d3Figures]) {
  const measured = await next();
  figures.push(...measured);
  process.stdout.write(`${table(measured)}\n\n`);
  writeFileSync(fileURLToPath(new URL('../../docs/benchmarks-window.md', import.meta.url)), document());
}

async function exampleFigures(): Promise<Figure[]> {
  const opened = await openings(EXAMPLE);
  return [{ what: 'the example dropped → graph painted', ours: opened.graphMs, unit: 'ms', goal: { most: 300 } }];
}

async function largeFigures(): Promise<Figure[]> {
  const [before, after] = await pprofPairFiles(200_000);
  const all: Acts[] = [];
  const opened = await openings([before, after], all);
  const peer = { peer: await pprofPage(before, after), peerName: 'pprof -http, flame graph' };
  const pair = '2 × 200k stacks (pprof)';
  const act = (of: keyof Acts): number => median(all.map((acts) => acts[of]));
  return [
    {
      what: `${pair} dropped → findings painted`,
      ours: opened.findingsMs,
      unit: 'ms',
      ...peer,
      goal: { ratio: 0.25, most: 3000 },
    },
    { what: `${pair} dropped → graph painted`, ours: opened.graphMs, unit: 'ms', ...peer },
    { what: `${pair}, longest task of the page`, ours: opened.longestTaskMs, unit: 'ms', goal: { most: 100 } },
    { what: `${pair}, memory of the page`, ours: opened.megabytes, unit: 'MB', goal: { most: 400 } },
    { what: `${pair}, slowest switch of view → painted`, ours: act('switchMs'), unit: 'ms', goal: { most: 100 } },
    { what: `${pair}, slowest search keystroke → painted`, ours: act('searchMs'), unit: 'ms', goal: { most: 100 } },
    { what: `${pair}, slowest zoom → painted`, ours: act('zoomMs'), unit: 'ms', goal: { most: 100 } },
    { what: `${pair}, most boxes drawn`, ours: act('boxes'), unit: 'boxes', goal: { most: 2000 } },
  ];
}

async function textFigures(): Promise<Figure[]> {
  const opened = await openings(await debug2Pair(100_000, 2000, 'one each'));
  const pair = '2 × 100k goroutines (debug=2, 2 × 154 MB)';
  return [
    { what: `${pair} dropped → graph painted`, ours: opened.graphMs, unit: 'ms', goal: { most: 3000 } },
    { what: `${pair}, longest task of the page`, ours: opened.longestTaskMs, unit: 'ms', goal: { most: 100 } },
  ];
}

async function layoutFigures(): Promise<Figure[]> {
  const tree = await treeOf(await pprofPairFiles(200_000));
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    const whole = { x0: 0, x1: 1, firstDepth: 0, lastDepth: tree.maxDepth, width: 1100, minWidth: 0.7, limit: 2000 };
    visibleNodes(weigh(tree, 'after'), { ...whole, always: null });
    times.push(performance.now() - begun);
  }
  const what = `layout of ${(tree.length / 1e6).toFixed(1)}M nodes, as far as it is drawn`;
  return [{ what, ours: median(times), unit: 'ms', goal: { most: 300 } }];
}

async function d3Figures(): Promise<Figure[]> {
  const files = await pprofPairFiles(SMALL);
  const tree = await treeOf(files);
  const theirs: { readonly paintMs: number; readonly zoomMs: number }[] = [];
  for (let run = 0; run < runs; run++) theirs.push(await d3FlameGraph(tree));
  const all: Acts[] = [];
  await openings(files, all);
  const what = `tree of ${Math.round(tree.length / 1000)}k nodes`;
  const peer = (of: 'paintMs' | 'zoomMs') => ({
    peer: median(theirs.map((one) => one[of])),
    peerName: 'd3-flame-graph',
  });
  const goal = { ratio: 0.1 };
  return [
    {
      what: `${what}, drawn → painted`,
      ours: median(all.map(({ switchMs }) => switchMs)),
      unit: 'ms',
      ...peer('paintMs'),
      goal,
    },
    {
      what: `${what}, zoom → painted`,
      ours: median(all.map(({ zoomMs }) => zoomMs)),
      unit: 'ms',
      ...peer('zoomMs'),
      goal,
    },
  ];
}

/** Medians of opening a pair; with `acts`, also what is done with it then. */
async function openings(files: readonly string[], acts?: Acts[]): Promise<Opening> {
  const all: Opening[] = [];
  for (let run = 0; run < runs; run++) {
    all.push(await openPair(files, async (page) => void acts?.push(await actOn(page))));
  }
  const of = (what: keyof Opening): number => median(all.map((opening) => opening[what]));
  return {
    findingsMs: of('findingsMs'),
    graphMs: of('graphMs'),
    longestTaskMs: of('longestTaskMs'),
    megabytes: of('megabytes'),
  };
}

/** The tree of all that is there after. */
async function treeOf(files: readonly string[]): Promise<FlameTree> {
  const analysed = await analyse({ inputs: files.map((path) => ({ path })), options: DEFAULT_OPTIONS });
  if (!analysed.ok) throw new Error(analysed.error.message);
  const { diff } = analysed.value.analysis;
  const tree = weigh(
    buildFlameTrie(diff, { root: { kind: 'entry' }, collapseRecursion: false, filters: null }),
    'after',
  );
  if (tree.value[ROOT] === 0) throw new Error('nothing to draw');
  return tree;
}

function document(): string {
  const times = runs === 1 ? 'one run' : `medians of ${runs} runs`;
  return `# Benchmarks of the window

Written by \`npm run bench:ui\`; all figures are from one call of it, ${times}, drawn by software (no graphics card). A
time ends with the frame that shows the result. Where the load below is above the number of processors, the machine
had other work, and the times are longer than they need be. pprof ran once: from its start until its flame graph of the
same pair is painted in a window of the same Electron. d3-flame-graph draws the same tree in such a window, its glide
turned off. *drawn → painted* of ours is the slowest switch of view.

${circumstances()
  .split('\n')
  .map((line) => `- ${line}`)
  .join('\n')}

${table(figures)}
`;
}
