import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import { encodeAnalysis } from '../../../src/core/report/embed.ts';
import type { Analysis } from '../../../src/core/report/model.ts';

export interface Harness {
  /** The window on an analysis by its name, or on a state of main. */
  address(what: { analysis?: string; state?: object }): string;
  close(): Promise<void>;
}

/** Serves the window for a plain browser, on analyses that are made here: no Electron, no main. */
export async function serveHarness(analyses: Readonly<Record<string, Analysis>>): Promise<Harness> {
  const server = await createServer({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins: [
      svelte({ configFile: false }),
      {
        name: 'analyses',
        configureServer: ({ middlewares }) => {
          middlewares.use('/analysis/', (request, response) => {
            const analysis = analyses[request.url?.slice(1) ?? ''];
            response.end(analysis === undefined ? '' : encodeAnalysis(analysis));
          });
        },
      },
    ],
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null, fs: { strict: false } },
  });
  await server.listen();
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
