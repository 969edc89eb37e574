import { once } from 'node:events';
import { closeSync, createWriteStream, openSync, writeFileSync, writeSync } from 'node:fs';
import { createGzip } from 'node:zlib';
import protobuf from 'protobufjs/minimal.js';

/** Inputs that are made to be too much. Each takes the path to write to. */
export const HOSTILE: Readonly<Record<string, (path: string) => void | Promise<void>>> = {
  'a gzip bomb: 1 GB of zeros': (path) => gzipped(path, Buffer.alloc(1 << 20), 1000),
  'a gzip bomb: 1 GB of one goroutine header': (path) =>
    gzipped(path, Buffer.alloc(1 << 20, 'goroutine 1 [running]:\n'), 1000),
  'a 2 GB line': (path) => plain(path, Buffer.alloc(1 << 20, 'a'), 2048),
  'groups 10 million deep': (path) => writeFileSync(path, Buffer.alloc(10_000_000, (15 << 3) | 3)),
  'a string index of 2³¹': (path) => writeFileSync(path, stringIndex(2 ** 31)),
  'a length of 2³¹ − 1': (path) => writeFileSync(path, Uint8Array.of(0x12, 0xff, 0xff, 0xff, 0xff, 0x07)),
};

async function gzipped(path: string, block: Buffer, times: number): Promise<void> {
  const gzip = createGzip({ level: 9 });
  const file = createWriteStream(path);
  gzip.pipe(file);
  for (let i = 0; i < times; i++) if (!gzip.write(block)) await once(gzip, 'drain');
  gzip.end();
  await once(file, 'close');
}

function plain(path: string, block: Buffer, times: number): void {
  const file = openSync(path, 'w');
  for (let i = 0; i < times; i++) writeSync(file, block);
  closeSync(file);
}

/** A profile whose sample type is named by a string that is not there. */
function stringIndex(index: number): Uint8Array {
  return protobuf.Writer.create()
    .uint32((1 << 3) | 2)
    .fork()
    .uint32(8)
    .uint32(index)
    .uint32(16)
    .uint32(index)
    .ldelim()
    .finish();
}
