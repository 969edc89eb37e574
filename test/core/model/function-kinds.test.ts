import { describe, expect, test } from 'vitest';
import { FRAME_KINDS, frameKind, functionKinds } from '../../../src/core/model/frame-kind.ts';
import { SymbolsBuilder } from '../../../src/core/model/symbols-builder.ts';

function kindsOf(functions: readonly (readonly [name: string, file: string])[]): (string | undefined)[] {
  const symbols = new SymbolsBuilder();
  for (const [name, file] of functions) symbols.function(symbols.string(name), symbols.string(file));
  return [...functionKinds(symbols.finish())].map((kind) => FRAME_KINDS[kind]);
}

describe('functionKinds', () => {
  test('a program installed from the module cache has its own code there', () => {
    const tool = '/go/pkg/mod/example.com/tool@v1.2.3';
    expect(
      kindsOf([
        ['main.main', `${tool}/cmd/tool/main.go`],
        ['example.com/tool/server.Run', `${tool}/server/run.go`],
        ['example.com/other.Do', '/go/pkg/mod/example.com/other@v0.1.0/do.go'],
      ]),
    ).toEqual(['user', 'user', 'vendor']);
  });

  test('a program built from its folder has none', () => {
    expect(
      kindsOf([
        ['main.main', '/src/app/main.go'],
        ['example.com/other.Do', '/go/pkg/mod/example.com/other@v0.1.0/do.go'],
      ]),
    ).toEqual(['user', 'vendor']);
  });
});

describe('frameKind', () => {
  test.each([
    [
      'vendor/golang.org/x/net/http2/hpack.(*Decoder).Write',
      '/usr/local/go/src/vendor/golang.org/x/net/http2/hpack/hpack.go',
      'stdlib',
    ],
    [
      'net/http.(*conn).serve',
      '/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64/src/net/http/server.go',
      'stdlib',
    ],
    ['image/resize.Fit', '/app/image/resize/fit.go', 'user'],
    ['image.Decode', '/usr/local/go/src/image/format.go', 'stdlib'],
    ['net/http.(*conn).serve', 'net/http/server.go', 'stdlib'],
    ['github.com/x/y.Do', '/app/vendor/github.com/x/y/do.go', 'vendor'],
  ])('%s in %s is %s', (name, file, kind) => {
    expect(frameKind(name, file)).toBe(kind);
  });
});
