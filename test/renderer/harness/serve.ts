import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview } from 'vite';
import { encodeAnalysis } from '../../../src/core/report/embed.ts';
import type { Analysis } from '../../../src/core/report/model.ts';

/** What the window is opened on: an analysis by its name, or a state of main. */
export interface Occasion {
  readonly analysis?: string;
  readonly state?: object;
}

export interface Harness {
  address(on: Occasion): string;
  close(): Promise<void>;
}

/** Builds the window for a plain browser and serves it, on analyses that are made here: no Electron, no main. */
export async function serveHarness(analyses: Readonly<Record<string, Analysis>>): Promise<Harness> {
  const outDir = mkdtempSync(join(tmpdir(), 'straggler-harness-'));
  const common = { root: import.meta.dirname, configFile: false, logLevel: 'error' } as const;
  await build({
    ...common,
    plugins: [svelte({ configFile: false })],
    build: { outDir, target: 'chrome108', emptyOutDir: true },
  });
  const server = await preview({
    ...common,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
    plugins: [
      {
        name: 'analyses',
        configurePreviewServer: ({ middlewares }) => {
          middlewares.use('/analysis/', (request, response) => {
            const analysis = analyses[request.url?.slice(1) ?? ''];
            response.end(analysis === undefined ? '' : encodeAnalysis(analysis));
          });
        },
      },
    ],
  });
  const [address = ''] = server.resolvedUrls?.local ?? [];
  return {
    address: ({ analysis, state }) => {
      const query = new URLSearchParams();
      if (analysis !== undefined) query.set('analysis', analysis);
      if (state !== undefined) query.set('state', JSON.stringify(state));
      return `${address}?${query}`;
    },
    close: () => server.close(),
  };
}
