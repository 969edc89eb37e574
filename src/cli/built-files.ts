import { join } from 'node:path';

/** Files that the build puts beside the command: this module is part of out/cli/straggler.cjs. */

/** The viewer that HTML reports are made of. */
export function viewerPagePath(): string {
  return join(__dirname, 'report.html');
}

export function workerPath(): string {
  return join(__dirname, 'worker.cjs');
}

/** The schema of JSON reports. */
export function schemaPath(): string {
  return join(__dirname, 'report.schema.json');
}
