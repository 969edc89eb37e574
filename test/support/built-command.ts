import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the command as `npm run build` does, into a folder of its own that is gone after the tests; gives the folder. */
export async function builtCommand(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'straggler-built-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  await build({ root, configFile: join(root, 'cli.config.ts'), logLevel: 'error', build: { outDir: folder } });
  return folder;
}
