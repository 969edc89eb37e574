import type { Pattern } from './patterns/pattern.ts';

/** The page docs/patterns/<id>.md of a pattern: what every finding of it says, and how it is recognised. */
export function patternPage({ id, title, lesson, owner, remedy }: Pattern): string {
  const parts = [
    `# ${title}`,
    `Pattern \`${id}\``,
    lesson.what,
    '## In a dump',
    lesson.inDump,
    '## What tells it apart',
    lesson.apart,
    "## The owner's three questions",
    [
      `- Who owns it? ${owner.whoOwns}`,
      `- How is it told to stop? ${owner.howStopped}`,
      `- Who waits for it? ${owner.whoWaits}`,
    ].join('\n'),
    '## What to do',
    remedy.summary,
    remedy.checklist.map((item) => `- ${item}`).join('\n'),
  ];
  if (remedy.example !== null) {
    parts.push('Before:', goBlock(remedy.example.before), 'After:', goBlock(remedy.example.after));
  }
  return `${parts.join('\n\n')}\n`;
}

/** The page docs/patterns/README.md: all patterns with their titles. */
export function patternIndexPage(patterns: readonly Pattern[]): string {
  const rows = patterns.map(
    ({ id, title, lesson }) => `| [${id}](${id}.md) | ${title} | ${firstSentence(lesson.what)} |`,
  );
  return `# Patterns\n\nWritten by \`npm run docs:patterns\` from the same source as the findings.\n\n| id | title | what it is |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function firstSentence(text: string): string {
  const end = text.indexOf('. ');
  return end < 0 ? text : text.slice(0, end + 1);
}

function goBlock(code: string): string {
  return `\`\`\`go\n${code}\n\`\`\``;
}
