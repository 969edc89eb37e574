/** What JSON allows in a string but an editor, a terminal or a page would act on: DEL, C1, bidirectional and zero-width marks. */
const ACTIVE =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/** Plain data as JSON on one line; every active character is escaped, which reads back as the same text. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(ACTIVE, (found) =>
    Array.from({ length: found.length }, (_, i) => `\\u${found.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  );
}
