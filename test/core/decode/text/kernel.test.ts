import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import wabt from 'wabt';
import { FrameKernel } from '../../../../src/core/decode/debug2/frame-kernel.ts';
import { FRAME_KERNEL } from '../../../../src/core/decode/debug2/frame-kernel-binary.ts';
import { headerMayStandAt, RecordWalker } from '../../../../src/core/decode/debug2/record-walker.ts';
import { decode } from '../../../../src/core/decode/decode.ts';
import { toBytes } from '../../../support/decode-text.ts';
import { drawSnapshot } from '../../../support/draw-snapshot.ts';
import { listFixtures, readFixture } from '../../../support/fixtures.ts';

/** What a walk over every record of a text gives, with the kernel or without. */
function walkAll(text: Uint8Array, useKernel: boolean): string[] {
  const kernel = FrameKernel.create();
  if (kernel === null) throw new Error('this host has no WebAssembly SIMD');
  kernel.resize(text.length + 32);
  kernel.bytes.set(text);
  kernel.bytes[text.length] = 0x0a;
  const walker = new RecordWalker(useKernel ? kernel : null);
  const walks: string[] = [];
  for (let at = 0; at >= 0 && at < text.length; ) {
    if (headerMayStandAt(kernel.bytes, kernel.view, at)) {
      const end = walker.walk(kernel.bytes, kernel.view, at, text.length, true);
      const { id, minutes, creatorId, lines, open, hash } = walker;
      walks.push([end, id, minutes, creatorId, walker.end, lines, open, hash.a, hash.b].join(' '));
      if (end === 'whole') {
        at = walker.end;
        continue;
      }
    }
    at = text.indexOf(0x0a, at) + 1 || text.length;
  }
  return walks;
}

const TEXTS = ['zoo', 'panics', 'synctest', 'fresh', 'modpaths', 'wrapped']
  .flatMap(listFixtures)
  .filter((path) => !/debug[01]$|pb(\.gz)?$|\.html$/.test(path));

test('the committed binary is what the source assembles to', async () => {
  const source = new URL('../../../../src/core/decode/debug2/frame-kernel.wat', import.meta.url);
  const assembler = await wabt();
  const module = assembler.parseWat('frame-kernel.wat', readFileSync(source, 'utf8'), { simd: true });
  expect(FRAME_KERNEL).toBe(Buffer.from(module.toBinary({}).buffer).toString('base64'));
});

describe('the kernel does what the walker does by itself', () => {
  test.each(TEXTS)('%s', (path) => {
    const file = readFixture(path);
    const text = path.endsWith('.gz') ? new Uint8Array(gunzipSync(file)) : file;
    expect(walkAll(text, true)).toEqual(walkAll(text, false));
  });

  test('on any lines', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'main.f(0x1)',
        'main.f(...)',
        '\t/app/a.go:7 +0x1b',
        'created by main.g in goroutine 12',
        '',
        '\r',
        '(',
        ')',
        '((',
        '()',
        'x)',
        '\t',
        ' ',
        'goroutine 7 [select]:',
        'goroutine x',
        'panic: a(b)',
        'panic(0x1)',
        'fatal error: (x)',
        'fatal(x)',
        'SIGQUIT: quit (x)',
        'SIG(x)',
        '-----',
        '[originating from goroutine 9]:',
        'a.(*T).b({0x1, ...})\r',
        '...3 frames elided...',
        'exit status 2',
        '\u00e9\u00e9(\u00e9)',
      ),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (lines, ended) => {
        const text = toBytes(`goroutine 5 [select, 3 minutes]:\n${lines.join('\n')}${ended ? '\n' : ''}`);
        expect(walkAll(text, true)).toEqual(walkAll(text, false));
      }),
      { numRuns: 2000 },
    );
  });

  test('and a text of many windows reads the same', () => {
    const frames = 'main.(*T).f(0xc000012345, {0x1, ...})\n\t/app/some/longer/path/main.go:257 +0x1b\n';
    let text = '';
    for (let id = 1; id < 9000; id++)
      text += `goroutine ${id} [select]:\n${frames.repeat(1 + (id % 7))}created by main.main in goroutine 1\n\t/app/m.go:${id % 90} +0x1\n\n`;
    const draw = (kernel: boolean) => {
      const result = decode(toBytes(text), { kernel });
      if (!result.ok || result.decoded.kind !== 'snapshot') throw new Error('no snapshot');
      return drawSnapshot(result.decoded.snapshot);
    };
    expect(draw(true) === draw(false)).toBe(true);
  });
});
