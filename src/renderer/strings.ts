import type { ChangeKind, ColourScheme, StateFamily } from '../core/flame/palette.ts';
import type { FlameMode } from '../core/flame/tree.ts';
import type { SnapshotFormat } from '../core/model/snapshot.ts';
import type { Verdict } from './finding.ts';
import type { MatchKind } from './matching/match-shares.ts';
import type { DetailTab, Pane, SortKey } from './state/view-state.ts';

const verdicts: Record<Verdict, string> = { leak: 'leak', suspect: 'suspect', expected: 'expected' };

const formats: Record<SnapshotFormat, string> = {
  pprof: 'pprof',
  debug1: 'debug=1',
  debug2: 'debug=2',
  crash: 'crash dump',
};

const modes: Record<FlameMode, string> = {
  growth: 'Growth',
  after: 'After',
  before: 'Before',
  shrunk: 'Shrunk and gone',
};

const allOf: Record<FlameMode, string> = {
  growth: 'all growth',
  after: 'all goroutines after',
  before: 'all goroutines before',
  shrunk: 'all that shrank',
};

const widthIs: Record<FlameMode, string> = {
  growth: 'width is how many more goroutines',
  after: 'width is the count after',
  before: 'width is the count before',
  shrunk: 'width is how many fewer goroutines',
};

const schemes: Record<ColourScheme, string> = { change: 'Change', state: 'State', package: 'Package' };

const changes: Record<ChangeKind, string> = {
  same: 'unchanged',
  'grew-1': 'grew by less than half',
  'grew-2': 'grew up to threefold',
  'grew-3': 'grew up to tenfold',
  'grew-4': 'grew tenfold or more',
  new: 'new',
  'shrank-1': 'shrank',
  'shrank-2': 'shrank to less than half',
  gone: 'gone',
};

/** What a change is where one side ends too early to know. */
const unseen = { new: 'not seen before', gone: 'not seen after' } as const;

const families: Record<StateFamily, string> = {
  send: 'chan send',
  receive: 'chan receive',
  select: 'select',
  io: 'IO wait',
  lock: 'sync wait',
  sleep: 'sleep',
  syscall: 'syscall',
  running: 'running',
  other: 'other',
  several: 'several',
};

const tabs: Record<DetailTab, string> = {
  why: 'Why',
  stack: 'Stack',
  goroutines: 'Goroutines',
  labels: 'Labels',
  fix: 'Fix',
};

const panes: Record<Pane, string> = { graph: 'Flame graph', table: 'Table', sandwich: 'Sandwich' };

const columns: Record<SortKey, string> = {
  delta: 'Grew by',
  before: 'Before',
  after: 'After',
  state: 'Parked at',
  function: 'Function',
  creator: 'Started by',
  wait: 'Oldest wait',
};

const tiers: Record<MatchKind, string> = {
  exact: 'exactly',
  lines: 'on moved lines',
  functions: 'by function',
  canonical: 'by closure family',
  none: 'on one side only',
  hand: 'by hand',
};

const phases = new Map([
  ['', 'Reading the snapshots'],
  ['opening', 'Opening the files'],
  ['reading', 'Reading the snapshots'],
  ['comparing', 'Comparing the snapshots'],
]);

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** A phase as main names it, and what main adds to it after a semicolon. */
function phase(named: string): string {
  const [first = '', ...rest] = named.split(';');
  return [phases.get(first) ?? first, ...rest].join(';');
}

