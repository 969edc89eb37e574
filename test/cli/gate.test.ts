import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { builtCommand } from '../support/built-command.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'straggler-gate-'));
afterAll(() => rmSync(folder, { recursive: true }));

// The repository of somebody who follows the recipe.
const gate = join(folder, 'gate');
cpSync(join(examples, 'gate'), gate, { recursive: true });
cpSync(join(examples, 'checkout'), join(folder, 'checkout'), { recursive: true });
const command = await builtCommand();
cpSync(command, join(gate, 'tools', 'straggler'), { recursive: true });
cpSync(new URL('../fixtures/report/viewer.html', import.meta.url), join(gate, 'tools', 'straggler', 'report.html'));

/** The commands of a workflow, as they stand in its file. */
function commands(file: string, line: RegExp): string[] {
  const text = readFileSync(join(gate, file), 'utf8');
  return [...text.matchAll(line)].map(([, found = '']) => found);
}

/** Runs commands as a job does: the first that fails ends it. Gives its number from 0 and its exit code. */
function job(
  lines: readonly string[],
  env: Record<string, string>,
): { readonly failed: number; readonly status: number | null } {
  for (const [i, line] of lines.entries()) {
    const { status, stderr } = spawnSync('bash', ['-e', '-c', line], {
      cwd: gate,
      encoding: 'utf8',
      env: { ...process.env, GITHUB_STEP_SUMMARY: join(gate, 'summary.md'), ...env },
    });
    if (status !== 0) return { failed: i, status };
    expect(stderr.replace(/^go: .*\n/gm, '')).toBe('');
  }
  return { failed: -1, status: 0 };
}

const workflows = {
  'github-actions.yml': commands('github-actions.yml', /^ +run: (.+)$/gm),
  'gitlab-ci.yml': commands('gitlab-ci.yml', /^ {4}- (.+ .+)$/gm),
};

it.each(Object.entries(workflows))('%s fails on the service that leaks', (_, lines) => {
  expect(lines.length).toBeGreaterThanOrEqual(2);
  expect(job(lines, {})).toEqual({ failed: 1, status: 1 });
});

it.each(Object.entries(workflows))('%s passes on the repaired service', (_, lines) => {
  expect(job(lines, { FIXED: '1' })).toEqual({ failed: -1, status: 0 });
});

it('leaves reports that name the leak', () => {
  job(workflows['github-actions.yml'], {});
  const markdown = readFileSync(join(gate, 'goroutines', 'leaks.md'), 'utf8');
  expect(markdown).toContain('`checkout.(*Server).Checkout.func1`');
  expect(markdown).toMatch(/\| leak \| \+\d{2,3} \|/);
});
