import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inputSize, readInput } from '../../src/node/read-input.ts';

const folder = mkdtempSync(join(tmpdir(), 'straggler-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, data: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, data);
  return path;
}

async function readAll(path: string, options = {}) {
  const chunks: Uint8Array[] = [];
  const result = await readInput(path, (chunk) => chunks.push(Uint8Array.from(chunk)) > 0, options);
  return { result, data: Buffer.concat(chunks) };
}

const errorOf = async (path: string) => {
  const { result } = await readAll(path);
  return result.ok ? 'it was read' : `${result.error.kind}: ${result.error.message}; ${result.error.advice}`;
};

describe('a file', () => {
  const large = Buffer.alloc(5_000_000, 'goroutine 1 [running]:\n');

  test('comes in chunks, with its size and hash', async () => {
    const progress: number[] = [];
    const path = fileOf('large.txt', large);
    const { result, data } = await readAll(path, { onProgress: (bytes: number) => progress.push(bytes) });
    expect(Buffer.compare(data, large)).toBe(0);
    const sha256 = createHash('sha256').update(large).digest('hex');
    expect(result).toEqual({ ok: true, facts: { name: 'large.txt', bytes: 5_000_000, sha256 } });
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toBe(5_000_000);
    expect(await inputSize(path)).toBe(5_000_000);
  });

  test('may be empty', async () => {
    const { result, data } = await readAll(fileOf('empty', ''));
    expect([result.ok, data.length]).toEqual([true, 0]);
  });

  test('is read no further than its reader wants', async () => {
    let chunks = 0;
    const result = await readInput(fileOf('long.txt', large), () => ++chunks < 1);
    expect([result.ok, chunks]).toEqual([true, 1]);
  });

  test('can be given up', async () => {
    const controller = new AbortController();
    let bytes = 0;
    const result = await readInput(
      fileOf('cancelled.txt', large),
      (chunk) => {
        bytes += chunk.length;
        controller.abort();
        return true;
      },
      { signal: controller.signal },
    );
    expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(bytes).toBeLessThan(large.length);
  });

  test('lets the event loop run between chunks', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await readInput(fileOf('slow.txt', Buffer.alloc(40_000_000)), () => true);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  test('that changes while it is read is refused', async () => {
    const path = fileOf('growing.log', large);
    const result = await readInput(path, () => {
      appendFileSync(path, 'more');
      return true;
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'changed' } });
  });
});

describe('what cannot be read is an error in words', () => {
  test('a file that is not there', async () => {
    expect(await errorOf(join(folder, 'nowhere'))).toBe('not-found: there is no such file; check the path');
    expect(await inputSize(join(folder, 'nowhere'))).toBe(0);
  });

  test('a path through a file', async () => {
    expect(await errorOf(join(fileOf('plain', 'x'), 'inner'))).toBe(
      'other: a part of the path is no folder; check the path',
    );
  });

  test('a folder', async () => {
    mkdirSync(join(folder, 'sub'));
    expect(await errorOf(join(folder, 'sub'))).toBe('directory: it is a folder; name a file in it');
  });

  test('a file without permission, to a reader that is not root', async () => {
    const path = fileOf('secret', 'x');
    chmodSync(path, 0);
    if (process.getuid?.() === 0) {
      // Root may read everything: the file is there, and that is all that can be seen of it.
      expect(await errorOf(path)).toBe('it was read');
    } else {
      expect(await errorOf(path)).toMatch(/^denied: access is denied/);
    }
  });
});

describe('standard input', () => {
  const reading = (first: string) => `
    import { readInput } from '${new URL('../../src/node/read-input.ts', import.meta.url).pathname}';
    ${first}
    let bytes = 0;
    const result = await readInput('-', (chunk) => { bytes += chunk.length; return true; });
    console.log(JSON.stringify({ bytes, result }));
  `;
  const command = (first = '') => ['--import', 'tsx', '--input-type=module', '-e', reading(first)];

  test.each([
    ['a pipe', ''],
    ['a pipe that was set not to wait for its writer', 'process.stdin.fd;'],
  ])('is read from %s', async (_, first) => {
    const child = spawn(process.execPath, command(first), { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.write('goroutine ');
    setTimeout(() => child.stdin.end('1 [running]:\n'), 300);
    const out: Buffer[] = [];
    for await (const chunk of child.stdout) out.push(chunk);
    const { bytes, result } = JSON.parse(Buffer.concat(out).toString());
    expect([bytes, result.ok, result.facts.name]).toEqual([23, true, 'standard input']);
  });

  test('is read from a file', () => {
    const path = fileOf('redirected', 'x'.repeat(100_000));
    const { stdout } = spawnSync('sh', ['-c', `exec "$0" "$@" < '${path}'`, process.execPath, ...command()]);
    expect(JSON.parse(stdout.toString()).bytes).toBe(100_000);
  });
});
