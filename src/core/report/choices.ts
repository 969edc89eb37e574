/** What a person may choose of a report. This module imports nothing: the command line loads it to parse its flags. */

/** What a report leaves out. labels: keys and values. args: argument words and addresses. paths: folders of files. hosts: names and addresses of machines. */
export const REDACTIONS = ['labels', 'args', 'paths', 'hosts'] as const;
export type Redaction = (typeof REDACTIONS)[number];

/** What every report that is written leaves out, unless told otherwise. */
export const DEFAULT_REDACTIONS: readonly Redaction[] = ['labels', 'args'];

/**
 * What a written profile holds. delta: the difference, negative where it shrank. base: both sides, those of BEFORE
 * negative and labelled pprof::base, as `pprof -diff_base` has them. before, after: that side alone.
 */
export const PROFILE_SIDES = ['delta', 'base', 'before', 'after'] as const;
export type ProfileSide = (typeof PROFILE_SIDES)[number];

/** The formats that are written to files, by the ending that chooses them. xml is JUnit's. */
export const REPORT_FORMATS = ['html', 'md', 'json', 'sarif', 'xml', 'folded', 'svg', 'pb.gz'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The format that a file's name asks for, or null. */
export function formatOf(name: string): ReportFormat | null {
  return REPORT_FORMATS.find((format) => name.toLowerCase().endsWith(`.${format}`)) ?? null;
}
