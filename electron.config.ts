import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { sourceGrammar } from './build/source-grammar.ts';
import { thirdParty } from './build/third-party.ts';

// electron-vite asks the Electron binary for its version; builds must work where there is none.
process.env['ELECTRON_MAJOR_VER'] ??= '22';

/** Main, preload and renderer of the desktop app. One build runs on Electron 22 (our tests) and on the newest. */
export default defineConfig({
  main: {
    plugins: [sourceGrammar(), thirdParty('main')],
    build: {
      target: 'node16',
      outDir: 'out/main',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/main/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
  },
  preload: {
    plugins: [thirdParty('preload')],
    build: {
      target: 'node16',
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [svelte(), thirdParty('renderer')],
    build: {
      target: 'chrome108',
      outDir: 'out/renderer',
      minify: true,
      rollupOptions: { input: 'src/renderer/index.html' },
    },
  },
});
