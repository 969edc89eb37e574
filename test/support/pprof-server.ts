import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PprofServer {
  /** host:port */
  readonly address: string;
  stop(): void;
}

/** Builds and starts test/fixtures/capture. */
export async function startPprofServer(): Promise<PprofServer> {
  const folder = mkdtempSync(join(tmpdir(), 'straggler-server-'));
  const binary = join(folder, 'captured');
  execFileSync('go', ['build', '-o', binary, '.'], {
    cwd: fileURLToPath(new URL('../fixtures/capture', import.meta.url)),
  });
  const server = spawn(binary, { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((found) => {
    server.stdout.once('data', (data: Buffer) => found(data.toString().trim()));
  });
  return {
    address,
    stop() {
      server.kill();
      rmSync(folder, { recursive: true });
    },
  };
}
