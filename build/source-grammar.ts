import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Puts the two WebAssembly files that read Go source beside the bundle, where src/node/source/grammar.ts looks. */
export function sourceGrammar() {
  return {
    name: 'source-grammar',
    generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
      for (const module of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-go/tree-sitter-go.wasm']) {
        const fileName = module.slice(module.indexOf('/') + 1);
        this.emitFile({ type: 'asset', fileName, source: readFileSync(require.resolve(module)) });
      }
    },
  };
}
