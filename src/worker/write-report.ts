import { readFile } from 'node:fs/promises';
import { DEFAULT_REDACTIONS, type Redaction, type ReportFormat } from '../core/report/choices.ts';
import type { Analysis } from '../core/report/model.ts';
import { redact } from '../core/report/redact.ts';
import { type RenderOptions, renderReport } from '../core/report/render.ts';
import { writeAtomic } from '../node/write-atomic.ts';
import { failed, type Outcome } from './protocol.ts';

export interface ReportOptions {
  /** Default: labels and arguments. */
  readonly redactions: readonly Redaction[];
  readonly render: Partial<Omit<RenderOptions, 'page'>>;
}

export interface ReportRequest {
  /** Where to write it. */
  readonly path: string;
  readonly format: ReportFormat;
  /** Path of the built viewer page that HTML is made of. */
  readonly page: string;
  readonly options: Partial<ReportOptions>;
}

/** Writes a report whole or not at all. */
export async function writeReport(analysis: Analysis, request: ReportRequest): Promise<Outcome<null>> {
  const { path, format, options } = request;
  const shown = redact(analysis, options.redactions ?? DEFAULT_REDACTIONS);
  const page = format === 'html' ? await viewerPage(request.page) : { ok: true as const, value: '' };
  if (!page.ok) return page;
  const written = await writeAtomic(path, renderReport(format, shown, { ...options.render, page: page.value }));
  return written.ok
    ? { ok: true, value: null }
    : failed('unwritable', `the report cannot be written: ${written.error.message}`, written.error.advice);
}

async function viewerPage(path: string): Promise<Outcome<string>> {
  try {
    return { ok: true, value: await readFile(path, 'utf8') };
  } catch {
    return failed(
      'unwritable',
      `the viewer page ${path} is missing`,
      'run "npm run build", or install straggler again',
    );
  }
}
