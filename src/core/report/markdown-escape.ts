import { visibleClip } from './visible.ts';

/** Characters of one text of a dump: a table of 1 MB names helps nobody. */
const WIDEST = 300;

/**
 * Text of a dump between words: no markup, link, mention or reference comes out of it. Escapes do not stop mentions
 * and references, which GitHub and GitLab look for in the finished page; their mark in code does.
 */
export function prose(text: string): string {
  return visibleClip(text, 2 * WIDEST)
    .replace(/[\\`*_[\]<>|~$&!^%]/g, (mark) => `\\${mark}`)
    .replace(/:\/\//g, ':/\\/')
    .replace(/www\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/^([#+=-]|\d+[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`)
    .replace(/@|#(?=\d)/g, (mark) => `\`${mark}\``);
}

/** Text in backticks, more of them than stand together within. Mentions and links are not live in code. */
export function inCode(text: string): string {
  const content = visibleClip(text, 4 * WIDEST);
  const ticks = '`'.repeat(longestRun(content, /`+/g) + 1);
  const pad = content.startsWith('`') || content.endsWith('`') || content.trim() === '' ? ' ' : '';
  return `${ticks}${pad}${content}${pad}${ticks}`;
}

/** The same in a cell of a table, where a bar would end the cell, in code too: it is spelled out. */
export function inCell(text: string): string {
  return text === '' ? '' : inCode(visibleClip(text, WIDEST).replaceAll('|', '\\x7c'));
}

/** A block of code whose fence no line of it can close. */
export function fenced(language: string, text: string): string {
  const lines = text.split('\n').map((line) => visibleClip(line.replaceAll('\t', '    '), 4 * WIDEST));
  const fence = '`'.repeat(Math.max(2, longestRun(lines.join('\n'), /^ *`+/gm)) + 1);
  return `${fence}${language}\n${lines.join('\n')}\n${fence}`;
}

function longestRun(text: string, run: RegExp): number {
  return text.match(run)?.reduce((most, found) => Math.max(most, found.trim().length), 0) ?? 0;
}
