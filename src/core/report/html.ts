import { deflate } from 'pako';
import { base64 } from './base64.ts';
import { encodeAnalysis } from './embed.ts';
import { escapeMarkup } from './html-escape.ts';
import { staticReport, staticStacks } from './html-static.ts';
import type { Analysis } from './model.ts';

/** Id of the element that holds the analysis: deflated JSON in base64, text that no browser runs. */
export const EMBED_ID = 'straggler-analysis';

/**
 * One page that needs nothing else: the built viewer (`page`: its script and style inline, its content security
 * policy in place), the analysis for it, and around both the findings and stacks as plain HTML, which is what a reader
 * without script sees and what is printed. Nothing of a dump becomes markup.
 */
export function* renderHtml(analysis: Analysis, page: string): Generator<string | Uint8Array> {
  const { head, body, tail } = partPage(page);
  yield head.replace(/<title>[^<]*<\/title>/, () => `<title>${escapeMarkup(title(analysis))}</title>`);
  yield* staticReport(analysis);
  yield `<script type="text/plain" id="${EMBED_ID}">`;
  yield base64(deflate(new TextEncoder().encode(encodeAnalysis(analysis)), { level: 6 }));
  yield '</script>\n';
  yield body;
  yield* staticStacks(analysis);
  yield tail;
}

/** The page up to and including its opening body tag, what is in the body, and its end. */
function partPage(page: string): { readonly head: string; readonly body: string; readonly tail: string } {
  const open = /<body[^>]*>/.exec(page);
  const close = page.lastIndexOf('</body>');
  if (open === null || close < open.index) throw new Error('the viewer page has no body');
  const start = open.index + open[0].length;
  return { head: page.slice(0, start), body: page.slice(start, close), tail: page.slice(close) };
}

function title({ before, after }: Analysis): string {
  return before === null ? `Goroutines of ${after.name}` : `Goroutine leaks: ${before.name} → ${after.name}`;
}
