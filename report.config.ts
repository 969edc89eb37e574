import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** The viewer of exported HTML reports: the renderer's components as one page, into which core/report/html puts the data. */
export default defineConfig({
  root: 'src/renderer',
  plugins: [svelte(), viteSingleFile()],
  build: {
    target: 'chrome108',
    outDir: '../../out/report',
    emptyOutDir: true,
    minify: true,
    rollupOptions: { input: 'src/renderer/report.html' },
  },
});
