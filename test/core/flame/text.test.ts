import { describe, expect, it } from 'vitest';
import { characterMeasure, fitText } from '../../../src/core/flame/fit-text.ts';
import { plainText } from '../../../src/core/flame/plain-text.ts';

const measure = characterMeasure(() => 10);
const fitted = (name: string, letters: number): string => fitText(name, letters * 10, measure);

describe('fitText', () => {
  const name = 'example.com/acme/shop.(*Server).Checkout.func1';

  it('gives up the package path before the function', () => {
    expect(fitted(name, 60)).toBe(name);
    expect(fitted(name, 40)).toBe('…/acme/shop.(*Server).Checkout.func1');
    expect(fitted(name, 31)).toBe('…/shop.(*Server).Checkout.func1');
    expect(fitted(name, 29)).toBe('shop.(*Server).Checkout.func1');
    expect(fitted(name, 25)).toBe('(*Server).Checkout.func1');
    expect(fitted(name, 10)).toBe('…out.func1');
  });

  it('takes a major version for a part of the element before it', () => {
    expect(fitted('github.com/redis/go-redis/v9.(*PubSub).Receive', 29)).toBe('go-redis/v9.(*PubSub).Receive');
    expect(fitted('github.com/redis/go-redis/v9.(*PubSub).Receive', 20)).toBe('(*PubSub).Receive');
  });

  it('says nothing rather than one letter', () => {
    expect(fitted(name, 3)).toBe('');
    expect(fitted(name, 0)).toBe('');
  });

  it('takes slashes and dots inside brackets for what they are', () => {
    expect(fitted('shop.Map[example.com/acme.K]', 24)).toBe('Map[example.com/acme.K]');
    expect(fitted('chan send handler.go:42', 12)).toBe('…ndler.go:42');
  });

  it('never cuts a character in two', () => {
    expect(fitted('shop.日本語𝒳𝒴𝒵', 4)).toBe('…𝒳𝒴𝒵');
  });
});

describe('plainText', () => {
  it('shows what would reorder, hide or break text as a replacement character', () => {
    expect(plainText('a\u202eb\u0000c\u200fd\ud800e')).toBe('a�b�c�d�e');
    expect(plainText('日本語 𝒳 (*T).f')).toBe('日本語 𝒳 (*T).f');
  });

  it('cuts the middle out of what is endless', () => {
    const shown = plainText(`shop.${'x'.repeat(100_000)}.func1`);
    expect(shown.length).toBe(400);
    expect(shown.startsWith('shop.')).toBe(true);
    expect(shown.endsWith('.func1')).toBe(true);
  });
});
