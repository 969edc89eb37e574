import { type Finding, PATTERN_IDS } from '../diagnose/finding.ts';
import { type FrameView, frameView, place, stackView } from './frame-view.ts';
import { jsonText } from './json-text.ts';
import type { Analysis } from './model.ts';
import { growthText } from './summary.ts';
import { visibleClip } from './visible.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Frames that are written of a stack; a result with thousands of them is refused by code-scanning pages. */
const FRAMES = 100;
/** Characters of a text. */
const WIDEST = 1000;

/**
 * Leaks and suspects as SARIF 2.1.0, each at its culprit line, for code-scanning pages. Files are named relative to
 * the root of the repository once one of the `trim` prefixes is taken off. Suppressed findings are in it as such;
 * growth that is expected by judgement is not.
 */
export function renderSarif(analysis: Analysis, trim: readonly string[]): string {
  const findings = analysis.findings.filter(({ verdict }) => verdict !== 'expected');
  const rules = PATTERN_IDS.filter((id) => findings.some(({ pattern }) => pattern === id));
  const driver = {
    name: analysis.generator.name,
    version: analysis.generator.version,
    rules: rules.map((id) => rule(id, findings)),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    artifacts: [analysis.before, analysis.after].flatMap((source) =>
      source === null
        ? []
        : [
            {
              location: { uri: encodeURIComponent(source.name) },
              length: source.bytes,
              hashes: { 'sha-256': source.sha256 },
            },
          ],
    ),
    results: findings.map((finding) => result(analysis, finding, rules, trim)),
  };
  return `${jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [run] })}\n`;
}

function rule(id: Finding['pattern'], findings: readonly Finding[]): unknown {
  const finding = findings.find(({ pattern }) => pattern === id);
  return {
    id,
    name: id.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase()),
    shortDescription: { text: finding?.title ?? id },
    help: { text: [finding?.advice.summary ?? '', ...(finding?.advice.checklist ?? [])].join('\n') },
    defaultConfiguration: { level: 'warning' },
  };
}

function result(analysis: Analysis, finding: Finding, rules: readonly string[], trim: readonly string[]): unknown {
  const { diff } = analysis;
  const culprit = finding.culprit === null ? null : frameView(diff, finding.culprit);
  const creator = finding.creator === null ? null : frameView(diff, finding.creator);
  const frames = stackView(diff, finding.stack).slice(0, FRAMES);
  return {
    ruleId: finding.pattern,
    ruleIndex: rules.indexOf(finding.pattern),
    level: finding.verdict === 'leak' ? 'error' : 'warning',
    message: { text: clip(finding.sentence) },
    locations: culprit === null || culprit.file === '' ? [] : [location(culprit, trim)],
    relatedLocations:
      creator === null || creator.file === '' ? [] : [{ ...location(creator, trim), message: { text: 'started by' } }],
    stacks: [
      {
        message: {
          text: `${growthText(analysis, finding)} goroutines, ${clip(finding.state)}`,
        },
        frames: frames.map((frame) => ({
          location: { ...location(frame, trim), message: { text: clip(frame.function) } },
        })),
      },
    ],
    partialFingerprints: { 'straggler/v1': finding.id },
    suppressions:
      finding.suppressed === null
        ? []
        : [{ kind: 'external', justification: clip(`${finding.suppressed.rule}: ${finding.suppressed.reason}`) }],
    properties: {
      before: finding.before,
      after: finding.after,
      confidence: finding.confidence,
      survivors: finding.survivors,
    },
  };
}

function location(frame: FrameView, trim: readonly string[]): Record<string, unknown> {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(frame.file, trim) },
      ...(frame.line > 0 ? { region: { startLine: frame.line } } : {}),
    },
    logicalLocations: [{ fullyQualifiedName: clip(frame.function), name: clip(place(frame)), kind: 'function' }],
  };
}

/** A URI reference: relative once a prefix is off, else file:///… for a rooted path. Each part is percent-encoded. */
function uriOf(file: string, trim: readonly string[]): string {
  const path = file.replaceAll('\\', '/');
  const prefix = trim.find((candidate) => path.startsWith(candidate.replace(/\/*$/, '/')));
  const rest = prefix === undefined ? path : path.slice(prefix.replace(/\/*$/, '/').length);
  const encoded = clip(rest).split('/').map(encodePart).join('/');
  if (/^[A-Za-z]%3A\//.test(encoded)) return `file:///${encoded.replace('%3A', ':')}`;
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}

function encodePart(part: string): string {
  return encodeURIComponent(
    part.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  );
}

function clip(text: string): string {
  return visibleClip(text, WIDEST);
}
