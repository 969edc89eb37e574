import type { DecodeError } from '../model/decode-error.ts';

type Refusal = Pick<DecodeError, 'kind' | 'message' | 'advice'>;

const FETCH = 'fetch /debug/pprof/goroutine (with ?debug=2 for goroutine ids) and save it with curl -o FILE';
const AGAIN = 'fetch it again with curl -o FILE, without a redirect of the shell';

const wrong = (message: string, advice = FETCH): Refusal => ({ kind: 'wrong-profile', message, advice });

export const EMPTY: Refusal = {
  kind: 'empty',
  message: 'The file is empty: the server answered nothing, or curl -s hid an error',
  advice: FETCH,
};

export const POWERSHELL: Refusal = {
  kind: 'malformed',
  message: 'This was a compressed profile, but a PowerShell redirect re-encoded it as text; it cannot be restored',
  advice: AGAIN,
};

export const REPLACED: Refusal = {
  kind: 'malformed',
  message:
    'This was a compressed profile, but something read it as UTF-8 text and replaced what was none; it cannot be restored',
  advice: AGAIN,
};

export const TOO_DEEP: Refusal = {
  kind: 'too-large',
  message: 'The file is wrapped more than four times over',
  advice: 'unpack it by hand first',
};

export const BINARY: Refusal = {
  kind: 'unrecognized',
  message: 'The file is neither a profile nor text',
  advice: FETCH,
};

/** Files known by their first bytes. */
const SIGNATURES: readonly (readonly [at: number, bytes: string, refusal: Refusal])[] = [
  [0, '\x7fELF', wrong('This is an ELF file: a program or a core dump, not a goroutine profile')],
  [0, 'MZ', wrong('This is a Windows program, not a goroutine profile')],
  [0, 'PK\x03\x04', wrong('This is a zip archive', 'unpack it and open the goroutine profile in it')],
  [257, 'ustar', wrong('This is a tar archive', 'unpack it and open the goroutine profile in it')],
  [0, '\x28\xb5\x2f\xfd', wrong('This is compressed with zstd', 'undo it with zstd -d first')],
  [0, 'BZh', wrong('This is compressed with bzip2', 'undo it with bunzip2 first')],
  [0, '\xfd7zXZ', wrong('This is compressed with xz', 'undo it with xz -d first')],
  [0, '%PDF', wrong('This is a PDF')],
  [0, '\x89PNG', wrong('This is a picture')],
];

/** What net/http and net/http/pprof answer instead of a profile; each is the whole body. */
const ANSWERS: readonly (readonly [start: string, refusal: Refusal])[] = [
  [
    '404 page not found',
    wrong('The server answered "404 page not found"', 'import _ "net/http/pprof", or check the path and the port'),
  ],
  [
    'Unknown profile',
    wrong(
      'The server answered "Unknown profile"',
      'check the name; goroutineleak needs Go 1.27, or 1.26 built with GOEXPERIMENT=goroutineleakprofile',
    ),
  ],
  ['Could not enable', wrong('The server could not start the profile: another one is being taken', 'try again later')],
  ['seconds and debug params are incompatible', wrong('seconds and debug exclude each other', 'leave out seconds')],
  ['"seconds" parameter is not supported', wrong('This profile cannot be taken over seconds', 'leave out seconds')],
  ['invalid value for "seconds"', wrong('The server did not understand the value of seconds', 'leave out seconds')],
];

/** Beginnings of other profiles and pages as text. */
const TEXTS: readonly (readonly [start: string, refusal: Refusal])[] = [
  ['heap profile: ', wrong('This is a heap profile (debug=1), not a goroutine profile')],
  ['--- mutex:', wrong('This is a mutex profile (debug=1), not a goroutine profile')],
  ['--- contention:', wrong('This is a block profile (debug=1), not a goroutine profile')],
  ['num_symbols:', wrong("This is the answer of pprof's symbol page, not a profile")],
];

/** The refusal of a file whose head is `head`; `whole`: there is no more. Null where nothing speaks against it. */
export function refusalOf(head: string, whole: boolean): Refusal | null {
  for (const [at, bytes, refusal] of SIGNATURES) if (head.startsWith(bytes, at)) return refusal;
  if (/^go 1\.\d+ trace\0\0/.test(head)) {
    return wrong('This is an execution trace (/debug/pprof/trace), not a goroutine profile');
  }
  const text = head.trimStart();
  if (text === '') return whole ? EMPTY : null;
  if (whole && text.length < 400) {
    for (const [start, refusal] of ANSWERS) if (text.startsWith(start)) return refusal;
  }
  for (const [start, refusal] of TEXTS) if (text.startsWith(start)) return refusal;
  const named = /^([\w./-]+) profile: total \d+/.exec(text)?.[1];
  if (named !== undefined && named !== 'goroutine' && named !== 'goroutineleak') {
    return wrong(`This is the profile "${named}" (debug=1), not a goroutine profile`);
  }
  return /^<(?:!doctype|html|\?xml|head|body)/i.test(text) && !/goroutine \d+ \[/.test(head) ? pageRefusal(text) : null;
}

function pageRefusal(text: string): Refusal {
  if (text.includes('/debug/pprof/')) {
    return wrong('This is the index page of /debug/pprof/, not a profile', 'append goroutine?debug=2 to the address');
  }
  const title = /<title[^>]*>\s*([^<]{1,80})/i.exec(text)?.[1]?.trim();
  const what = title === undefined ? 'a web page' : `a web page titled "${title}"`;
  return wrong(`This is ${what}, not a profile: something else answered`, 'check the address, the login and the proxy');
}
