import type { Filters } from '../../core/model/filter.ts';

/** What the menu of a box sets. */
export type MenuFilter = 'focus' | 'ignore' | 'hide' | 'showFrom';

/** A pattern that matches exactly this name. */
export function exactly(name: string): string {
  return `^${name.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')}$`;
}

/** The filters with one name more. Focus and Show from go to another place; Ignore and Hide add up. */
export function withFilter(filters: Filters, filter: MenuFilter, name: string): Filters {
  const before = filters[filter];
  const pattern = exactly(name);
  const addsUp = (filter === 'ignore' || filter === 'hide') && before !== null;
  return { ...filters, [filter]: addsUp ? `${before}|${pattern}` : pattern };
}

/** A label filter for exactly this value. Of one key several values add up; another key takes the place of the first. */
export function withLabel(before: string | null, key: string, value: string): string {
  const pattern = exactly(value).replaceAll(',', COMMA);
  return before?.startsWith(`${key}=`) ? `${before},${pattern}` : `${key}=${pattern}`;
}

/** In a label filter a comma stands between patterns. */
const COMMA = '\\x2c';

/** A pattern as a chip shows it: what was made from names reads as those names. */
export function patternWords(pattern: string): string {
  const [, key = '', rest = ''] = /^([^=^]*=)?(.*)$/s.exec(pattern) ?? [];
  const parts = rest.split(key === '' ? '|' : ',').map((part) => {
    const name = /^\^(.*)\$$/s.exec(part)?.[1];
    return name === undefined ? part : name.replaceAll(COMMA, ',').replace(/\\([\\^$.|?*+()[\]{}])/g, '$1');
  });
  return key + parts.join(' or ');
}
