import { expect, test } from 'vitest';
import { decode } from '../../../../src/core/decode/decode.ts';
import { toBytes } from '../../../support/decode-text.ts';

const FRAMES = 'main.f(0x1)\n\t/app/a.go:7 +0x1b\ncreated by main.main in goroutine 1\n\t/app/m.go:3 +0x2\n';
const MIB = 1 << 20;
const many = (text: string, size = MIB) => text.repeat(Math.ceil(size / text.length));

/** Texts that make a careless pattern or a careless join take time in the square of their length. */
test.each([
  [
    'commas in the place of a state',
    `Goroutine 1 in state x, with y on top of the stack:\nGoroutine 1 in state ${many(', with a')} on top of the stack:\n${FRAMES}`,
  ],
  ['parentheses under goleak', `Goroutine 1 in state x, with y on top of the stack:\n${many('(')})x\n${FRAMES}`],
  ['blanks behind a JSON object', `{"log":"goroutine 1 [select]:\\n"}\n{}${many(' ')}x\n`],
  ['pieces of one character', `{"log":"goroutine 1 [select]:\\n"}\n${many('{"log":"a"}\n')}`],
  ['a value of many lines that never ends', `msg="goroutine 1 [select]:\\nmain.f()\\n\n${many('aaaaaaaaa\n')}`],
  ['fragments of one parenthesis', `goroutine\n1\n[\nrunning\n]:\n${many('(\n')}`],
  ['offsets without a line in debug=1', `goroutine profile: total 1\n1 @ 0x1\n#\t0x1\t${many('a+0x1 ')}\n`],
  ['modifiers without end', `goroutine 1 [select${many(' (leaked)', 60_000)}]:\n${FRAMES}`],
  ['labels without end', `goroutine 1 [select] {${many('"a": "b", ')}:\n${FRAMES}`],
  ['quotes without end', `goroutine 1 [select] {${many('"\\"')}:\n${FRAMES}`],
  ['colons in a file line', `goroutine 1 [select]:\nmain.f()\n\t${many(':1', 60_000)}x\n`],
  ['ends of files in a file line', `goroutine 1 [select]:\nmain.f()\n${many('.go:1 fp=', 60_000)}\n\n${FRAMES}`],
  ['headers in one line', many('goroutine 1 [select]: ')],
  ['headers that are none', many('goroutine 1 [running] is slow\n')],
  ['words alone', many('goroutine\n1\n')],
  ['prefixes', `${many('a1-', 300)}goroutine 1 [select]:\n${many('a1')}\n`],
  ['entities', `goroutine 1 [select]:\nmain.f()\n\t/a.go:1 &#43;0x1\n${many('&#')}\n`],
  ['parts that never end', many('2026-11-20T23:38:13.0Z stderr P goroutine 1 [select]:')],
  ['panics', many('panic: x\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1\n\n')],
  ['returns', many('goroutine 1 [select]:\r\r')],
])('%s', (_name, text) => {
  const result = decode(toBytes(text));
  expect(typeof result.ok).toBe('boolean');
});
