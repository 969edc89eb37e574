import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { errorOf, snapshotOf, toBytes } from '../../../support/decode-text.ts';
import { drawSamples } from '../../../support/draw-samples.ts';
import { drawSnapshot } from '../../../support/draw-snapshot.ts';
import { readFixture } from '../../../support/fixtures.ts';

const plain = new TextDecoder().decode(readFixture('wrapped/plain.txt'));
const lines = plain.replace(/\n$/, '').split('\n');
const body = (snapshot: ReturnType<typeof snapshotOf>) => drawSnapshot(snapshot).split('\n').slice(1).join('\n');
const expected = body(snapshotOf(plain));
const second = (i: number) => String(i % 60).padStart(2, '0');

const each = (wrap: (line: string, i: number) => string) => `${lines.map(wrap).join('\n')}\n`;
const json = (key: string, line: string) =>
  JSON.stringify({ [key]: `${line}\n`, stream: 'stderr', time: '2026-11-20T23:38:13Z' });
const quoted = (text: string) => JSON.stringify(text);

const WRAPPED: readonly (readonly [name: string, layers: string, text: string])[] = [
  ['CRLF', '', plain.replaceAll('\n', '\r\n')],
  ['lone CR', '', plain.replaceAll('\n', '\r')],
  ['log lines before', '', `starting\nready\n\n${plain}`],
  ['docker json-file', 'docker-json', each((line) => json('log', line))],
  [
    'docker json-file, pieces of 60 bytes',
    'docker-json',
    each((line) =>
      (`${line}\n`.match(/[\s\S]{1,60}/g) ?? [])
        .map((piece) => JSON.stringify({ log: piece, stream: 'stderr' }))
        .join('\n'),
    ),
  ],
  ['go test -json', 'go-test-json', each((line) => json('Output', line))],
  [
    'structured log, one value',
    'docker-json',
    `{"level":"info","msg":"up"}\n${JSON.stringify({ level: 'error', msg: plain })}\n`,
  ],
  ['CRI', 'cri', each((line, i) => `2026-11-20T23:38:${second(i)}.000000001Z stderr F ${line}`)],
  [
    'CRI in parts',
    'cri',
    each((line, i) => {
      const stamp = `2026-11-20T23:38:${second(i)}.000000001+01:00 stderr`;
      return line.length < 70 ? `${stamp} F ${line}` : `${stamp} P ${line.slice(0, 60)}\n${stamp} F ${line.slice(60)}`;
    }),
  ],
  ['docker compose', 'log-prefix', each((line) => `api_1  | ${line}`)],
  [
    'docker compose, colours, blanks trimmed',
    'log-prefix',
    each((line) => `\x1b[36mapi-1  |\x1b[0m ${line}`.trimEnd()),
  ],
  ['stern', 'log-prefix', each((line) => `api-7f9c4d-x2x1 server ${line}`)],
  [
    'journald without tabs and blank lines',
    'log-prefix',
    `${lines
      .filter((line) => line !== '')
      .map((line, i) => `Nov  5 23:38:${second(i)} host1 svc[1246]: ${line.replace('\t', '')}`)
      .join('\n')}\n`,
  ],
  ['RFC 3339', 'log-prefix', each((line, i) => `2026-11-20T23:38:${second(i)}.123456789Z ${line}`)],
  ['Go log package', 'log-prefix', each((line, i) => `2026/11/20 23:38:${second(i)}.000001 ${line}`)],
  ['Go log package, first line only', 'log-prefix', `2026/11/20 23:38:13 stack: ${plain}`],
  ['klog, first line only', 'log-prefix', `E1120 23:38:13.711111    1246 f.go:42] ${plain}`],
  ['terraform', 'log-prefix', each((line) => `[DEBUG] plugin: ${line}`)],
  ['GitHub Actions', 'log-prefix', each((line, i) => `2026-11-20T23:38:${second(i)}.1234567Z ${line}`)],
  ['Markdown fence', '', `Look:\n\n\`\`\`\n${plain}\`\`\`\nbye\n`],
  ['Markdown quote', 'markdown', each((line) => `> ${line}`.trimEnd())],
  ['Markdown indent', 'markdown', each((line) => `    ${line}`)],
  ['added lines of a diff', 'markdown', each((line) => `+${line}`)],
  ['eight spaces for tabs', '', each((line) => line.replace('\t', '        '))],
  [
    'tabs and blank lines gone',
    '',
    `${lines
      .filter((line) => line !== '')
      .map((line) => line.replace('\t', ''))
      .join('\n')}\n`,
  ],
  [
    'HTML entities',
    'html-entities',
    plain.replaceAll('&', '&amp;').replaceAll('+0x', '&#43;0x').replaceAll('<', '&lt;'),
  ],
  [
    'logrus, escaped',
    'escaped',
    `time="2026-11-20" level=info msg=${quoted(`=== BEGIN goroutine stack dump ===\n${plain}\n=== END goroutine stack dump ===`)}\n`,
  ],
  [
    'logrus, escaped and cut hard',
    'escaped',
    `time="2026-11-20" level=info msg=${quoted(`=== BEGIN goroutine stack dump ===\n${plain}\n=== END ===`)}\n`.replace(
      /[\s\S]{700}/g,
      '$&\n',
    ),
  ],
  [
    'logrus, real newlines',
    '',
    `time="2026" msg="=== BEGIN goroutine stack dump ===\n${plain}=== END goroutine stack dump ===" \n`,
  ],
  ['compose around CRI', 'log-prefix+cri', each((line) => `api_1  | 2026-11-20T23:38:13.000000001Z stderr F ${line}`)],
  [
    'docker json-file around compose around time',
    'docker-json+log-prefix',
    each((line, i) => json('log', `web.1 | 2026/11/20 23:38:${second(i)} ${line}`)),
  ],
];

