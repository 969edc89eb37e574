import { libraryName } from './library-name.ts';

/** Functions that only run another one on their goroutine: never a culprit, wherever they stand at the root. */
const TRAMPOLINES: ReadonlySet<string> = new Set([
  'runtime.main',
  'runtime.goexit',
  'time.goFunc',
  'sync.(*WaitGroup).Go',
  'golang.org/x/sync/errgroup.(*Group).Go',
  'golang.org/x/sync/errgroup.(*Group).TryGo',
  'golang.org/x/sync/errgroup.(*Group).add',
  'golang.org/x/sync/singleflight.(*Group).doCall',
  'github.com/sourcegraph/conc.(*WaitGroup).Go',
  'github.com/oklog/run.(*Group).Run',
  'k8s.io/apimachinery/pkg/util/wait.(*Group).Start',
]);

/** Functions that start goroutines for others: as a creator they say little. */
const POOR_CREATORS: ReadonlySet<string> = new Set([
  'time.goFunc',
  'context.AfterFunc',
  'context.(*afterFuncCtx).cancel',
  'sync.(*WaitGroup).Go',
  'net/http.(*Server).Serve',
  'golang.org/x/sync/errgroup.(*Group).Go',
  'golang.org/x/sync/errgroup.(*Group).TryGo',
  'golang.org/x/sync/errgroup.(*Group).add',
  'golang.org/x/sync/singleflight.(*Group).DoChan',
  'github.com/sourcegraph/conc.(*WaitGroup).Go',
  'github.com/sourcegraph/conc/pool.(*Pool).Go',
  'github.com/oklog/run.(*Group).Run',
  'github.com/panjf2000/ants.(*goWorker).run',
  'k8s.io/apimachinery/pkg/util/wait.(*Group).Start',
]);

/** Last words of helpers that start a goroutine and recover for it, as people name them. */
const SPAWN_HELPER =
  /(^|[.)])(Safe)?(Go|Spawn|Async|GoSafe|SafeGo|GoRecover|RunAsync|GoFunc|GoCtx|StartGoroutine)(\[\.\.\.\])?$/i;

/** Whether a function, given as the tables write it, only runs another one on its goroutine. */
export function isTrampoline(bare: string): boolean {
  return TRAMPOLINES.has(bare);
}

/** Whether a function starts goroutines for others. */
export function isPoorCreator(name: string): boolean {
  return POOR_CREATORS.has(libraryName(name)) || SPAWN_HELPER.test(name.replace(/(\.func\d+|\.\d+|\.gowrap\d+)+$/, ''));
}
