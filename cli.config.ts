import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { defineConfig } from 'vite';
import { thirdParty } from './build/third-party.ts';

/** What the command reads at run time, and lies beside it. The viewer page is there once `report.config.ts` was built. */
const BESIDE = [
  'out/report/report.html',
  'docs/report.schema.json',
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'node_modules/tree-sitter-go/tree-sitter-go.wasm',
];

/** The command line as one folder for plain Node: the command, the worker it starts for large files, and what it reads. */
export default defineConfig({
  plugins: [
    thirdParty('cli'),
    {
      name: 'files-beside-the-command',
      async writeBundle({ dir }) {
        for (const file of BESIDE)
          if (existsSync(file)) await copyFile(file, `${dir}/${file.slice(file.lastIndexOf('/') + 1)}`);
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
