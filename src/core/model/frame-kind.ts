import { at } from './column.ts';
import { splitFunctionName } from './function-name.ts';
import { functionIndex } from './index-types.ts';
import type { Symbols } from './symbols.ts';

/** Whose code a frame is: the program's own, a dependency's, the standard library's, or the Go runtime's. */
export type FrameKind = 'user' | 'vendor' | 'stdlib' | 'runtime';

/** FrameKind by its number in a column. */
export const FRAME_KINDS: readonly FrameKind[] = ['user', 'vendor', 'stdlib', 'runtime'];

/**
 * Whose code a function is, from its package path and the file it is defined in. A dependency lies in a module
 * cache, a vendor folder or (with -trimpath) has a version in its path; the standard library lies in GOROOT, or has
 * a first path element without a dot and a file of the same package ("net/http/server.go"). What is left is the
 * program's own.
 */
export function frameKind(name: string, file: string): FrameKind {
  const { package: path } = splitFunctionName(name);
  if (path === 'runtime' || path.startsWith('runtime/internal/') || path.startsWith('internal/runtime/')) {
    return 'runtime';
  }
  if (path === '' && !name.includes('.')) return 'runtime';
  if (path === 'main') return 'user';
  const where = file.replaceAll('\\', '/');
  if (path.startsWith('vendor/') || TOOLCHAIN.test(where)) return 'stdlib';
  if (/@v\d/.test(where) || where.includes('/pkg/mod/') || /(^|\/)vendor\//.test(where)) return 'vendor';
  return isStandardPackage(path) && !isOutsideGoroot(where) ? 'stdlib' : 'user';
}

/** A Go toolchain that was itself fetched as a module. */
const TOOLCHAIN = /golang\.org\/toolchain@v/;

/** An absolute path that cannot be GOROOT's: its packages lie below a folder src. */
function isOutsideGoroot(file: string): boolean {
  return (file.startsWith('/') || /^[a-zA-Z]:\//.test(file)) && !file.includes('/src/');
}

/**
 * Index into FRAME_KINDS for each function of a program. A program that was installed from the module cache
 * (go install example.com/tool@v1.2.3) has its own code there: what shares the module of main is the program's own.
 */
export function functionKinds(symbols: Symbols): Uint8Array {
  const { strings, functions } = symbols;
  const file = (fn: number) => strings[at(functions.file, functionIndex(fn))] ?? '';
  const kinds = new Uint8Array(functions.length);
  let own: string | null = null;
  for (let fn = 0; fn < kinds.length; fn++) {
    const name = strings[at(functions.name, functionIndex(fn))] ?? '';
    kinds[fn] = FRAME_KINDS.indexOf(frameKind(name, file(fn)));
    if (name === 'main.main') own = moduleOf(file(fn));
  }
  if (own === null) return kinds;
  for (let fn = 0; fn < kinds.length; fn++) {
    if (kinds[fn] === VENDOR && moduleOf(file(fn)) === own) kinds[fn] = USER;
  }
  return kinds;
}

const USER = FRAME_KINDS.indexOf('user');
const VENDOR = FRAME_KINDS.indexOf('vendor');

/** The part of a path up to its module's version: "/go/pkg/mod/example.com/tool@v1.2.3"; null without one. */
function moduleOf(file: string): string | null {
  return /^(.*?@v\d[^/]*)\//.exec(file.replaceAll('\\', '/'))?.[1] ?? null;
}

/** First path elements of the standard library, Go 1.0 to 1.27. Data, so that an own package "checkout" is not taken for it. */
const STANDARD_ROOTS = new Set(
  (
    'archive bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar ' +
    'flag fmt go hash html image index internal io iter log maps math mime net os path plugin reflect regexp ' +
    'runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe weak vendor'
  ).split(' '),
);

/** Whether the path is one of the standard library's packages; a second-level check keeps an own "net/mine" rare but possible. */
export function isStandardPackage(path: string): boolean {
  const slash = path.indexOf('/');
  return STANDARD_ROOTS.has(slash < 0 ? path : path.slice(0, slash));
}
