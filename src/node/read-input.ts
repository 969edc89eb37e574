import { createHash } from 'node:crypto';
import { type BigIntStats, close, fstat, open, read } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { explainSystemError, type FileError } from './system-error.ts';

/** The path that means standard input. */
const STDIN = '-';
/** Asking process.stdin for it would make a pipe one that does not wait for its writer. */
const STDIN_DESCRIPTOR = 0;
/** How long a pipe that does not wait is left alone when it is empty. */
const PAUSE_MS = 10;

/** Facts of an input as it was read. */
export interface InputFacts {
  /** Base name of the file, or "standard input". */
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex, of all bytes; "" where it was not asked for. */
  readonly sha256: string;
}

export interface ReadOptions {
  /** Whether the bytes are hashed, which takes longer than reading them (true). */
  readonly hash?: boolean;
  /** Called after each chunk with the bytes read so far. */
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

export type ReadResult =
  | { readonly ok: true; readonly facts: InputFacts }
  | { readonly ok: false; readonly error: FileError };

/** Two of these are in use: one is filled while the other is worked on. */
const CHUNK = 2 * 1024 * 1024;

const openFile = promisify(open);
const readFile = promisify(read);
const closeFile = promisify(close);
const statFile = promisify<number, { bigint: true }, BigIntStats>(fstat);

export function inputName(path: string): string {
  return path === STDIN ? 'standard input' : basename(path);
}

/** Bytes of an input, 0 where they cannot be known before reading. */
export async function inputSize(path: string): Promise<number> {
  if (path === STDIN) return 0;
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

/**
 * Reads a file, or standard input for "-", and gives its chunks to `consume`, which may not keep them. It answers
 * whether it wants more; where it does not, reading ends there, and the facts are of what was read. Between chunks
 * the event loop runs. Every expected failure is a value.
 */
export async function readInput(
  path: string,
  consume: (chunk: Uint8Array) => boolean,
  options: ReadOptions = {},
): Promise<ReadResult> {
  try {
    if (path === STDIN) return await readOpen(STDIN_DESCRIPTOR, inputName(path), consume, options);
    const descriptor = await openFile(path, 'r');
    try {
      return await readOpen(descriptor, inputName(path), consume, options);
    } finally {
      await closeFile(descriptor);
    }
  } catch (error) {
    return { ok: false, error: explainSystemError(error) };
  }
}

async function readOpen(
  descriptor: number,
  name: string,
  consume: (chunk: Uint8Array) => boolean,
  { hash: hashed = true, onProgress, signal }: ReadOptions,
): Promise<ReadResult> {
  const before = await statFile(descriptor, { bigint: true });
  const hash = hashed ? createHash('sha256') : null;
  let [current, next] = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)];
  let bytes = 0;
  let pending = readChunk(descriptor, current);
  for (;;) {
    const length = await pending;
    if (signal?.aborted) return { ok: false, error: CANCELLED };
    if (length === 0) break;
    const chunk = current.subarray(0, length);
    [current, next] = [next, current];
    pending = readChunk(descriptor, current);
    bytes += length;
    hash?.update(chunk);
    const more = consume(chunk);
    onProgress?.(bytes);
    if (!more) {
      await pending;
      break;
    }
  }
  if (hasChanged(before, await statFile(descriptor, { bigint: true }))) return { ok: false, error: CHANGED };
  return { ok: true, facts: { name, bytes, sha256: hash?.digest('hex') ?? '' } };
}

async function readChunk(descriptor: number, buffer: Buffer): Promise<number> {
  for (;;) {
    try {
      const { bytesRead } = await readFile(descriptor, buffer, 0, buffer.length, null);
      return bytesRead;
    } catch (error) {
      if (!isEmptyForNow(error)) throw error;
      await pause(PAUSE_MS);
    }
  }
}

/** Another program may have set the pipe not to wait: its writer just has nothing to say yet. */
function isEmptyForNow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

/** Pipes and terminals have no contents of their own that could change. */
function hasChanged(before: BigIntStats, after: BigIntStats): boolean {
  return before.isFile() && (before.size !== after.size || before.mtimeNs !== after.mtimeNs);
}

const CANCELLED: FileError = { kind: 'cancelled', message: 'reading was cancelled', advice: 'open the file again' };
const CHANGED: FileError = {
  kind: 'changed',
  message: 'the file changed while it was read',
  advice: 'wait until it is complete, or use a copy',
};
