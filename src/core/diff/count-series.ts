/** Goroutine counts over time, as monitoring knows them: to be laid beside the snapshots. */
export interface CountSeries {
  /** What tells it from others of the same file: labels of the metric, or "" */
  readonly name: string;
  /** By time where all points have one, else in the order of the file. Times are ISO 8601 in UTC. */
  readonly points: readonly { readonly time: string | null; readonly count: number }[];
}

export type CountSeriesResult =
  | { readonly ok: true; readonly series: readonly CountSeries[] }
  /** Sentences without a full stop. */
  | { readonly ok: false; readonly message: string; readonly advice: string };

/** Lines longer than this are no log lines; text longer than this is no count series. */
const LONGEST_LINE = 16_384;
export const LONGEST_TEXT = 64 * 1024 * 1024;

/**
 * Reads a series of bare counts: a Prometheus range answer (JSON) for go_goroutines or
 * /sched/goroutines:goroutines, Prometheus text, or log lines that tell runtime.NumGoroutine.
 */
export function parseCountSeries(text: string): CountSeriesResult {
  if (text.length > LONGEST_TEXT)
    return failed('the text is too long for a series of counts', 'cut it to what matters');
  const trimmed = text.trimStart();
  const answer = trimmed.startsWith('{') ? prometheusAnswer(trimmed) : null;
  if (answer !== null) return answer;
  const points: Point[] = [];
  for (const line of text.split('\n')) {
    const point = line.length > LONGEST_LINE ? null : logPoint(line);
    if (point !== null) points.push(point);
  }
  if (points.length === 0) {
    return failed(
      'no goroutine count was found in it',
      'give log lines like "goroutines: 120", or a Prometheus answer for go_goroutines',
    );
  }
  return { ok: true, series: [{ name: '', points: inOrder(points) }] };
}

interface Point {
  readonly time: string | null;
  readonly count: number;
}

function failed(message: string, advice: string): CountSeriesResult {
  return { ok: false, message, advice };
}

/** go_goroutines, or what the Go client makes of /sched/goroutines:goroutines. */
const METRICS = new Set(['go_goroutines', 'go_sched_goroutines_goroutines', '/sched/goroutines:goroutines']);

/** Null where the text is no answer of Prometheus at all (a JSON log line, say). */
function prometheusAnswer(text: string): CountSeriesResult | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(answer) || typeof answer['status'] !== 'string') return null;
  if (answer['status'] !== 'success') {
    const error = typeof answer['error'] === 'string' ? `: ${answer['error'].slice(0, 200)}` : '';
    return failed(`Prometheus answered with an error${error}`, 'repeat the query');
  }
  const result = isRecord(answer['data']) ? answer['data']['result'] : null;
  if (!Array.isArray(result))
    return failed('the answer of Prometheus has no result', 'ask for a range of go_goroutines');
  const series = result.flatMap((entry: unknown) => prometheusSeries(entry));
  return series.length > 0
    ? { ok: true, series }
    : failed(
        'the answer of Prometheus holds no goroutine counts',
        'ask for go_goroutines or /sched/goroutines:goroutines',
      );
}

function prometheusSeries(entry: unknown): CountSeries[] {
  if (!isRecord(entry)) return [];
  const metric = isRecord(entry['metric']) ? entry['metric'] : {};
  const name = metric['__name__'];
  if (typeof name === 'string' && !METRICS.has(name)) return [];
  const values = Array.isArray(entry['values']) ? entry['values'] : [entry['value']];
  const points = values.flatMap((value: unknown): Point[] => {
    if (!Array.isArray(value)) return [];
    const seconds = Number(value[0]);
    const count = typeof value[1] === 'string' ? Number(value[1]) : Number.NaN;
    return Number.isFinite(count) && count >= 0 ? [{ time: isoTime(seconds * 1000), count }] : [];
  });
  const labels = Object.entries(metric).filter(([key]) => key !== '__name__');
  return points.length === 0
    ? []
    : [{ name: labels.map(([key, value]) => `${key}=${String(value)}`).join(' '), points: inOrder(points) }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A word for the count, then the number: "Goroutines: 12", num_goroutines=12, "goroutines":12, NumGoroutine() = 12. */
const WORD_FIRST =
  /(?:\bgo_goroutines(?:\{[^}]*\})?|\bgo_sched_goroutines_goroutines(?:\{[^}]*\})?|\/sched\/goroutines:goroutines|\bnum[_ -]?goroutines?(?:\(\))?|\bgoroutines?[_ ]count|\bgoroutines)["']?\s*(?:[:=]|is|->)?\s*"?(\d{1,10})\b(?!\s*\[)/i;
/** Or the number first: "12 goroutines". */
const NUMBER_FIRST = /(?<![\d.:])(\d{1,10}) goroutines\b/i;

function logPoint(line: string): Point | null {
  const found = WORD_FIRST.exec(line) ?? NUMBER_FIRST.exec(line);
  const count = found?.[1];
  return count === undefined ? null : { time: timeOf(line), count: Number(count) };
}

/** RFC 3339 anywhere; "2026/11/20 10:00:00" as Go's log writes it (taken as UTC); "ts":1700000000.5. */
function timeOf(line: string): string | null {
  const iso = /\b(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?/.exec(line);
  if (iso !== null) {
    const [, year, month, day, clock, fraction = '0', zone = 'Z'] = iso;
    const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
    return isoTime(Date.parse(`${year}-${month}-${day}T${clock}.${fraction.slice(0, 3)}${offset}`));
  }
  const unix = /"(?:ts|time|timestamp)"\s*:\s*(\d{9,10}(?:\.\d+)?)\b/.exec(line);
  return unix?.[1] === undefined ? null : isoTime(Number(unix[1]) * 1000);
}

/** Null for what is no time. */
function isoTime(milliseconds: number): string | null {
  return Number.isFinite(milliseconds) && Math.abs(milliseconds) <= 8.64e15
    ? new Date(milliseconds).toISOString()
    : null;
}

function inOrder(points: Point[]): Point[] {
  if (points.some(({ time }) => time === null)) return points;
  return points.sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : (a.time ?? '') > (b.time ?? '') ? 1 : 0));
}
