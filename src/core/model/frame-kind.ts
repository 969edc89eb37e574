import { splitFunctionName } from './function-name.ts';

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
  const at = file.replaceAll('\\', '/');
  if (/@v\d/.test(at) || at.includes('/pkg/mod/') || /(^|\/)vendor\//.test(at)) {
    return /\/(toolchain@v|golang\.org\/toolchain@)/.test(at) ? 'stdlib' : 'vendor';
  }
  return isStandardPackage(path) ? 'stdlib' : 'user';
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
