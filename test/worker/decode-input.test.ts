import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { decodeInput } from '../../src/worker/decode-input.ts';
import { inputBytes } from '../../src/worker/input.ts';
import { drawSamples } from '../support/draw-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'straggler-decode-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, data: Uint8Array | string): { path: string } {
  const path = join(folder, name);
  writeFileSync(path, data);
  return { path };
}

const goroutine = (id: number) => `goroutine ${id} [select]:\nmain.work()\n\t/app/main.go:9 +0x1d\n\n`;
const dump = (from: number, count: number) => Array.from({ length: count }, (_, i) => goroutine(from + i)).join('');

test('a file becomes a snapshot, with its name, size and hash', async () => {
  const text = dump(1, 3);
  const result = await decodeInput(fileOf('dump.txt', text), { dump: 'last-complete', hash: true });
  if (!result.ok || result.value.decoded.kind !== 'snapshot') throw new Error('no snapshot');
  expect(result.value.file).toEqual({
    name: 'dump.txt',
    bytes: text.length,
    sha256: createHash('sha256').update(text).digest('hex'),
  });
  expect(drawSamples(result.value.decoded.snapshot)).toEqual(['3 [select] main.work /app/main.go:9']);
});

test('a file is hashed only where it is asked for', async () => {
  const result = await decodeInput(fileOf('plain.txt', dump(1, 1)), { dump: 'last-complete', hash: false });
  expect(result.ok && result.value.file.sha256).toBe('');
});

test('gzip of several members is one snapshot', async () => {
  const input = fileOf('two.gz', Buffer.concat([gzipSync(dump(1, 2)), gzipSync(dump(3, 2))]));
  const result = await decodeInput(input, { dump: 'last-complete', hash: false });
  if (!result.ok || result.value.decoded.kind !== 'snapshot') throw new Error('no snapshot');
  expect(drawSamples(result.value.decoded.snapshot)[0]).toMatch(/^4 \[select\]/);
});

test('size and hash are those of the whole file, whichever dump of it is chosen', async () => {
  const text = `${dump(1, 40_000)}SIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\n${dump(1, 40_000)}`;
  const result = await decodeInput(fileOf('several.txt', text), { dump: 'first', hash: true });
  expect(result.ok && result.value.file.bytes).toBe(text.length);
  expect(result.ok && result.value.file.sha256).toBe(createHash('sha256').update(text).digest('hex'));
});

test('what is no snapshot is not read to its end', async () => {
  const input = fileOf('binary', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0'), Buffer.alloc(30_000_000)]));
  let read = 0;
  const result = await decodeInput(input, { dump: 'last-complete', hash: true }, (bytes) => {
    read = bytes;
  });
  expect(result.ok).toBe(false);
  expect(read).toBeLessThan(30_000_000);
});

test('what cannot be opened is an error in words', async () => {
  const missing = { path: join(folder, 'nowhere') };
  const result = await decodeInput(missing, { dump: 'last-complete', hash: true });
  expect(result).toMatchObject({ ok: false, error: { kind: 'unreadable', message: 'there is no such file' } });
  expect(await inputBytes([missing])).toBe(0);
});

test('reading can be given up', async () => {
  const controller = new AbortController();
  const input = fileOf('long.txt', dump(1, 100_000));
  const reading = decodeInput(input, { dump: 'last-complete', hash: false, signal: controller.signal }, () =>
    controller.abort(),
  );
  expect(await reading).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
});
