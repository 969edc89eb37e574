import type { Evidence, Finding } from '../diagnose/finding.ts';
import { REDACTIONS, type Redaction } from './choices.ts';
import type { Analysis, Source, SourcedWarning } from './model.ts';
import { redactTables } from './redact-tables.ts';

/** The analysis without these, in its tables as in its sentences; it says itself what was left out. */
export function redact(analysis: Analysis, redactions: readonly Redaction[]): Analysis {
  if (redactions.length === 0) return analysis;
  const what = REDACTIONS.filter((redaction) => redactions.includes(redaction));
  const clean = cleaner(what);
  const noLabels = what.includes('labels');
  const source = (one: Source, name: string): Source => ({
    ...one,
    labels: one.labels && !noLabels,
    name: what.includes('hosts') ? `${name}${ENDINGS[one.format]}` : one.name,
  });
  const beside = (name: string, i: number) => (what.includes('hosts') ? `beside-${i + 1}` : name);
  const { comparison } = analysis.diff;
  return {
    ...analysis,
    before: analysis.before === null ? null : source(analysis.before, 'before'),
    after: source(analysis.after, 'after'),
    series: analysis.series.map((one, i) => source(one, `snapshot-${i + 1}`)),
    beside: analysis.beside.map((file, i) => ({ ...file, name: beside(file.name, i) })),
    counts: analysis.counts.map((course) => ({
      ...course,
      file: beside(
        course.file,
        analysis.beside.findIndex(({ name }) => name === course.file),
      ),
      name: noLabels ? '' : clean(course.name),
    })),
    diff: {
      ...redactTables(analysis.diff, {
        labels: noLabels,
        file: what.includes('paths') ? withoutFolders : (file) => file,
        label: clean,
      }),
      comparison: {
        ...comparison,
        reasons: comparison.reasons.map(clean),
        manual: comparison.manual.map((match) => ({ ...match, text: clean(match.text) })),
        filters: comparison.filters.map((filter) => cleanFilter(filter, noLabels, clean)),
      },
    },
    findings: analysis.findings.map((finding) => cleanFinding(finding, noLabels, clean)),
    warnings: analysis.warnings.map((warning) => cleanWarning(warning, noLabels, clean)),
    redacted: what,
  };
}

type Clean = (text: string) => string;

const ENDINGS: Record<Source['format'], string> = {
  pprof: '.pb.gz',
  debug1: '.debug1.txt',
  debug2: '.debug2.txt',
  crash: '.crash.txt',
};

/** Argument words as tracebacks print them, "(0xc000123456, {0x10, ...})", and addresses that stand alone. */
const ARGUMENTS = /\([^()]*\b0x[0-9a-f]+[^()]*\)/g;
const ADDRESS = /\b0x[0-9a-f]{6,16}\b/g;
/** A path with at least one folder: from a root or a drive, or a file of source. */
const ROOTED = /(?<![\w/.:@-])(?:[A-Za-z]:)?[\\/](?:[^\s\\/"'`(),;]+[\\/])+([^\s\\/"'`(),;]*)/g;
const SOURCE_FILE = /(?<![\w/:])(?:[\w.@!~-]+\/)+([\w.-]+\.(?:go|s)\b)/g;
/** A place such as handler.go:42 is none. */
const HOST =
  /\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b|\[[0-9a-f:]{2,}\](?::\d+)?|\b[a-z0-9-]+(?:\.[a-z0-9-]+)+(?<!\.(?:go|s|c|cc|cpp|h)):\d+\b|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|local|internal|svc|lan|corp)\b(?!\/)/gi;

function cleaner(what: readonly Redaction[]): Clean {
  return (text) => {
    let clean = text;
    // Most texts have none.
    if (what.includes('args') && text.includes('0x')) clean = clean.replace(ARGUMENTS, '(…)').replace(ADDRESS, '0x…');
    if (what.includes('paths')) clean = clean.replace(ROOTED, '$1').replace(SOURCE_FILE, '$1');
    if (what.includes('hosts')) clean = clean.replace(HOST, '…');
    return clean;
  };
}

/** The base name. The package of a function says where it belongs. */
function withoutFolders(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

function cleanFinding(finding: Finding, noLabels: boolean, clean: Clean): Finding {
  const reason = (one: Evidence): Evidence => ({
    ...one,
    text: clean(one.text),
    snippet: one.snippet === null ? null : { ...one.snippet, file: clean(one.snippet.file) },
  });
  return {
    ...finding,
    sentence: clean(finding.sentence),
    labels: noLabels
      ? []
      : finding.labels.map(({ key, values }) => ({
          key,
          values: values.map((entry) => ({ ...entry, value: clean(entry.value) })),
        })),
    evidence: finding.evidence.map(reason),
    counterEvidence: finding.counterEvidence.map(reason),
  };
}

/** "focus=…" where the pattern names what is left out: part of a pattern would mean something else. */
function cleanFilter(filter: string, noLabels: boolean, clean: Clean): string {
  const name = filter.slice(0, filter.indexOf('='));
  const plain = filter.slice(name.length + 1).replace(/\\(.)/g, '$1');
  const names = (text: string) => clean(text) !== text;
  // A folder is one where something follows.
  const isLeftOut = names(plain) || names(`${plain}/x`) || (noLabels && name.startsWith('tag'));
  return isLeftOut ? `${name}=…` : filter;
}

/** A warning about labels may quote them. */
function cleanWarning(warning: SourcedWarning, noLabels: boolean, clean: Clean): SourcedWarning {
  const message =
    noLabels && warning.code === 'malformed-labels' ? warning.message.replace(/["`{].*$/s, '…') : warning.message;
  return { ...warning, message: clean(message) };
}
