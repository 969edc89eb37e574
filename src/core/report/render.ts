import { renderFolded } from './folded.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import type { Analysis } from './model.ts';

/** The formats that are written to files, by the ending that chooses them. */
export const REPORT_FORMATS = ['html', 'md', 'json', 'folded'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface RenderOptions {
  /** The built viewer page; only HTML needs it. */
  readonly page: string;
}

/** The report in pieces, text as UTF-8. The same analysis and options give the same bytes. */
export function renderReport(
  format: ReportFormat,
  analysis: Analysis,
  options: RenderOptions,
): Iterable<string | Uint8Array> {
  switch (format) {
    case 'html':
      return renderHtml(analysis, options.page);
    case 'md':
      return [renderMarkdown(analysis)];
    case 'json':
      return renderJson(analysis);
    case 'folded':
      return renderFolded(analysis.diff);
  }
}

/** The format that a file's name asks for, or null. */
export function formatOf(name: string): ReportFormat | null {
  return REPORT_FORMATS.find((format) => name.toLowerCase().endsWith(`.${format}`)) ?? null;
}
