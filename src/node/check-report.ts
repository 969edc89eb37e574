import Ajv2020 from 'ajv/dist/2020.js';

/** Problems that are listed; a report that is wrong in one place is often wrong in many. */
const MOST = 10;

/**
 * What is wrong with a JSON report, as sentences that name the place ("/findings/0/state must be string"); an empty
 * list where it follows the schema.
 */
export function checkReport(schemaText: string, reportText: string): string[] {
  const parsed = parse(reportText);
  if (!parsed.ok) return [`it is not JSON: ${parsed.message}`];
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(JSON.parse(schemaText));
  if (validate(parsed.value)) return [];
  return (validate.errors ?? [])
    .slice(0, MOST)
    .map((error) => `${error.instancePath || '/'} ${error.message ?? 'is wrong'}`);
}

function parse(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
