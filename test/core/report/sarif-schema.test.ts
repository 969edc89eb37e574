import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { expect, it } from 'vitest';
import { renderSarif } from '../../../src/core/report/sarif.ts';
import { analysisOf, debug2, exampleAnalysis } from '../../support/analysis-of.ts';
import { hostileAnalysis } from '../../support/hostile.ts';

// The schema is OASIS', errata 01. It is written in draft 04, of which it uses nothing that draft 07 has not.
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(readFileSync(new URL('../../fixtures/report/sarif-schema-2.1.0.json', import.meta.url), 'utf8'));
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

it.each([
  ['leaks', exampleAnalysis()],
  ['leaks between formats', exampleAnalysis('debug1.txt', 'pb.gz')],
  ['one snapshot', analysisOf([{ name: 'one', content: debug2(30) }])],
  ['hostile names', hostileAnalysis()],
])('SARIF of %s follows the schema of the standard', (_, analysis) => {
  validate(JSON.parse(renderSarif(analysis, ['/app/checkout'])));
  expect(validate.errors ?? []).toEqual([]);
});

it('the schema does refuse', () => {
  expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
});
