import { expect, it } from 'vitest';
import { visible, visibleClip } from '../../../src/core/report/visible.ts';

it('spells out what would act on a terminal, a page or an editor', () => {
  expect(visible('\x1b[31mred\x1b]8;;http://evil\x07')).toBe('\\x1b[31mred\\x1b]8;;http://evil\\x07');
  expect(visible('a\tb\nc\rd\0')).toBe('a\\tb\\nc\\rd\\x00');
  expect(visible('\u202egnp.exe\u2066\u200b\ufeff\u0085\u2028')).toBe(
    '\\u202egnp.exe\\u2066\\u200b\\ufeff\\x85\\u2028',
  );
  expect(visible('half \ud800 pair')).toBe('half \\ud800 pair');
});

it('leaves letters of all scripts and whole pairs', () => {
  const text = 'main.(*Größe[...]).Läuft·1 日本 🦥 é';
  expect(visible(text)).toBe(text);
});

it('cuts in the middle, and counts before it spells', () => {
  const clipped = visibleClip('a'.repeat(500) + 'z'.repeat(500), 100);
  expect(clipped).toHaveLength(100);
  expect(clipped).toMatch(/^a+…z+$/);
});
