import { createHash } from 'node:crypto';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { thirdParty } from './build/third-party.ts';

/** Names the page's own script and style in its content security policy by their hashes: nothing else may run. */
function policyByHash(): Plugin {
  const hashes = (html: string, tag: 'script' | 'style'): string =>
    [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))]
      .map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
      .join(' ');
  return {
    name: 'policy-by-hash',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || typeof file.source !== 'string' || !file.fileName.endsWith('.html')) continue;
          const html = file.source;
          file.source = html
            .replace('script-src HASHES', () => `script-src ${hashes(html, 'script')}`)
            .replace('style-src HASHES', () => `style-src ${hashes(html, 'style')}`);
        }
      },
    },
  };
}

/** The viewer of exported HTML reports: the renderer's components as one page, into which core/report/html puts the data. */
export default defineConfig({
  root: 'src/renderer',
  plugins: [svelte(), viteSingleFile(), policyByHash(), thirdParty('report')],
  build: {
    target: 'chrome108',
    outDir: '../../out/report',
    emptyOutDir: true,
    minify: true,
    modulePreload: false,
    rollupOptions: { input: 'src/renderer/report.html' },
  },
});
