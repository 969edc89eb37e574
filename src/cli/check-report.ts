import { readFile } from 'node:fs/promises';
import { checkReport } from '../node/check-report.ts';
import { explainSystemError } from '../node/system-error.ts';
import { schemaPath } from './built-files.ts';
import { failure } from './exit.ts';

/** `straggler --check-report FILE`: says that the report follows its schema, or fails with the first places that do not. */
export async function checkReportCommand(path: string): Promise<void> {
  const problems = checkReport(await readFile(schemaPath(), 'utf8'), await readText(path));
  if (problems.length > 0) throw failure(path, `it is no straggler.report/1: ${problems.join(', ')}`, 'write it again');
  process.stdout.write('valid: straggler.report/1\n');
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { message, advice } = explainSystemError(error);
    throw failure(path, message, advice);
  }
}
