import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CaptureError, type CaptureForm, type CaptureTarget, formUrl } from './capture-target.ts';
import { FETCH_LIMITS, FetchFailure, type FetchLimits, fetchProfile } from './fetch-profile.ts';
import { explainSystemError } from './system-error.ts';
import { writeAtomic } from './write-atomic.ts';

export interface CaptureOptions {
  readonly target: CaptureTarget;
  readonly forms: readonly CaptureForm[];
  /** Where the files go; made where it does not exist. */
  readonly folder: string;
  readonly limits?: FetchLimits;
  readonly signal?: AbortSignal;
  /** Told for every piece that arrives: bytes so far, of all forms. */
  readonly onBytes?: (bytes: number) => void;
}

/** One moment of the program, as files. */
export interface Captured {
  readonly host: string;
  /** ISO 8601: when the first request began. */
  readonly takenAt: string;
  readonly files: readonly { readonly form: CaptureForm; readonly path: string }[];
}

export type CaptureResult =
  | { readonly ok: true; readonly captured: Captured }
  | { readonly ok: false; readonly error: CaptureError };

/**
 * Fetches the forms one after the other and keeps each as `pprof.HOST.goroutine.NNN.pb.gz` (.txt for text), all with
 * the next free number. A form that fails leaves no file of its own.
 */
export async function capture(options: CaptureOptions): Promise<CaptureResult> {
  const { target, forms, folder, limits = FETCH_LIMITS, signal, onBytes = () => {} } = options;
  const takenAt = new Date().toISOString();
  const name = target.base.host.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  try {
    const unmade = await makeFolder(folder);
    if (unmade !== null) return { ok: false, error: unmade };
    const number = await nextNumber(folder, name);
    const files: { form: CaptureForm; path: string }[] = [];
    let bytes = 0;
    const count = (chunk: number) => {
      bytes += chunk;
      onBytes(bytes);
    };
    for (const form of forms) {
      const path = join(folder, `pprof.${name}.${ENDINGS[form].replace('NNN', number)}`);
      const body = counted(fetchProfile(formUrl(target, form), target.headers, limits, signal), count);
      const written = await writeAtomic(path, body);
      if (!written.ok) return written;
      files.push({ form, path });
    }
    return { ok: true, captured: { host: target.base.host, takenAt, files } };
  } catch (error) {
    return { ok: false, error: error instanceof FetchFailure ? error.error : explainSystemError(error) };
  }
}

/** Null, or why there is no such folder. */
async function makeFolder(folder: string): Promise<CaptureError | null> {
  try {
    await mkdir(folder, { recursive: true });
    return null;
  } catch (error) {
    const { message } = explainSystemError(error);
    return { message: `the folder ${folder} cannot be made: ${message}`, advice: 'name another one' };
  }
}

/** The file of a capture that tells most: debug=2 has ids, minutes and creators. */
export function tellsMost({ files }: Captured): string {
  return files[files.length - 1]?.path ?? '';
}

async function* counted(body: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    count(chunk.length);
    yield chunk;
  }
}

const ENDINGS: Readonly<Record<CaptureForm, string>> = {
  pprof: 'goroutine.NNN.pb.gz',
  debug2: 'goroutine.NNN.txt',
  leak: 'goroutineleak.NNN.pb.gz',
};

/** One more than the highest number that any file of this host has, in three digits. */
async function nextNumber(folder: string, name: string): Promise<string> {
  let highest = 0;
  for (const file of await readdir(folder)) {
    if (!file.startsWith(`pprof.${name}.`)) continue;
    const number = /\.(\d{3,})\.(?:pb\.gz|txt)$/.exec(file);
    highest = Math.max(highest, Number(number?.[1] ?? 0));
  }
  return String(highest + 1).padStart(3, '0');
}
