import { Needle } from './byte.ts';

/** What follows a header that is looked at to find the layers around it. */
export const LOOK_AHEAD = 1 << 14;
/** Mentions that look like a header and lead to no dump are tried this often, not without end. */
export const MOST_TRIES = 64;

const WORD = new Needle('oroutine');
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Offset of the next word of a goroutine in bytes[from, to), without its first letter; −1: there is none. */
export function findWord(bytes: Uint8Array, from: number, to: number): number {
  return WORD.find(bytes, from, to);
}

/** How many bytes before its end the word may still be completed. */
export const WORD_LENGTH = WORD.length;

/** Whether what surrounds the word at `hit` may be a header: of a goroutine, a table, a fragment, or goleak's. */
export function isMention(bytes: Uint8Array, hit: number, length: number): boolean {
  const text = decoder.decode(bytes.subarray(Math.max(0, hit - 1), Math.min(length, hit + 60)));
  return /^.?oroutine(?: \d+ (?:\[|gp=|in state )| ?[\r\n]|(?:leak)? profile: total \d)/s.test(text);
}

/** Whether a line has a header of a goroutine behind something else, as lines of a log have. */
export function mentionsHeader(bytes: Uint8Array, from: number, end: number): boolean {
  for (let hit = findWord(bytes, from + 2, end); hit >= 0; hit = findWord(bytes, hit + WORD_LENGTH, end)) {
    const text = decoder.decode(bytes.subarray(Math.max(from, hit - 3), Math.min(end, hit + 60)));
    // Behind a letter it is part of another word, or the newline of an escaped text.
    if (/^.{0,2}(?:^|\W|\\n)goroutine \d{1,15} (?:\[|gp=0x)/.test(text)) return true;
  }
  return false;
}
