import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Chunk {
  readonly type: string;
  readonly modules?: Readonly<Record<string, { readonly code: string | null }>>;
}

/** Packages whose files are copied rather than bundled. */
const COPIED = ['web-tree-sitter', 'tree-sitter-go'];
const LIST = 'out/third-party.json';

/**
 * Notes which packages' code went into a bundle, in out/third-party.json, and writes the page of their licences,
 * out/THIRD-PARTY-LICENSES.txt, anew. Electron and Chromium bring theirs along themselves.
 */
export function thirdParty(bundleName: string) {
  return {
    name: 'third-party',
    writeBundle(_options: unknown, bundle: Readonly<Record<string, Chunk>>) {
      const found = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}).flatMap(packageOf));
      const lists = { ...readLists(), [bundleName]: [...new Set(found)].sort() };
      mkdirSync(dirname(LIST), { recursive: true });
      writeFileSync(LIST, `${JSON.stringify(lists, null, 2)}\n`);
      const all = [...new Set([...Object.values(lists).flat(), ...COPIED])].sort();
      writeFileSync('out/THIRD-PARTY-LICENSES.txt', all.map(licenceOf).join(`\n${'-'.repeat(78)}\n\n`));
    },
  };
}

function readLists(): Record<string, string[]> {
  return existsSync(LIST) ? JSON.parse(readFileSync(LIST, 'utf8')) : {};
}

function packageOf(module: string): string[] {
  const inner = module.replaceAll('\\', '/').split('/node_modules/').at(-1);
  if (inner === undefined || inner === module) return [];
  const [scope = '', name = ''] = inner.split('/');
  return [scope.startsWith('@') ? `${scope}/${name}` : scope];
}

function licenceOf(name: string): string {
  const folder = join('node_modules', name);
  const { version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  const text = file === undefined ? `Licence: ${license}\n` : readFileSync(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n${homepage ?? `https://www.npmjs.com/package/${name}`}\n\n${text.trim()}\n`;
}
