/**
 * All that differs between the Electrons we run on, in one place: 22 (our tests) and the newest stable line.
 * What is asked of Electron is written down as the little that is used, so that tests can stand in for both.
 */

/** The renderer's side: where the path of a dropped File is. */
export interface PathSource<F extends object> {
  /** Electron 29 and newer. */
  readonly webUtils?: { getPathForFile(file: F): string } | undefined;
}

/** The path of a dropped File, or "" for one that is not on disk. Electron before 32 keeps it on the File itself. */
export function filePath<F extends object>(file: F, electron: PathSource<F>): string {
  if (electron.webUtils !== undefined) return electron.webUtils.getPathForFile(file);
  return 'path' in file && typeof file.path === 'string' ? file.path : '';
}

/** An answer of the app's own protocol. */
export interface Served {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

interface OldResponse<B> {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly mimeType: string;
  readonly data: B;
}

/** The part of Electron's `protocol` that answers requests: `handle` from 25 on, `registerBufferProtocol` before. */
export interface ProtocolHost<R, B> {
  handle?(scheme: string, answer: (request: { readonly url: string }) => Promise<R>): void;
  registerBufferProtocol?(
    scheme: string,
    answer: (request: { readonly url: string }, reply: (response: OldResponse<B>) => void) => void,
  ): unknown;
}

/** What an answer is made into for either side. */
export interface Responses<R, B> {
  /** A Response of the fetch API; Electron before 25 may have none. */
  response(served: Served): R;
  buffer(bytes: Uint8Array): B;
}

/** Answers every request of a scheme by `answer`, which does not reject. */
export function serveScheme<R, B>(
  host: ProtocolHost<R, B>,
  scheme: string,
  answer: (url: string) => Promise<Served>,
  make: Responses<R, B>,
): void {
  if (host.handle !== undefined) {
    host.handle(scheme, async ({ url }) => make.response(await answer(url)));
    return;
  }
  host.registerBufferProtocol?.(scheme, async ({ url }, reply) => {
    const { status, headers, body } = await answer(url);
    const mimeType = headers['content-type'] ?? 'application/octet-stream';
    reply({ statusCode: status, headers, mimeType, data: make.buffer(body) });
  });
}
