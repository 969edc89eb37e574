import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';

/** A parser of Go source. The runtime and the grammar are WebAssembly: nothing native, nothing run from the source. */
export async function goParser(): Promise<Parser> {
  await Parser.init({ wasmBinary: await wasm('web-tree-sitter/web-tree-sitter.wasm') });
  const parser = new Parser();
  parser.setLanguage(await Language.load(await wasm('tree-sitter-go/tree-sitter-go.wasm')));
  return parser;
}

/** Built, the file lies beside this one; from source, in its package. */
async function wasm(module: string): Promise<Uint8Array> {
  const beside = fileURLToPath(new URL(`./${module.slice(module.indexOf('/') + 1)}`, import.meta.url));
  return readFile(existsSync(beside) ? beside : createRequire(import.meta.url).resolve(module));
}
