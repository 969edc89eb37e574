/** Wording of numbers and names: the same in every sentence, whatever the locale of the host. */

/** 5002 → "5,002". */
export function count(n: number): string {
  const digits = Math.abs(Math.round(n)).toString();
  const grouped = digits.length <= 3 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return n < 0 ? `−${grouped}` : grouped;
}

/** 1 → "1 goroutine", 5002 → "5,002 goroutines". */
export function goroutines(n: number): string {
  return `${count(n)} ${n === 1 ? 'goroutine' : 'goroutines'}`;
}

/** 2, "connection" → "2 connections"; "body" → "bodies". */
export function many(n: number, noun: string): string {
  return `${count(n)} ${n === 1 ? noun : plural(noun)}`;
}

export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** Bytes with a binary unit: 2817024 → "2.7 MiB". */
export function bytes(n: number): string {
  if (n < 1024) return `${count(n)} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let value = n / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value >= 10 ? Math.round(value) : Math.round(value * 10) / 10} ${units[unit]}`;
}

/** "a", "a and b", "a, b and c"; after `limit` names "… and 3 more". */
export function list(names: readonly string[], limit = 3): string {
  if (names.length > limit) return `${names.slice(0, limit).join(', ')} and ${names.length - limit} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
