import { deflate } from 'pako';
import { base64 } from './base64.ts';
import { encodeAnalysis } from './embed.ts';
import { escapeMarkup } from './html-escape.ts';
import { staticReport } from './html-static.ts';
import type { Analysis } from './model.ts';

/** Id of the element that holds the analysis: deflated JSON in base64, text that no browser runs. */
export const EMBED_ID = 'straggler-analysis';

/**
 * One page that needs nothing else: the built viewer (`page`: its script and style inline, its content security
 * policy in place), the analysis for it, and before both the findings as plain HTML, which is what a reader without
 * script sees. Nothing of a dump becomes markup.
 */
export function* renderHtml(analysis: Analysis, page: string): Generator<string | Uint8Array> {
  const { head, body } = partPage(page);
  yield head.replace(/<title>[^<]*<\/title>/, () => `<title>${escapeMarkup(title(analysis))}</title>`);
  yield* staticReport(analysis);
  yield `<script type="text/plain" id="${EMBED_ID}">`;
  yield base64(deflate(new TextEncoder().encode(encodeAnalysis(analysis)), { level: 9 }));
  yield '</script>\n';
  yield body;
}

/** The page up to and including its opening body tag, and from there on. */
function partPage(page: string): { readonly head: string; readonly body: string } {
  const open = /<body[^>]*>/.exec(page);
  if (open === null) throw new Error('the viewer page has no body');
  const end = open.index + open[0].length;
  return { head: page.slice(0, end), body: page.slice(end) };
}

function title({ before, after }: Analysis): string {
  return before === null ? `Goroutines of ${after.name}` : `Goroutine leaks: ${before.name} → ${after.name}`;
}
