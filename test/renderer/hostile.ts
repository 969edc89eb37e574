import { dumpOf } from './analyses.ts';

/** Names that try to be markup, to turn text round, to hide, and to be endless. */
export const HOSTILE_NAMES = {
  markup: 'shop.<img src=x onerror=document.title=1><script>document.title=2</script>',
  bidi: 'shop.\u202egnp.exe\u2066abc\u2069',
  control: 'shop.a\u0007b\u001b[31mred\u0085c',
  endless: `shop.${'x'.repeat(100_000)}`,
} as const;

const frames = (name: string): string[] => [`${name} ${name.slice(0, 300)}.go:7`, 'shop.Serve shop/shop.go:40'];

export const HOSTILE_BEFORE = dumpOf(
  ...Object.values(HOSTILE_NAMES).map((name) => ({ count: 1, state: 'select', frames: frames(name), by: name })),
);
export const HOSTILE_AFTER = dumpOf(
  ...Object.values(HOSTILE_NAMES).map((name) => ({
    count: 30,
    state: 'chan send, 9 minutes',
    frames: frames(name),
    by: name,
  })),
  { count: 3, state: '\u202e<b>odd</b>\u0000', frames: ['shop.Odd shop/odd.go:1'] },
);
