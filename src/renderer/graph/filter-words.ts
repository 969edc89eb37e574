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

/** A pattern as a chip shows it: what was made from names reads as those names. */
export function patternWords(pattern: string): string {
  return pattern
    .split('|')
    .map((part) => {
      const [, key, name] = /^([^=^]*=)?\^(.*)\$$/.exec(part) ?? [];
      return name === undefined ? part : (key ?? '') + name.replace(/\\([\\^$.|?*+()[\]{}])/g, '$1');
    })
    .join(' or ');
}
