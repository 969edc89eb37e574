import type { ProfileSide, ReportFormat } from './choices.ts';
import { renderFolded } from './folded.ts';
import { DEFAULT_GATE, type Gate } from './gate.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { Analysis } from './model.ts';
import { renderProfile } from './pprof.ts';
import { renderSarif } from './sarif.ts';
import { renderSvg } from './svg.ts';

export interface RenderOptions {
  /** The built viewer page; only HTML needs it. */
  readonly page: string;
  /** Which side a profile holds. */
  readonly profile: ProfileSide;
  /** What fails in JUnit. */
  readonly gate: Gate;
  /** Prefixes of paths that SARIF takes off, so that files are named from the root of the repository. */
  readonly trim: readonly string[];
}

const DEFAULTS: RenderOptions = { page: '', profile: 'delta', gate: DEFAULT_GATE, trim: [] };

/** The report in pieces, text as UTF-8. The same analysis and options give the same bytes. */
export function renderReport(
  format: ReportFormat,
  analysis: Analysis,
  choices: Partial<RenderOptions> = {},
): Iterable<string | Uint8Array> {
  const options = { ...DEFAULTS, ...choices };
  switch (format) {
    case 'html':
      return renderHtml(analysis, options.page);
    case 'md':
      return [renderMarkdown(analysis)];
    case 'json':
      return renderJson(analysis);
    case 'sarif':
      return [renderSarif(analysis, options.trim)];
    case 'xml':
      return [renderJunit(analysis, options.gate)];
    case 'folded':
      return renderFolded(analysis.diff);
    case 'svg':
      return [renderSvg(analysis)];
    case 'pb.gz':
      return [renderProfile(analysis, options.profile)];
  }
}
