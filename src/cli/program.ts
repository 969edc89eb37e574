import { Command, InvalidArgumentError, Option } from 'commander';
import {
  DEFAULT_REDACTIONS,
  PROFILE_SIDES,
  type ProfileSide,
  REDACTIONS,
  type Redaction,
} from '../core/report/choices.ts';
import type { Gate } from '../core/report/gate.ts';
import { VERSION } from '../core/report/version.ts';

/** The command's definition: what is parsed, what --help says, what the manual and the completions are made of. */

/** Values of the flags as they were parsed; the names are commander's. */
export interface AnalyseFlags {
  readonly diff_base?: string;
  readonly output: readonly string[];
  readonly format: 'text' | 'md' | 'json' | 'folded';
  readonly focus?: string;
  readonly ignore?: string;
  readonly hide?: string;
  readonly show_from?: string;
  readonly tagfocus?: string;
  readonly tagignore?: string;
  readonly match: 'auto' | 'exact' | 'lines' | 'functions' | 'canonical';
  readonly min_delta: number;
  readonly normalize: 'none' | 'total' | 'per1000';
  readonly dump?: 'first' | 'last' | number;
  readonly fail_on?: Gate;
  readonly suppressions?: string;
  readonly source_path?: string;
  readonly trim_path?: string;
  readonly redact: readonly Redaction[];
  readonly pb: ProfileSide;
  readonly checkReport?: string;
}

export interface CaptureFlags {
  readonly debug: 'both' | '0' | '2' | 'leak';
  /** Seconds. */
  readonly wait?: number;
  readonly header: readonly string[];
  readonly output: string;
}

export interface Actions {
  readonly analyse: (snapshots: readonly string[], flags: AnalyseFlags) => Promise<void>;
  readonly open: (files: readonly string[]) => Promise<void>;
  readonly capture: (url: string, flags: CaptureFlags) => Promise<void>;
}

/** Shown first by --help, and in the manual. */
export const EXAMPLES = `Examples:
  straggler before.pb.gz after.pb.gz             what grew, where it is parked, who started it
  straggler before.txt after.txt -o leak.html    the same as one page to hand over
  straggler -diff_base before.pb.gz after.pb.gz  in pprof's spelling
  straggler monday.txt tuesday.txt friday.txt    a series, oldest first
  straggler goroutine.txt                        one snapshot: what is parked where
  straggler before.txt after.txt --fail_on leak  exit 1 on a leak: a gate for a pipeline
`;

/** Shown last. */
export const NOTES = `
A snapshot is a goroutine profile in any form that Go writes: protobuf (debug=0), debug=1, debug=2, a crash dump, any
of them inside a log or gzip. The content tells which; - is standard input. Long flags take one dash or two, _ or -.

Beside the snapshots, in any place: a goroutineleak profile, which marks what the runtime proved leaked; goroutine
counts over time, as a log with runtime.NumGoroutine or a Prometheus range answer for go_goroutines.

Exit: 0 done, 1 --fail_on is met, 2 it could not be done.
`;

