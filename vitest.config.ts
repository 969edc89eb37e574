import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Where `npm test` wants the results as JSON, to count them. */
const results = process.env['STRAGGLER_VITEST_RESULTS'];

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['browser'] },
  test: {
    include: ['test/**/*.test.{ts,mjs}'],
    exclude: ['test/e2e/**', 'test/fixtures/**', 'test/corpus/**'],
    testTimeout: 30_000,
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
  },
});
