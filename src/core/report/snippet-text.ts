import type { Finding } from '../diagnose/finding.ts';

/** The first lines of source that a finding rests on, each with its number, the one that is spoken of marked; or null. */
export function snippetOf({ evidence, counterEvidence }: Finding): string | null {
  const snippet = [...evidence, ...counterEvidence].find((reason) => reason.snippet !== null)?.snippet ?? null;
  if (snippet === null) return null;
  const { firstLine, marked, lines } = snippet;
  const width = `${firstLine + lines.length}`.length;
  return lines
    .map((line, i) => `${firstLine + i === marked ? '>' : ' '} ${`${firstLine + i}`.padStart(width)}  ${line}`)
    .join('\n');
}
