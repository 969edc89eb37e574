import { splitFunctionName } from '../../model/function-name.ts';

/** A name as this table writes it: no major version in the path, no closure or wrapper suffix, no "[...]". */
export function libraryName(name: string): string {
  const slash = name.lastIndexOf('/');
  const path = slash < 0 ? '' : name.slice(0, slash).replace(/\/v\d+(?=\/|$)/g, '');
  const last = name
    .slice(slash + 1)
    .replace(/^v\d+(?=\.)/, '')
    .replace(/^([\w-]+)\.v\d+(?=\.)/, '$1')
    .replace('[...]', '')
    .replace(/(?:\.func\d+|\.\d+|\.gowrap\d+|\.deferwrap\d+|-fm|-range\d+)+$/, '');
  return path === '' || last.startsWith('.') ? path + last : `${path}/${last}`;
}

/** The module a function belongs to, as far as its path tells: "github.com/redis/go-redis", "net/http". */
export function libraryOf(name: string): string {
  const path = splitFunctionName(libraryName(name)).package.split('/');
  const host = path[0] ?? '';
  if (!host.includes('.')) return path.join('/');
  return path.slice(0, host === 'gopkg.in' || host === 'google.golang.org' || host === 'go.uber.org' ? 2 : 3).join('/');
}

/** Who makes the library of a function: "github.com/dgraph-io"; the library itself where its path does not tell. */
export function libraryMaker(name: string): string {
  const library = libraryOf(name);
  return library.startsWith('github.com/') ? library.split('/').slice(0, 2).join('/') : library;
}
