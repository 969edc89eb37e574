import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cliDocs } from '../../scripts/lib/cli-docs.ts';

it.each([...cliDocs()])('%s is what "npm run docs:cli" writes', (path, content) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(content);
});

it('completes flags, choices and commands in bash', () => {
  const script = cliDocs().get('docs/completions/straggler.bash') ?? '';
  const complete = (...words: string[]) => {
    const line = `${script}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _straggler; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', line], { encoding: 'utf8', cwd: '/' });
    expect(stderr).toBe('');
    return stdout.trim().split('\n');
  };
  expect(complete('straggler', '--fo')).toEqual(['--format', '--focus']);
  expect(complete('straggler', '--match', 'l')).toEqual(['lines']);
  expect(complete('straggler', 'cap')).toEqual(['capture']);
  expect(complete('straggler', 'capture', '--w')).toEqual(['--wait']);
});