describe('a wrapped dump reads as the plain one', () => {
  test.each(WRAPPED)('%s', (_name, layers, text) => {
    const snapshot = snapshotOf(text);
    expect(snapshot.origin.layers.join('+')).toBe(layers);
    expect(body(snapshot)).toBe(expected);
  });
});

const fragments = (text: string) =>
  text.replace(
    /goroutine |\d+ ?|\[|\]:\n|\(|, |\)\n|\t|:| \+|0x[0-9a-f]+|\n|[^\n\t(),:[\]]+/g,
    (token) => `${token.replace(/\n$/, '')}\n`,
  );

test('a crash whose every write became a line', () => {
  const snapshot = snapshotOf(fragments(plain));
  expect(snapshot.origin.layers).toEqual(['fragments']);
  expect(snapshot.goroutines?.length).toBe(6);
});

const utf16 = (text: string, littleEndian: boolean, mark: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) new DataView(bytes.buffer).setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return mark ? Uint8Array.of(...(littleEndian ? [0xff, 0xfe] : [0xfe, 0xff]), ...bytes) : bytes;
};

describe('encodings and compression', () => {
  test.each([
    ['UTF-8 with a mark', 'utf-8-bom', toBytes(`\ufeff${plain}`)],
    ['UTF-16LE with a mark, CRLF', 'utf-16', utf16(plain.replaceAll('\n', '\r\n'), true, true)],
    ['UTF-16BE with a mark', 'utf-16', utf16(plain, false, true)],
    ['UTF-16LE', 'utf-16', utf16(plain, true, false)],
    ['UTF-16BE', 'utf-16', utf16(plain, false, false)],
    ['gzip', 'gzip', gzipSync(plain)],
    ['gzip in gzip', 'gzip+gzip', gzipSync(gzipSync(plain))],
    ['two members', 'gzip', new Uint8Array([...gzipSync(plain.slice(0, 777)), ...gzipSync(plain.slice(777))])],
    ['curl -i', 'http', toBytes(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n${plain}`)],
    [
      'curl -i of gzip',
      'http+gzip',
      new Uint8Array([...toBytes('HTTP/2 200\r\ncontent-encoding: gzip\r\n\r\n'), ...gzipSync(plain)]),
    ],
    ['gzip of a log', 'gzip+cri', gzipSync(each((line) => `2026-11-20T23:38:13.000000001Z stderr F ${line}`))],
  ])('%s', (_name, layers, bytes) => {
    const snapshot = snapshotOf(bytes);
    expect(snapshot.origin.layers.join('+')).toBe(layers);
    expect(body(snapshot)).toBe(expected);
  });

  test('more layers than four are refused', () => {
    const wrapped = [1, 2, 3, 4, 5].reduce<Uint8Array>((bytes) => gzipSync(bytes), toBytes(plain));
    expect(errorOf(wrapped)).toMatchObject({ kind: 'too-large' });
  });
});

test('debug=1 in a log', () => {
  const table = new TextDecoder().decode(readFixture('detect/goroutine-http.debug1.txt'));
  const wrapped = `${table
    .split('\n')
    .map((line) => `api_1  | ${line}`)
    .join('\n')}\n`;
  expect(body(snapshotOf(wrapped))).toBe(body(snapshotOf(table)));
});

describe('texts of test libraries', () => {
  const frames =
    'example.com/p.f(0x1)\n\t/app/p.go:7 +0x1b\ncreated by example.com/p.Test in goroutine 1\n\t/app/p.go:3 +0x2';

  test('goleak: a sentence in place of the header', () => {
    const text = `    leaks.go:78: found unexpected goroutines:\n        [Goroutine 21 in state chan receive, with example.com/p.f on top of the stack:\n${frames}\n\n Goroutine 22 in state select, with example.com/p.f on top of the stack:\n${frames}\n]\n--- FAIL: Test (0.1s)\n`;
    const snapshot = snapshotOf(text);
    expect(drawSnapshot(snapshot)).toMatch(/#21 by 1/);
    expect(drawSnapshot(snapshot)).toMatch(/#22 by 1/);
    expect(snapshot.goroutines?.length).toBe(2);
  });

  test('goleak: a sentence before the header', () => {
    const text = `found unexpected goroutines:\n[Goroutine 21 in state chan receive, with example.com/p.f on top of the stack:\ngoroutine 21 [chan receive]:\n${frames}\n]\n`;
    expect(snapshotOf(text).goroutines?.length).toBe(1);
  });
});

describe('a plain stack before a wrapped dump', () => {
  const panic =
    'http: panic serving 10.0.0.1:5123: boom\ngoroutine 34 [running]:\nmain.handler(0x1)\n\t/app/main.go:9 +0x1d\n' +
    'created by main.main in goroutine 1\n\t/app/main.go:5 +0x2c\n';
  const wrapped: readonly (readonly [name: string, text: string])[] = [
    ['in one value of a structured log', `${JSON.stringify({ level: 'error', msg: plain })}\n`],
    ['escaped, behind a newline of its own', `level=error msg=${JSON.stringify(`dump:\n${plain}`)}\n`],
    ['in a log with a prefix', each((line) => `api_1  | ${line}`)],
    ['in CRI lines', each((line, i) => `2026-11-20T23:38:${second(i)}.000000001Z stderr F ${line}`)],
  ];

  test.each(wrapped)('%s', (_, text) => {
    for (const before of [panic, `${panic}\n2026/11/20 10:00:00 recovered\n`]) {
      const snapshot = snapshotOf(before + text);
      expect(drawSamples(snapshot)).toEqual(drawSamples(snapshotOf(plain)));
      expect(snapshot.origin.dumps).toEqual({ count: 2, chosen: 2 });
    }
  });

  test('the first can still be chosen', () => {
    const first = snapshotOf(panic + each((line) => `api_1  | ${line}`), { dump: 'first' });
    expect(drawSamples(first)).toEqual(['1 [running] main.handler /app/main.go:9 Observer']);
  });

  test.each(['worker: see goroutine 12 [chan receive] above, ok', 'gorougoroutine 1 [running]:'])(
    'a line that only mentions a goroutine changes nothing: %s',
    (line) => {
      const snapshot = snapshotOf(`${plain}\n${line}\n`);
      expect(body(snapshot)).toBe(expected);
      expect(snapshot.origin.layers).toEqual([]);
    },
  );
});

test('prose about goroutines is no dump', () => {
  const text = 'we leak a goroutine\n12 of them\nand goroutine 7 is slow\n';
  expect(errorOf(text)).toMatchObject({
    kind: 'unrecognized',
    message: expect.stringContaining('we leak a goroutine'),
  });
});
