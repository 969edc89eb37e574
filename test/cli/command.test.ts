import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { debug2 } from '../support/analysis-of.ts';
import { builtCommand } from '../support/built-command.ts';

const built = await builtCommand();
writeFileSync(join(built, 'report.html'), '<html><head><title>viewer</title></head><body></body></html>');

const folder = mkdtempSync(join(tmpdir(), 'straggler-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const captures = fileURLToPath(new URL('../../examples/checkout/captures/', import.meta.url));
const BEFORE = join(captures, 'before.debug2.txt');
const AFTER = join(captures, 'after.debug2.txt');
const FIXED = join(captures, 'fixed', 'after.debug2.txt');

function run(args: readonly string[], options: { input?: string | Buffer; env?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(built, 'straggler.cjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { ...process.env, ...options.env },
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** Runs a line of shell that finds the command and the example in its variables. */
function shell(line: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE: process.execPath, COMMAND: join(built, 'straggler.cjs'), BEFORE, AFTER },
  });
  return { status, stdout, stderr };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

it('tells what grew, where and who started it, whatever the formats', () => {
  for (const before of ['pb.gz', 'debug1.txt', 'debug2.txt']) {
    const { status, stdout, stderr } = run([join(captures, `before.${before}`), AFTER]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('checkout.(*Server).Checkout.func1 /app/checkout/handler.go:42');
    expect(stdout).toContain('+1,376 (126 → 1,502)');
    expect(stdout).toContain('chan send');
  }
});

it("takes pprof's spelling, one dash or two, and either of _ and -", () => {
  const expected = run([BEFORE, AFTER, '--focus=Checkout', '--min_delta=2', '--format', 'json']).stdout;
  expect(JSON.parse(expected).comparison.filters).toEqual(['focus=Checkout']);
  for (const args of [
    ['-diff_base', BEFORE, AFTER, '-focus', 'Checkout', '-min-delta', '2', '-format=json'],
    [`-diff_base=${BEFORE}`, AFTER, '-focus=Checkout', '--min-delta=2', '--format=json'],
    ['--diff-base', BEFORE, '--format', 'json', AFTER, '--focus', 'Checkout', '-min_delta=2'],
  ]) {
    expect(run(args).stdout).toBe(expected);
  }
});

it('takes one side from standard input, gzip in gzip too', () => {
  const input = gzipSync(gzipSync(readFileSync(AFTER)));
  expect(run([BEFORE, '-'], { input }).stdout).toContain('+1,376 (126 → 1,502)');
  expect(run(['-', '-'])).toMatchObject({ status: 2, stderr: expect.stringContaining('standard input can be one') });
});

it('writes every report that is asked for, whole, and prints the short one', () => {
  const outputs = [
    'leak.html',
    'leak.md',
    'leak.json',
    'leak.sarif',
    'leak.xml',
    'leak.folded',
    'leak.svg',
    'leak.pb.gz',
  ];
  const { status, stdout } = run([BEFORE, AFTER, ...outputs.flatMap((name) => ['-o', join(folder, name)])]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\d goroutine leaks?/);
  for (const name of outputs) expect(readFileSync(join(folder, name)).length).toBeGreaterThan(100);
  expect(run(['--check-report', join(folder, 'leak.json')])).toEqual({
    status: 0,
    stdout: 'valid: straggler.report/1\n',
    stderr: '',
  });
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

it('is a gate: 1 when met, 0 when not, and suppressions are not counted', () => {
  const gate = (what: string, after = AFTER, ...more: string[]) =>
    run([BEFORE, after, '--fail_on', what, ...more]).status;
  expect(gate('leak')).toBe(1);
  expect(gate('suspect')).toBe(1);
  expect(gate('growth:1000')).toBe(1);
  expect(gate('growth:100000')).toBe(0);
  expect(gate('leak', FIXED)).toBe(0);
  const names = [
    'checkout.(*Server).Checkout.func1',
    'checkout/catalog.(*Client).doRequest',
    'checkout/audit.(*Trail).write',
  ];
  const rules = file('expected.txt', names.map((name) => `IgnoreTopFunction ${name}  # known\n`).join(''));
  expect(gate('leak', AFTER, '--suppressions', rules)).toBe(0);
});

it('shows a single snapshot and a series', () => {
  expect(run([AFTER]).stdout).toContain('goroutines 1,648');
  const series = [3, 9, 27].map((count, i) => file(`s${i}.txt`, debug2(count)));
  expect(run(series).stdout).toMatch(/trend\s+rising: 3, 9, 27/);
});

it('lays counts over time beside the snapshots, recognised by what is in them', () => {
  const counts = file(
    'monitor.json',
    JSON.stringify({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { __name__: 'go_goroutines' },
            values: [
              [1763632800, '100'],
              [1763636400, '700'],
            ],
          },
        ],
      },
    }),
  );
  const { stdout, status } = run([BEFORE, counts, AFTER]);
  expect(status).toBe(0);
  expect(stdout).toContain('goroutines 201 → 1,648');
  expect(stdout).toMatch(/counts monitor\.json: 100 → 700 .* rising, \+600 an hour; reaches 10,000 at this rate by/);
  const json = JSON.parse(run([BEFORE, AFTER, counts, '--format', 'json']).stdout);
  expect(json.counts).toMatchObject([{ file: 'monitor.json', trend: 'rising', per_hour: 600 }]);
});

it('tells growth by label, and offers what is probably the same', () => {
  const labels = ' {tenant: acme}';
  const before = file('l1.txt', debug2(3, { labels, firstId: 9000, fn: 'example.com/shop.old' }));
  const after = file('l2.txt', debug2(40, { labels, fn: 'example.com/shop.renamed' }));
  const { stdout } = run([before, after]);
  expect(stdout).toMatch(/label\s+tenant: acme \+37/);
  expect(stdout).toContain(
    'Whether example.com/shop.old quote.go:42 became example.com/shop.renamed quote.go:42. Probably the same:',
  );
});

it('reads culprit lines where the source is', () => {
  const source = fileURLToPath(new URL('../../examples/checkout', import.meta.url));
  const { stdout } = run([BEFORE, AFTER, '--source_path', source, '--trim_path', '/app/checkout', '--format', 'json']);
  const [finding] = JSON.parse(stdout).findings;
  expect(finding.evidence.map(({ from }: { from: string }) => from)).toContain('source');
});

it.each([
  ['no snapshot', [], 'no snapshot is named; try straggler BEFORE AFTER, or straggler --help'],
  [
    'an unknown flag',
    [BEFORE, '--fokus=x'],
    "unknown option '--fokus=x' (Did you mean --focus?); see straggler --help",
  ],
  ['a missing file', ['nothing.txt', AFTER], 'nothing.txt: there is no such file; check the path'],
  ['a bad choice', [BEFORE, '--match=maybe'], "option '--match <tier>' argument 'maybe' is invalid."],
  ['a bad gate', [BEFORE, '--fail_on', 'never'], 'It takes leak, suspect, growth or growth:N; see straggler'],
  ['one side of a pair', ['-diff_base', BEFORE], '-diff_base names the snapshot before; name the one after it too'],
  ['no source', [BEFORE, AFTER, '--source_path', 'src'], 'src: there is no such folder; name the folder of the Go'],
  ['a bad pattern', [BEFORE, AFTER, '--focus', '('], 'use the syntax of Go regular expressions'],
  ['an unknown ending', [BEFORE, AFTER, '-o', 'leak.pdf'], 'leak.pdf: its ending names no report; use one of .html'],
  ['no desktop app', ['open'], 'this is the command line only, without the desktop app'],
])('%s is one line on standard error, and exit 2', (_, args, message) => {
  const { status, stdout, stderr } = run(args, { env: { ELECTRON_OVERRIDE_DIST_PATH: '' } });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^straggler: [^\n]+\n$/);
  expect(stderr).toContain(message);
});

it('names the file that is no snapshot, and what it is', () => {
  const page = file('page.txt', '<!doctype html><title>502 Bad Gateway</title>');
  const { status, stderr } = run([BEFORE, page]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^straggler: .*page\.txt: [^\n]*web page titled "502 Bad Gateway"[^\n]*; [^\n]+\n$/);
});

it('names the line of a suppressions file that is wrong', () => {
  const rules = file('wrong.txt', 'IgnoreTopFunction main.f\n');
  expect(run([BEFORE, AFTER, '--suppressions', rules]).stderr).toMatch(/wrong\.txt:1: .*has no reason/);
});

it('lets no escape sequence of a file or an argument reach the terminal', () => {
  const evil = file('evil.txt', debug2(50, { fn: 'main.\x1b]0;owned\x07\x1b[2J\u202ef' }));
  const { stdout, stderr } = run([evil, '\x1b[31mred.txt']);
  expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  expect(run([evil]).stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
});

it('is plain where it is piped', () => {
  expect(run([BEFORE, AFTER], { env: { FORCE_COLOR: '1' } }).stdout).not.toContain('\x1b');
});

it('does not call it healthy where the filters leave nothing', () => {
  for (const snapshots of [[BEFORE, AFTER], [AFTER]]) {
    const { stdout } = run([...snapshots, '--focus=nowhere']);
    expect(stdout).toMatch(/^Nothing to judge: no goroutine passes the filters\.\n/);
  }
});

it('writes no report over a snapshot that it reads, whatever path leads to it', () => {
  const before = file('evidence.pb.gz', readFileSync(join(captures, 'before.pb.gz')));
  symlinkSync(before, join(folder, 'link.pb.gz'));
  for (const output of ['evidence.pb.gz', './evidence.pb.gz', 'link.pb.gz']) {
    const { status, stderr } = run([before, AFTER, '-o', output]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `straggler: ${output}: it is one of the snapshots that are read; name another file for the report\n`,
    });
  }
  expect(readFileSync(before)).toEqual(readFileSync(join(captures, 'before.pb.gz')));
});

it('cannot be taken for a gate that is met where standard output is full', () => {
  const { status, stderr } = shell(`"$NODE" "$COMMAND" "$BEFORE" "$AFTER" > /dev/full`);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'straggler: standard output: the disk is full; free some space or choose another folder\n',
  });
});

it('says nothing when its reader stops, and keeps the gate shut', () => {
  const { stdout, stderr } = shell(
    '( "$NODE" "$COMMAND" "$BEFORE" "$AFTER" --format json --fail_on leak; echo "exit $?" >&2 ) | true',
  );
  expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'exit 1\n' });
});

it('leaves nothing behind where a report cannot be written', () => {
  mkdirSync(join(folder, 'taken.json'));
  const { status, stderr } = run([BEFORE, AFTER, '-o', join(folder, 'taken.json'), '-o', join(folder, 'no', 'x.md')]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^straggler: .*taken\.json: .*it is a folder; /);
  expect(existsSync(join(folder, 'no'))).toBe(false);
});

it('gives large files to threads, with the same result', () => {
  const [before, after] = [30_000, 60_000].map((count, i) => file(`large${i}.txt`, debug2(count)));
  const { status, stdout } = run([before ?? '', after ?? '', '--format', 'json']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout).totals).toMatchObject({ before: 30_000, after: 60_000, survivors: 30_000, born: 30_000 });
});

it('helps with examples first, and knows its version', () => {
  const { stdout, status } = run(['--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Examples:\n {2}straggler before\.pb\.gz after\.pb\.gz/);
  expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
