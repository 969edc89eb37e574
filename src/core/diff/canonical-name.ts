import { collapseTypeArguments, splitFunctionName } from '../model/function-name.ts';

/** A function's name without what changes from build to build though the code does not. */
export interface CanonicalName {
  readonly name: string;
  /** The compiler numbers it (a closure, an init, a loop body): the number says nothing in another build. */
  readonly numbered: boolean;
}

/**
 * Folds closure and init numbers, the caller's name before an inlined closure, package-level closures (glob..func1 up
 * to Go 1.21, init.func1 since), vendor folders, major versions of modules, and packages that the standard library
 * moved. null: a frame that some Go versions have and others do not, at the foot of a lock.
 */
export function canonicalName(printed: string): CanonicalName | null {
  const parts = splitFunctionName(collapseTypeArguments(printed));
  if (isInnerFrameOfLock(parts.package, parts.symbol)) return null;
  const [path, symbol] = movedInStandardLibrary(parts.package, parts.symbol);
  const { symbol: folded, numbered } = foldNumbers(symbol);
  return { name: `${foldPath(path)}.${folded}`, numbered };
}

/** Go 1.24 put sync.Mutex's work into internal/sync; slow paths are outlined by some versions only. */
function isInnerFrameOfLock(path: string, symbol: string): boolean {
  if (path === 'internal/sync') return true;
  return path === 'sync' && (symbol.startsWith('runtime_') || /\.(?:r?lockSlow|doSlow)$/.test(symbol));
}

/** HTTP/2 was bundled into net/http under names with "http2" until Go 1.26, and is a package of its own since. */
function movedInStandardLibrary(path: string, symbol: string): [string, string] {
  if (path !== 'net/http' || !/^(?:\(\*)?http2/.test(symbol)) return [path, symbol];
  return ['net/http/internal/http2', symbol.replace(/^(\(\*)?http2/, '$1')];
}

function foldPath(path: string): string {
  return path
    .replace(/^(?:.*\/)?vendor\//, '')
    .replace(/\/v\d+(?=\/|$)/g, '')
    .replace(/\.v\d+(?=\/|$)/, '');
}

const NUMBER = /^(?:func\d+|gowrap\d+|deferwrap\d+|\d+)$/;

function foldNumbers(symbol: string): { symbol: string; numbered: boolean } {
  const parts = splitAtDots(symbol.replace(/-range\d+/g, '.0').replace(/^glob\.\./, 'init.'));
  let end = parts.length;
  while (end > 1 && NUMBER.test(parts[end - 1] ?? '')) end--;
  if (end === parts.length) return { symbol, numbered: false };
  const name = parts[end - 1] ?? '';
  const closures = parts.slice(end);
  // init.3 is the fourth init of the package; init.3.func1 a closure in it.
  if (name === 'init' && closures.every((part) => /^\d+$/.test(part))) return { symbol: 'init.*', numbered: true };
  // What stands before the innermost named function is a caller that it was inlined into, or its receiver.
  const receiver = parts[end - 2]?.startsWith('(') ? `${parts[end - 2]}.` : '';
  return { symbol: `${receiver}${name}.func*`, numbered: true };
}

/** The parts between dots that are not inside parentheses or brackets. */
function splitAtDots(symbol: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < symbol.length; i++) {
    const c = symbol[i];
    if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (c === '.' && depth === 0) {
      parts.push(symbol.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(symbol.slice(start));
  return parts;
}
