import { FORMATS, type Format } from './run-case.ts';
import type { CaseScore, Statement } from './score.ts';
import { type Case, PARTS, type Part } from './truth.ts';
import { type Share, shareInWords } from './wilson.ts';

/** One case in one format, scored; `withSource` is the same with the program's source at hand. */
export interface Scored {
  readonly of: Case;
  readonly format: Format;
  readonly score: CaseScore;
  readonly withSource: CaseScore;
}

const QUESTIONS = [
  ['leak in the first finding', 'namedFirst', 'score'],
  ['leak in the first three findings', 'namedInThree', 'score'],
  ['culprit function', 'culprit', 'score'],
  ['culprit function and line', 'line', 'score'],
  ['pattern, source not given', 'pattern', 'score'],
  ['pattern, source given', 'pattern', 'withSource'],
  ['growth exact (±1)', 'growth', 'score'],
] as const;

const BINS = [
  [0.9, 1],
  [0.8, 0.9],
  [0.7, 0.8],
  [0.5, 0.7],
  [0, 0.5],
] as const;

/** The page docs/accuracy.md: tables by part and format, every miss with its explanation, then how it was first seen. */
export function accuracyPage(
  scored: readonly Scored[],
  explanations: Readonly<Record<string, string>>,
  firstSeen: string,
): string {
  const lines = [
    '# How accurate the diagnosis is',
    '',
    'Measured by `npm run accuracy` on real Go programs (test/corpus): each has a truth.json by somebody who knows the',
    'program, and captures before and after in three formats. The corpus has parts that were written one after another;',
    'each is reported apart, with what the rules knew of it. Shares are right/asked, with the 95 % Wilson interval.',
    '',
  ];
  for (const part of PARTS) {
    const of = scored.filter((one) => one.of.part === part);
    if (of.length > 0) lines.push(...partSection(part, of));
  }
  lines.push(...missSection(scored, explanations), '', firstSeen.trimEnd());
  return `${lines.join('\n')}\n`;
}

/** What the rules knew of a part when these figures were measured. */
const PART_TEXTS: Readonly<Record<Part, { readonly title: string; readonly known: string }>> = {
  tuning: { title: 'Tuning', known: 'The rules were written with these cases in view.' },
  heldout: {
    title: 'Held out, first',
    known:
      'Written by somebody who had not read the rules, and measured blind; then its misses were read and mended, so these figures are not blind. The blind ones stand below.',
  },
  heldout2: {
    title: 'Held out, second',
    known:
      'Written by somebody else who had not read the rules, and measured blind; then its misses were read too. The blind figures stand below.',
  },
  heldout3: {
    title: 'Held out, third',
    known:
      'Written by a third person, apart from the rules, and measured blind when these were final; which loop of a library names a finding was mended after that. The blind figures stand below.',
  },
};

function partSection(part: Part, scored: readonly Scored[]): string[] {
  const cases = new Set(scored.map((one) => one.of.truth.id)).size;
  const leaks = new Set(scored.filter((one) => one.of.truth.verdict === 'leak').map((one) => one.of.truth.id)).size;
  const byFormat = (format: Format) => scored.filter((one) => one.format === format);
  const row = (title: string, cell: (of: readonly Scored[]) => string) =>
    `| ${title} | ${FORMATS.map((format) => cell(byFormat(format))).join(' | ')} |`;
  return [
    `## ${PART_TEXTS[part].title}: test/corpus/${part}`,
    '',
    PART_TEXTS[part].known,
    '',
    `${cases} cases, ${leaks} of them leaks.`,
    '',
    `| | ${FORMATS.join(' | ')} |`,
    `|---|${FORMATS.map(() => '---').join('|')}|`,
    ...QUESTIONS.map(([title, question, which]) =>
      row(title, (of) => shareInWords(share(of.map((one) => one[which][question])))),
    ),
    row('called a leak, of what is named in three', (of) => shareInWords(share(of.map((one) => one.score.calledLeak)))),
    row('the other leaks of a case', (of) => shareInWords(share(of.flatMap((one) => one.score.others)))),
    row('`leak` said of what is none', (of) => `${of.flatMap((one) => one.score.falseAlarms).length}`),
    row('… with the source given', (of) => `${of.flatMap((one) => one.withSource.falseAlarms).length}`),
    row('ticker told from range, with source', (of) =>
      shareInWords(
        share(of.filter((one) => one.of.truth.pattern === 'ticker-not-stopped').map((one) => one.withSource.pattern)),
      ),
    ),
    '',
    'Calibration: of what was said with a confidence in this range, how much was so. At 0.85 and more it is a leak or expected growth; a suspect is said with less, scaled to how often suspects of its probability were leaks in the parts that are not blind.',
    '',
    `| confidence | ${FORMATS.join(' | ')} |`,
    `|---|${FORMATS.map(() => '---').join('|')}|`,
    ...BINS.map(([low, high]) =>
      row(`${low.toFixed(1)}–${high.toFixed(1)}`, (of) =>
        shareInWords(
          within(
            of.flatMap((one) => one.score.statements),
            low,
            high,
          ),
        ),
      ),
    ),
    '',
  ];
}

function within(statements: readonly Statement[], low: number, high: number): Share {
  const of = statements.filter(({ confidence }) => confidence >= low && (confidence < high || high === 1));
  return { right: of.filter(({ right }) => right).length, of: of.length };
}

function share(answers: readonly (boolean | null)[]): Share {
  const asked = answers.filter((answer) => answer !== null);
  return { right: asked.filter((answer) => answer).length, of: asked.length };
}

/** What went wrong, by a stable key: "part/id format question". */
export function missesOf(scored: readonly Scored[]): string[] {
  return scored.flatMap((one) => {
    const where = `${one.of.part}/${one.of.truth.id} ${one.format}`;
    const missed = QUESTIONS.filter(
      ([, question, which]) => question !== 'namedFirst' && one[which][question] === false,
    );
    return [
      ...missed.map(([title]) => `${where}: ${title}`),
      ...(one.score.others.includes(false) ? [`${where}: other leak`] : []),
      ...[...new Set([...one.score.falseAlarms, ...one.withSource.falseAlarms])].map(
        (alarm) => `${where}: false alarm, ${alarm}`,
      ),
    ];
  });
}

function missSection(scored: readonly Scored[], explanations: Readonly<Record<string, string>>): string[] {
  const byCase = new Map<string, string[]>();
  for (const miss of missesOf(scored)) {
    const [of = ''] = miss.split(' ');
    byCase.set(of, [...(byCase.get(of) ?? []), miss.slice(of.length + 1)]);
  }
  const lines = ['## Every miss', ''];
  if (byCase.size === 0) return [...lines, 'None.'];
  for (const [of, misses] of byCase) {
    lines.push(`- **${of}**: ${misses.join('; ')}. ${explanations[of] ?? 'Not explained yet.'}`);
  }
  return lines;
}