export function createProgram(actions: Actions): Command {
  const program = new Command('straggler')
    .description('Finds goroutine leaks: two snapshots of a Go program in, what grew out.')
    .usage('BEFORE AFTER [flags]')
    .argument('[snapshot...]', 'snapshots, oldest first; - is standard input')
    .version(VERSION, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES);
  for (const [group, options] of Object.entries(analyseOptions())) {
    for (const option of options) program.addOption(option.helpGroup(group));
  }
  program.action((snapshots: string[]) => actions.analyse(snapshots, program.opts<AnalyseFlags>()));
  program
    .command('open')
    .description('open the desktop app on these files')
    .argument('[before]')
    .argument('[after]')
    .helpOption('--help', 'print this help')
    .action((before?: string, after?: string) => actions.open([before, after].filter((file) => file !== undefined)));
  program
    .command('capture')
    .description("fetch snapshots from a running program's net/http/pprof, through HTTP_PROXY or HTTPS_PROXY where set")
    .argument(
      '<url>',
      'http://HOST:PORT or the address of its /debug/pprof/; a name and password in it are sent, never kept',
    )
    .addOption(
      new Option(
        '--debug <form>',
        'what to fetch: protobuf (0), text with ids and creators (2), proven leaks, or 0 and 2',
      )
        .choices(['both', '0', '2', 'leak'])
        .default('both'),
    )
    .addOption(
      new Option('--wait <duration>', 'take a second snapshot after 30s, 5m, 1h and compare').argParser(duration),
    )
    .addOption(
      new Option('--header <line>', 'send a header along: "Name: value"; may repeat')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(new Option('-o, --output <dir>', 'where the files go').default('.'))
    .helpOption('--help', 'print this help')
    .action((url: string, flags: CaptureFlags) => actions.capture(url, flags));
  return program;
}

function analyseOptions(): Readonly<Record<string, readonly Option[]>> {
  return {
    'Reports:': [
      new Option(
        '-o, --output <file>',
        'write a report; the ending chooses: .html .md .json .sarif .xml (JUnit) .folded .svg .pb.gz; may repeat',
      )
        .argParser(collect)
        .default([], 'none'),
      new Option('--format <name>', 'what goes to standard output')
        .choices(['text', 'md', 'json', 'folded'])
        .default('text'),
      new Option('--redact <list>', 'what written reports leave out: labels, args, paths, hosts, or none')
        .argParser(redactions)
        .default(DEFAULT_REDACTIONS, DEFAULT_REDACTIONS.join(',')),
      new Option('--pb <side>', 'what a .pb.gz holds: the delta, both sides with BEFORE as pprof::base, or one side')
        .choices(PROFILE_SIDES)
        .default('delta'),
    ],
    'What is compared:': [
      new Option('--diff_base <file>', "the snapshot before, in pprof's spelling"),
      new Option('--match <tier>', 'the weakest tier that may match stacks across builds')
        .choices(['auto', 'exact', 'lines', 'functions', 'canonical'])
        .default('auto'),
      new Option('--normalize <how>', 'compare raw counts, or scaled ones')
        .choices(['none', 'total', 'per1000'])
        .default('none'),
      new Option('--dump <which>', 'which dump of a file that holds several: first, last or a number').argParser(dump),
      new Option('--min_delta <n>', 'rows that grew by less are not findings').argParser(positive).default(1),
    ],
    'Filters, as in pprof:': [
      new Option('--focus <re>', 'only stacks through a matching function, file or package'),
      new Option('--ignore <re>', 'not stacks through a matching one'),
      new Option('--hide <re>', 'take matching frames out of stacks'),
      new Option('--show_from <re>', 'begin stacks at the first matching frame from the root'),
      new Option('--tagfocus <re>', 'only goroutines with a matching label'),
      new Option('--tagignore <re>', 'not goroutines with a matching label'),
    ],
    'The gate:': [
      new Option('--fail_on <what>', 'exit 1 on: leak, suspect, or growth[:N] goroutines').argParser(gate),
      new Option('--suppressions <file>', "expected stacks, in goleak's words, each with a reason"),
    ],
    'Source:': [
      new Option('--source_path <dir>', 'where the Go source lies, so that culprit lines are read and judged'),
      new Option('--trim_path <prefix>', 'prefix of paths in the dump to take off first; SARIF takes it off too'),
    ],
    'Other:': [new Option('--check-report <file>', 'validate a JSON report against its schema, and do nothing else')],
  };
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

function positive(value: string): number {
  const n = Number(value);
  if (!/^\d+$/.test(value) || n < 1) throw new InvalidArgumentError('It takes a whole number from 1.');
  return n;
}

/** "90", "30s", "5m", "1h" as seconds. */
function duration(value: string): number {
  const parts = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(value);
  const unit = parts?.[2] === 'h' ? 3600 : parts?.[2] === 'm' ? 60 : 1;
  const seconds = Number(parts?.[1] ?? 0) * unit;
  if (parts === null || !(seconds > 0)) throw new InvalidArgumentError('It takes a duration such as 30s, 5m or 1h.');
  return seconds;
}

function dump(value: string): 'first' | 'last' | number {
  if (value === 'first' || value === 'last') return value;
  if (!/^\d+$/.test(value) || Number(value) < 1)
    throw new InvalidArgumentError('It takes first, last or a number from 1.');
  return Number(value);
}

function redactions(value: string): readonly Redaction[] {
  if (value === 'none') return [];
  return value.split(',').map((word) => {
    const redaction = REDACTIONS.find((known) => known === word.trim());
    if (redaction === undefined) throw new InvalidArgumentError(`It takes ${REDACTIONS.join(', ')} or none.`);
    return redaction;
  });
}

function gate(value: string): Gate {
  if (value === 'leak' || value === 'suspect') return { kind: value };
  const growth = /^growth(?::(\d+))?$/.exec(value);
  const n = Number(growth?.[1] ?? 1);
  if (growth === null || n < 1) throw new InvalidArgumentError('It takes leak, suspect, growth or growth:N.');
  return { kind: 'growth', n };
}
