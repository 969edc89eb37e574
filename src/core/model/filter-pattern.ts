import { RE2JS } from 're2js';
import type { Filters } from './filters.ts';

/** A regular expression that is matched in linear time, so that no pattern can hang the analysis. */
export interface Pattern {
  test(text: string): boolean;
}

/** Of a label, by key and value. */
export type LabelTest = (labels: readonly (readonly [key: string, value: string])[]) => boolean;

export interface CompiledFilters {
  /** The filters that are set, as a person types them: "focus=Checkout". */
  readonly words: readonly string[];
  readonly focus: Pattern | null;
  readonly ignore: Pattern | null;
  readonly hide: Pattern | null;
  readonly showFrom: Pattern | null;
  readonly tagFocus: LabelTest | null;
  readonly tagIgnore: LabelTest | null;
}

export type CompileResult =
  | { readonly ok: true; readonly filters: CompiledFilters }
  /** `message` is a sentence without a full stop. */
  | { readonly ok: false; readonly filter: keyof Filters; readonly message: string };

/** Longer ones are a mistake, and would only cost time. */
const LONGEST = 1000;

const FILTER_NAMES: readonly (keyof Filters)[] = ['focus', 'ignore', 'hide', 'showFrom', 'tagFocus', 'tagIgnore'];

const FLAG_NAMES: Readonly<Record<keyof Filters, string>> = {
  focus: 'focus',
  ignore: 'ignore',
  hide: 'hide',
  showFrom: 'show_from',
  tagFocus: 'tagfocus',
  tagIgnore: 'tagignore',
};

export function compileFilters(filters: Filters): CompileResult {
  for (const filter of FILTER_NAMES) {
    const message = whatIsWrong(FLAG_NAMES[filter], filters[filter]);
    if (message !== null) return { ok: false, filter, message };
  }
  return {
    ok: true,
    filters: {
      words: inWords(filters),
      focus: pattern(filters.focus),
      ignore: pattern(filters.ignore),
      hide: pattern(filters.hide),
      showFrom: pattern(filters.showFrom),
      tagFocus: labelTest(filters.tagFocus),
      tagIgnore: labelTest(filters.tagIgnore),
    },
  };
}

function inWords(filters: Filters): string[] {
  return FILTER_NAMES.flatMap((name) => {
    const text = filters[name];
    return text === null || text === '' ? [] : [`${FLAG_NAMES[name]}=${text}`];
  });
}

function whatIsWrong(flag: string, text: string | null): string | null {
  if (text === null || text === '') return null;
  if (text.length > LONGEST) {
    return `the ${flag} pattern has ${text.length} characters; the longest that is taken has ${LONGEST}`;
  }
  try {
    for (const part of flag.startsWith('tag') ? labelParts(text).patterns : [text]) RE2JS.compile(part);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    return `the ${flag} pattern is not a regular expression of Go's syntax: ${reason}`;
  }
}

function pattern(text: string | null): Pattern | null {
  return text === null || text === '' ? null : RE2JS.compile(text);
}

/** As pprof reads them: with a key, any of the patterns; without one, all of them, each against "key:value". */
function labelTest(text: string | null): LabelTest | null {
  if (text === null || text === '') return null;
  const { key, patterns } = labelParts(text);
  const compiled = patterns.map((part) => RE2JS.compile(part));
  if (key === null) {
    return (labels) => compiled.every((re) => labels.some(([name, value]) => re.test(`${name}:${value}`)));
  }
  return (labels) => compiled.some((re) => labels.some(([name, value]) => name === key && re.test(value)));
}

function labelParts(text: string): { key: string | null; patterns: string[] } {
  const equals = text.indexOf('=');
  const key = equals < 0 ? null : text.slice(0, equals);
  return { key, patterns: text.slice(equals + 1).split(',') };
}
