import { copyFile } from 'node:fs/promises';
import { defineConfig } from 'vite';

/** The command line as one folder for plain Node: the command, the worker it starts for large files, and what it reads. */
export default defineConfig({
  plugins: [
    {
      name: 'files-beside-the-command',
      async writeBundle() {
        await copyFile('out/report/report.html', 'out/cli/report.html');
        await copyFile('docs/report.schema.json', 'out/cli/report.schema.json');
        await copyFile('node_modules/web-tree-sitter/web-tree-sitter.wasm', 'out/cli/web-tree-sitter.wasm');
        await copyFile('node_modules/tree-sitter-go/tree-sitter-go.wasm', 'out/cli/tree-sitter-go.wasm');
      },
    },
  ],
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/cli',
    emptyOutDir: true,
    rollupOptions: {
      input: { straggler: 'src/cli/straggler.ts', worker: 'src/worker/worker.ts' },
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: true },
});
