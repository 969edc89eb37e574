import type { SourceFacts, SourceReader } from '../../../src/core/diagnose/source-reader.ts';

/** A reader that knows the same of every place. */
export function sourceThatSays(facts: Partial<SourceFacts>): SourceReader {
  return {
    read: ({ file, line }) => ({
      kind: 'facts',
      facts: {
        snippet: { file, firstLine: line, marked: line, lines: ['…'] },
        wait: { kind: 'other' },
        channel: 'unknown',
        inEndlessLoop: false,
        ignoresContext: null,
        missing: [],
        ...facts,
      },
    }),
  };
}