/** Of a noun that findings count: connections, watches, queries. */
function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** Every word of the window and of the exported page, in one place. Counts come in already formatted. */
export const t = {
  product: 'straggler',
  verdicts,
  formats,
  modes,
  allOf,
  widthIs,
  schemes,
  changes,
  families,
  tabs,
  panes,
  columns,
  tiers,
  before: 'Before',
  after: 'After',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  dismiss: 'Dismiss',
  changed: (kind: ChangeKind, atLeast: { readonly before: boolean; readonly after: boolean }): string => {
    if (kind === 'new' && atLeast.before) return unseen.new;
    return kind === 'gone' && atLeast.after ? unseen.gone : changes[kind];
  },
  /** A count that may be a lower bound; none that was seen is not known to be none. */
  counted: (formatted: string, count: number, atLeast: boolean): string => {
    if (!atLeast) return formatted;
    return count === 0 ? 'not seen' : `≥ ${formatted}`;
  },
  goroutines: (formatted: string, count: number): string => `${formatted} ${plural(count, 'goroutine', 'goroutines')}`,

  start: {
    title: 'Find the goroutines that stayed',
    lead: 'Two goroutine snapshots of one program in: what grew, where it is parked, who started it.',
    drop: { before: 'Drop the earlier snapshot', after: 'Drop the later snapshot' },
    dropFormats: 'pprof, debug=1, debug=2 or a crash log; .gz too',
    choose: 'or choose a file',
    replace: 'Choose another file',
    example: 'Open the example',
    exampleWhat: 'A checkout service that leaks one goroutine for each request that timed out.',
    recent: 'Recent pairs',
    snapshots: (count: number): string => `${count} snapshots`,
    noRecent: 'Pairs that you open appear here.',
    howTo: 'How to capture',
    howToWhat: 'From a program that serves net/http/pprof: once now, and once after it has grown.',
    byHand: 'Or with curl, where straggler cannot reach it. The second form has ids and wait times and tells most.',
    copyLine: 'Copy this command',
    both: 'Two files dropped anywhere at once are put in order by what is in them.',
    swap: 'Swap',
    waiting: { before: 'Now the earlier one.', after: 'Now the later one.' },
  },

  capture: {
    title: { before: 'Capture before', after: 'Capture after' },
    open: { before: 'Capture before…', after: 'Capture after…' },
    openTitle: 'Capture a later snapshot from a running program',
    address: 'Address',
    kind: 'Profile',
    kinds: {
      both: 'Both: debug=2 and protobuf',
      debug2: 'debug=2: ids, wait times and creators',
      pprof: 'protobuf: small, no ids',
      leak: 'goroutineleak: what the runtime proves leaked',
    },
    access: 'Access',
    accesses: { open: 'Open', password: 'Name and password', header: 'A header' },
    name: 'Name',
    password: 'Password',
    header: 'Header',
    headerHint: 'Authorization: Bearer …',
    secret: 'Sent to this address only, and written nowhere.',
    folder: 'Keep the files in',
    noFolder: 'asked for at the first capture',
    chooseFolder: 'Choose folder…',
    afterwards: 'Then',
    follow: 'capture after, in',
    seconds: 'Seconds until After',
    secondsUnit: 'seconds',
    capture: 'Capture',
    fetching: (side: string, host: string): string => `Capturing ${side.toLowerCase()} from ${host}`,
    fetched: (bytes: string): string => `${bytes} fetched`,
    waiting: (host: string): string => `Before is captured. After follows from ${host}`,
    left: (seconds: number): string => `in ${seconds} s`,
    now: 'Capture now',
    failed: (side: string): string => `${side} could not be captured`,
    again: 'Change and try again…',
  },

  progress: {
    phase,
    bytes: (done: string, total: string): string => `${done} of ${total}`,
  },

  toolbar: {
    swap: 'Swap',
    swapTitle: 'Swap before and after (x)',
    open: 'Open',
    openTitle: 'Open snapshots (Ctrl+O)',
    export: 'Export report',
    exportTitle: 'Write a report (Ctrl+E)',
    close: 'Back to the start',
    undo: 'Undo',
    redo: 'Redo',
    settings: 'Settings',
    search: 'Search functions, files, states…',
    searchLabel: 'Search the graph',
    matches: (boxes: string, share: string, count: number): string =>
      `${boxes} ${plural(count, 'box', 'boxes')} · ${share}`,
    noMatch: 'no match',
    nextMatch: 'Next match (Enter)',
    previousMatch: 'Previous match (Shift+Enter)',
    clearSearch: 'Clear the search',
    alone: 'one snapshot',
    change: (change: string, factor: string): string => (factor === '' ? change : `${change} · ${factor}`),
    changeTitle: (before: string, after: string): string => `${before} goroutines before, ${after} after`,
  },

  exports: {
    title: 'Export as',
    html: 'Report, one HTML file',
    md: 'Markdown, for an issue or a chat',
    json: 'JSON, for a program',
    sarif: 'SARIF, for code scanning',
    folded: 'Folded stacks',
    svg: 'Flame graph, SVG',
    'pb.gz': 'pprof, the difference',
    picture: 'This view as SVG',
    png: 'This view as PNG',
    done: (name: string): string => `Written: ${name}`,
  },

  health: {
    label: 'About these snapshots',
    more: (count: number): string => `${count} more`,
    less: 'Show fewer',
    truncated: (side: string, reason: string): [string, string] => [
      `${side} is cut off`,
      `so its counts are “at least”. ${reason}`,
    ],
    captureAgain: 'Capture it again to the end, with curl -o',
    depthCapped: (side: string): [string, string] => [
      `${side} has stacks cut at the depth limit`,
      'so goroutines that differ only near the root are counted together.',
    ],
    otherBuild: [
      'The two sides are different builds',
      'so lines and closure names may have moved; stacks were matched by function.',
    ] as [string, string],
    leaks: (count: number): string =>
      `${count} ${plural(count, 'goroutine', 'goroutines')} proved leaked by the runtime; that others are not listed proves nothing.`,
    restarted: ['The program restarted between the two', 'so no goroutine can have survived; growth may be load.'] as [
      string,
      string,
    ],
    swapped: ['The two look swapped', 'Before seems to be the later one.'] as [string, string],
    noIds: (side: string, format: string): [string, string] => [
      `${side} goroutine ids (${format})`,
      'so survivors can’t be told. Capture ?debug=2 for both next time.',
    ],
    differences: ['These inputs tell differences only', 'so totals are not the program’s.'] as [string, string],
    order: 'Order',
    undoOrder: 'Swap',
    dumps: (side: string, chosen: number, count: number): [string, string] => [
      `${side} holds ${count} dumps`,
      `number ${chosen} is shown.`,
    ],
    has: (side: string): string => `${side} has no`,
    haveNeither: 'Neither has',
  },

  findings: {
    title: 'Findings',
    folded: (count: string): string => `${count} expected folded`,
    none: 'Nothing grew in a way that points to a leak.',
    noneAlone: 'Nothing in this snapshot is stuck for certain. A second one, taken later, tells what grows.',
    expectedAlone: (goroutines: string, groups: string, count: number): string =>
      `Expected · ${goroutines} in ${groups} ${plural(count, 'group', 'groups')}`,
    expected: (growth: string, groups: string, count: number): string =>
      `Expected growth · ${growth} in ${groups} ${plural(count, 'group', 'groups')}`,
    suppressed: (reason: string): string => `suppressed: ${reason}`,
    waitingSince: (time: string): string => `waiting ≥ ${time}`,
    noMinutes: 'no wait times yet',
    survivors: (count: string): string => `${count} there since before`,
    fromTo: (before: string, after: string): string => `${before} → ${after}`,
    each: (count: string, n: number, noun: string, each: number): string =>
      `${count} ${n === 1 ? noun : pluralOf(noun)}, ${each} ${plural(each, 'goroutine', 'goroutines')} each`,
    effect: 'follows from another finding',
    proven: (count: string): string => `${count} proved leaked by the runtime`,
  },

  graph: {
    label: (mode: string): string => `Flame graph, ${mode}`,
    drawing: 'Drawing the graph…',
    view: 'View',
    root: 'Root',
    roots: { entry: 'Entry', creator: 'Creator', package: 'Package', label: 'Label' },
    rootTitles: {
      entry: 'From the function each goroutine began in',
      creator: 'First who started them',
      package: 'First the package whose code is parked',
      label: 'First the value of a label',
    },
    noCreators: 'These snapshots do not tell who started whom',
    noLabels: 'These snapshots have no labels',
    labelKey: 'Label key',
    colour: 'Colour',
    collapse: 'Fold recursion',
    collapseTitle: 'Draw a function that calls itself once',
    legend: {
      grew: 'grew',
      new: (atLeast: boolean): string => (atLeast ? unseen.new : 'new'),
      shrank: (atLeast: boolean): string => (atLeast ? 'shrank or not seen' : 'shrank'),
      same: 'unchanged',
      hatched: 'hatched',
    },
    legendLabel: 'Legend',
    legendGrew: 'the darker, the larger the factor',
    legendPackages: 'one colour a package; grey is library code',
    noCreator: 'started by nobody known',
    noLabel: (key: string): string => `without ${key}`,
    noPackage: 'no package',
    empty: {
      growth: 'Nothing grew.',
      after: 'No goroutines.',
      before: 'No goroutines.',
      shrunk: 'Nothing shrank.',
    } satisfies Record<FlameMode, string>,
    crumbs: 'Zoomed to',
    filters: 'Filters',
    removeFilter: (filter: string): string => `Remove ${filter}`,
    filterNames: {
      focus: 'focus',
      ignore: 'ignore',
      hide: 'hide',
      showFrom: 'show from',
      tagFocus: 'label focus',
      tagIgnore: 'label ignore',
    },
    badFilter: 'Not a valid pattern:',
    box: (name: string, before: string, after: string, change: string): string =>
      `${name}, ${before} before, ${after} after, ${change}`,
    share: (before: string, beforeShare: string, after: string, afterShare: string, change: string): string =>
      `${before} (${beforeShare}) → ${after} (${afterShare})  ${change}`,
    alone: (count: string, share: string): string => `${count} (${share})`,
    boxAlone: (name: string, count: string): string => `${name}, ${count}`,
    startedHere: 'started goroutines',
    keysHint: 'Arrow keys move, Enter zooms, Escape goes back, the menu key opens more.',
    sandwichOf: 'Callers and callees of',
    callers: 'Callers',
    callees: 'Callees',
    sandwichNone: 'Choose a function: right click it in the flame graph, then “Callers and callees”.',
    sandwichBack: 'Back to the flame graph',
    sandwichEmpty: 'This function is in no stack of the present view.',
  },

  menu: {
    label: 'Actions for this box',
    zoom: 'Zoom here',
    focus: 'Focus on this',
    ignore: 'Ignore this',
    hide: 'Hide this frame',
    showFrom: 'Show from here',
    sandwich: 'Callers and callees',
    copyName: 'Copy name',
    copyPath: 'Copy file and line',
    copyStack: 'Copy stack',
    openEditor: 'Open in editor',
    saveSvg: 'Save graph as SVG',
    savePng: 'Save graph as PNG',
  },

  details: {
    label: 'Details',
    nothing: 'Select a finding, a box or a row to see why.',
    for: 'For',
    against: 'Against, and not known',
    from: { dump: '', source: 'source', runtime: 'runtime' },
    oneEdit: 'One edit that ends it',
    confidence: (percent: string): string => `confidence ${percent}`,
    memory: (bytes: string): string => `holds at least ${bytes} of stacks; what they keep alive comes on top`,
    nextCapture: 'To know more',
    owner: { whoOwns: 'Who owns it', howStopped: 'How is it told to stop', whoWaits: 'Who waits for it' },
    outside: 'This is no finding of its own.',
    outsideAlone: (count: string): string => `${count} goroutines.`,
    outsideCounts: (before: string, after: string, change: string): string =>
      change === '0'
        ? `Goroutines: ${before} before and after, no growth.`
        : `Goroutines: ${before} before, ${after} after: ${change}.`,
    rows: (count: string, n: number): string => `${count} ${plural(n, 'stack', 'stacks')}`,
    copyStack: 'Copy stack',
    openEditor: 'Open in editor',
    leafFirst: 'leaf first',
    createdBy: 'started by',
    kinds: { user: 'own', vendor: 'dependency', stdlib: 'library', runtime: 'runtime' },
    inlined: 'inlined',
    noStack: 'No frames: these goroutines had not started yet.',
    moreStacks: (count: string): string => `${count} more stacks belong to this; the table lists them.`,
    goroutine: 'Goroutine',
    minutes: 'Waiting',
    side: 'What became of it',
    creatorId: 'Started by',
    sides: {
      survivor: 'survived',
      moved: 'moved here',
      born: 'born since',
      gone: 'gone',
      before: 'in before',
      after: 'in after',
    },
    unseen: { before: 'not seen after', after: 'not seen before' },
    noIds: 'These snapshots have no goroutine ids. Capture ?debug=2 to see each goroutine.',
    notHere: 'A report does not hold single goroutines; open the snapshots to see them.',
    firstOf: (shown: string): string => `the first ${shown}`,
    loading: 'Asking…',
    survived: (count: string): string => `${count} survived`,
    born: (count: string | null): string => (count === null ? 'born: not known, before is cut off' : `${count} born`),
    gone: (count: string | null): string => (count === null ? 'gone: not known, after is cut off' : `${count} gone`),
    waits: 'Waiting times',
    waitLine: (min: string, median: string, max: string): string =>
      `at least ${min} to ${max}, half of them ${median} or more`,
    waitUnknown: (count: string): string => `${count} show no time, which says nothing of their age`,
    noLabels:
      'No labels on these goroutines. With pprof.Do or pprof.SetGoroutineLabels they would tell which tenant or route grew.',
    labelColumns: { value: 'Value', before: 'Before', after: 'After', change: 'Grew by' },
    rootAt: 'Show in the graph',
    labelFocus: 'Only these',
    labelIgnore: 'Not these',
    checklist: 'Checklist',
    example: 'Example',
    moreInFix: 'See the example under Fix',
    noExample: 'No example for this one.',
    reference: 'About this pattern',
    noFix: 'No advice without a finding.',
    line: (file: string, line: number): string => `${file}, line ${line}`,
    chooseSource: 'Read the Go source too…',
    chooseSourceWhat: 'With the Go source at hand the culprit line can be read and shown here.',
  },

  expected: {
    title: 'Mark as expected',
    mark: 'Mark as expected…',
    unmark: 'No longer expected',
    by: (rule: string, reason: string): string => `Expected by ${rule}: ${reason}`,
    rule: 'Known again by',
    rules: {
      IgnoreTopFunction: 'parked in',
      IgnoreAnyFunction: 'anywhere on the stack',
      IgnoreCreatedBy: 'started by',
    },
    reason: 'Because',
    reasonHint: 'why these goroutines are no leak',
    file: 'Written to',
    noFile: 'no file yet; goleak’s words, read by straggler --suppressions too',
    open: 'Choose a file…',
    make: 'New file…',
    forget: 'Use none',
    line: 'As the line',
    add: 'Mark as expected',
    written: (file: string): string => `Written to ${file}`,
    removed: (file: string): string => `Taken out of ${file}`,
    health: 'Expected',
  },

  matching: {
    label: 'Matching',
    by: {
      exact: 'Matched exactly: the same functions, files and lines.',
      lines: 'Matched by functions and files; lines have moved.',
      functions: 'Matched by functions; files have changed.',
      canonical: 'Matched by canonical names: closure numbers, toolchains or versions differ.',
      none: 'Not matched.',
      hand: 'Matched by hand.',
    },
    only: {
      before: 'Only in before: no stack after was recognised as the same.',
      after: 'Only in after: no stack before was recognised as the same.',
    },
    split: 'Not the same: split',
    join: 'These are the same: join',
    takeBack: 'Take back',
    mark: 'Mark, to join it with another row',
    unmark: 'Remove the mark',
    joinWith: (name: string): string => `The same as ${name}: join`,
    joinMarked: (name: string): string => `The same as the marked row: join with ${name}`,
    marked: (name: string): string => `Marked: ${name}. Choose the row that is the same, then the menu key.`,
  },

  table: {
    menu: 'Actions for this row',
    label: 'All stacks',
    filter: 'Filter rows…',
    shown: (shown: string, all: string): string => `${shown} of ${all} rows`,
    copy: 'Copy as text',
    sortBy: (column: string): string => `Sort by ${column}`,
  },

  series: {
    label: 'Timeline',
    total: 'all goroutines',
    selected: 'selected',
    handles: { before: 'Before is snapshot', after: 'After is snapshot' },
    snapshot: (n: number): string => `#${n}`,
    onlyCounts: 'This report was made of the pair that it opened with; of other pairs it knows the counts only.',
    trends: { rising: 'rising', plateau: 'level', sawtooth: 'saw-tooth', falling: 'falling' },
    perHour: (rate: string): string => `${rate} an hour`,
    reaches: (count: string, when: string): string => `reaches ${count} at this rate by ${when} UTC`,
    ownTimes: 'spread over its own times, for the snapshots tell none',
    moreCounts: (count: string): string => `${count} more series of counts are in the reports`,
  },

  footer: {
    matched: (parts: string): string => `matched ${parts}`,
    matchPart: (tier: string, share: string): string => `${tier} ${share}`,
    sameBuild: (answer: string): string => `same build: ${answer}`,
    sameProcess: (answer: string): string => `same process: ${answer}`,
    answers: { yes: 'yes', no: 'no', unknown: 'unknown' },
    keys: '? keys',
    oneSide: (share: string): string => `${share} on one side only`,
    leftOut: (count: string): string => `left out: ${count} that took the snapshots`,
    atLeast: 'counts are at least',
    normalized: { total: 'scaled to the same total', per1000: 'per 1,000 goroutines' },
  },

  settings: {
    title: 'Settings',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    palette: 'Palette',
    palettes: { safe: 'Safe for colour-blind eyes', classic: 'Red and green' },
    numbers: 'Numbers',
    numberStyles: { system: 'As the system', comma: '1,234,567', space: '1 234 567', plain: '1234567' },
    editor: 'Editor',
    editors: { none: 'None', vscode: 'VS Code', goland: 'GoLand', env: '$EDITOR', custom: 'Own command' },
    editorCommand: 'Command',
    editorCommandHint: '{file} and {line} are filled in',
    mapping: 'Paths in dumps',
    mappingHint: 'A prefix as dumps print it, and the folder on this machine.',
    mappingFrom: 'Path in dumps',
    mappingTo: 'Folder here',
    addMapping: 'Add a path',
    removeMapping: 'Remove',
    comparison: 'Comparison',
    match: 'Match stacks',
    matches: {
      auto: 'As well as possible',
      exact: 'Exactly',
      lines: 'By function and line',
      functions: 'By function',
      canonical: 'By closure family',
    },
    normalize: 'Counts',
    normalizes: { none: 'As they are', total: 'Before scaled to after’s total', per1000: 'Per 1,000 goroutines' },
    minDelta: 'Findings from a growth of',
    source: 'Source folder',
    chooseSource: 'Choose…',
    expected: 'What is expected',
    noExpected: 'No file',
  },

  help: {
    title: 'Keys',
    groups: [
      {
        title: 'Files',
        keys: [
          ['Ctrl O', 'open snapshots'],
          ['Ctrl Shift B', 'capture before'],
          ['Ctrl Shift A', 'capture after'],
          ['Ctrl E', 'export a report'],
          ['x', 'swap before and after'],
        ],
      },
      {
        title: 'Views',
        keys: [
          ['1', 'flame graph'],
          ['2', 'table'],
          ['3', 'callers and callees'],
          ['n  p', 'next and previous finding'],
          ['Ctrl Z', 'undo a step of the view'],
          ['Ctrl Shift Z', 'redo it'],
        ],
      },
      {
        title: 'Search',
        keys: [
          ['Ctrl F  /', 'search'],
          ['Enter', 'next match'],
          ['Shift Enter', 'previous match'],
        ],
      },
      {
        title: 'In the graph',
        keys: [
          ['← → ↑ ↓', 'to the box beside, above, below'],
          ['W A S D', 'the same'],
          ['Enter', 'zoom to the box'],
          ['Esc', 'zoom out'],
          ['+  −  0', 'closer, further, all'],
          ['Shift F10', 'more for this box'],
          ['?', 'this help'],
        ],
      },
    ],
    guide: 'Open the guide',
  },

  report: {
    broken: 'The data of this report could not be read; the file may be cut off. What was found stands above.',
  },
} as const;
