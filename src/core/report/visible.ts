/**
 * Characters of a dump that would act instead of being shown: C0 and C1 controls, bidirectional and zero-width
 * marks, line separators, tags, byte-order marks, and halves of surrogate pairs.
 */
const ACTIVE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** Printable ASCII and the marks of our own words: most texts are so, which is quicker to see than that none is active. */
const PLAIN = /^[ -~…→−±×≥≤≈]*$/;

/** The text on one line, with every active character spelled out: ESC as \x1b, U+202E as \u202e. */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(ACTIVE, spell);
}

/** The same, and cut in the middle where it is longer than `limit`: both ends of a name tell something. */
export function visibleClip(text: string, limit: number): string {
  return visible(text.length > limit ? `${text.slice(0, limit - 40)}…${text.slice(-39)}` : text);
}

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 9) return '\\t';
  if (code === 10) return '\\n';
  if (code === 13) return '\\r';
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
