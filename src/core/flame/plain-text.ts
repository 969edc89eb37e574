/** Longest text that is put on a screen; a name in a dump may have a hundred thousand characters. */
const MAX_SHOWN = 400;

/** C0, DEL, C1, bidi marks, embeddings, overrides and isolates, line separators, zero-width characters, lone surrogates. */
const UNSHOWABLE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Most names are plain ASCII: to see that is quick, and the expression above is not needed then. */
const PLAIN = /^[ -~]*$/;

/** Text from a dump as it may be shown: nothing that reorders, hides or moves other text; the middle cut out where too long. */
export function plainText(text: string, limit = MAX_SHOWN): string {
  if (text.length <= limit) return PLAIN.test(text) ? text : text.replace(UNSHOWABLE, '\ufffd');
  const head = Math.floor(limit / 3);
  const tail = limit - head - 1;
  return `${text.slice(0, head)}…${text.slice(-tail)}`.replace(UNSHOWABLE, '\ufffd');
}
