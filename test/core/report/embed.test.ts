import { deepStrictEqual } from 'node:assert';
import { expect, it } from 'vitest';
import { decodeAnalysis, encodeAnalysis } from '../../../src/core/report/embed.ts';
import { analysisOf, debug2, exampleAnalysis } from '../../support/analysis-of.ts';

it('gives the same analysis back, typed arrays and all', () => {
  const analysis = exampleAnalysis('pb.gz', 'debug2.txt');
  deepStrictEqual(decodeAnalysis(encodeAnalysis(analysis)), analysis);
});

it('keeps a single snapshot and a series', () => {
  const dump = (name: string, count: number) => ({ name, content: debug2(count) });
  for (const dumps of [[dump('one', 3)], [dump('a', 1), dump('b', 4), dump('c', 9)]]) {
    const analysis = analysisOf(dumps);
    deepStrictEqual(decodeAnalysis(encodeAnalysis(analysis)), analysis);
  }
});

it('takes nothing that it did not write', () => {
  for (const text of [
    '',
    '{',
    'null',
    '7',
    '{}',
    '{"schema":"straggler.embedded/1"}',
    '{"schema":"other","analysis":{}}',
  ]) {
    expect(decodeAnalysis(text)).toBeNull();
  }
});
