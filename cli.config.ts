import { defineConfig } from 'vite';

/** The command line as one folder for plain Node: the command, and the worker it starts for large files. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node16',
    outDir: 'out/cli',
    emptyOutDir: true,
    rollupOptions: {
      input: { straggler: 'src/cli/straggler.ts', worker: 'src/worker/worker.ts' },
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: true },
});
