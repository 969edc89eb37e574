/** goleak's three ways to name an expected goroutine. */
export const SUPPRESSION_RULES = ['IgnoreTopFunction', 'IgnoreAnyFunction', 'IgnoreCreatedBy'] as const;
export type SuppressionRule = (typeof SUPPRESSION_RULES)[number];

export interface Suppression {
  readonly rule: SuppressionRule;
  /** Full function name as a dump prints it. */
  readonly function: string;
  /** Why it is expected; never empty. */
  readonly reason: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

export interface SuppressionError {
  readonly line: number;
  /** A sentence without a full stop: what is wrong and what to write. */
  readonly message: string;
}

/** The functions of a stack and of those that started it, each by every spelling of its name. */
export interface SuppressibleStack {
  /** Names of the innermost function. */
  readonly top: readonly string[];
  readonly functions: readonly string[];
  readonly creators: readonly string[];
}

/**
 * Reads a suppressions file: one rule a line, `IgnoreTopFunction example.com/app.worker  # why it is expected`.
 * Blank lines and lines that begin with # say nothing. Wrong lines are reported and left out; the others hold.
 */
export function parseSuppressions(text: string): {
  readonly suppressions: readonly Suppression[];
  readonly errors: readonly SuppressionError[];
} {
  const suppressions: Suppression[] = [];
  const errors: SuppressionError[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const found = parseLine(content);
    if (typeof found === 'string') errors.push({ line, message: found });
    else suppressions.push({ ...found, line });
  }
  return { suppressions, errors };
}

function parseLine(content: string): Omit<Suppression, 'line'> | string {
  const hash = content.search(/\s#/);
  const head = (hash < 0 ? content : content.slice(0, hash)).trim();
  const reason = hash < 0 ? '' : content.slice(hash + 2).trim();
  const space = head.search(/\s/);
  const word = space < 0 ? head : head.slice(0, space);
  const rule = SUPPRESSION_RULES.find((known) => known === word);
  if (rule === undefined) {
    return `"${clip(word)}" is no rule; write ${SUPPRESSION_RULES.join(', ')}`;
  }
  const name = space < 0 ? '' : head.slice(space).trim();
  if (name === '') return `${rule} names no function; write the full name, as "example.com/app.(*Pool).worker"`;
  if (reason === '') return `${rule} ${clip(name)} has no reason; add one after " # "`;
  return { rule, function: name, reason };
}

/** A line of a suppressions file that parseSuppressions reads back. Line breaks in the reason become spaces. */
export function formatSuppression(rule: SuppressionRule, name: string, reason: string): string {
  return `${rule} ${name}  # ${reason.replace(/\s+/g, ' ').trim()}`;
}

/** The first suppression that names the stack, or null. */
export function suppressionOf(suppressions: readonly Suppression[], stack: SuppressibleStack): Suppression | null {
  return suppressions.find((suppression) => names(suppression, stack)) ?? null;
}

function names({ rule, function: name }: Suppression, stack: SuppressibleStack): boolean {
  switch (rule) {
    case 'IgnoreTopFunction':
      return stack.top.includes(name);
    case 'IgnoreAnyFunction':
      return stack.functions.includes(name);
    case 'IgnoreCreatedBy':
      return stack.creators.includes(name);
  }
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
