import type { Diff } from '../diff/diff.ts';
import { at, NONE } from '../model/column.ts';
import { FRAME_KINDS } from '../model/frame-kind.ts';
import { splitFunctionName } from '../model/function-name.ts';
import { type FlameNode, flameNode, functionIndex } from '../model/index-types.ts';
import { rawFunctionName } from './node-name.ts';
import { FlameKind, type FlameTree } from './tree.ts';

export const COLOUR_SCHEMES = ['change', 'state', 'package'] as const;
export type ColourScheme = (typeof COLOUR_SCHEMES)[number];

/** safe: told apart by colour-blind eyes. classic: red and green, as other diff flame graphs. */
export type PaletteName = 'safe' | 'classic';
export type Theme = 'light' | 'dark';

/** A hatch besides the colour, so that nothing hangs on colour alone. rising: new. falling: shrank. */
export type Hatch = 'rising' | 'falling' | null;

export interface Paint {
  readonly fill: string;
  readonly ink: string;
  readonly hatch: Hatch;
}

/** Families of wait states that share a colour, each with the states that belong to it. */
export const STATE_FAMILIES = [
  'send',
  'receive',
  'select',
  'io',
  'lock',
  'sleep',
  'syscall',
  'running',
  'other',
  'several',
] as const;
export type StateFamily = (typeof STATE_FAMILIES)[number];

export type ChangeKind = 'same' | 'grew-1' | 'grew-2' | 'grew-3' | 'grew-4' | 'new' | 'shrank-1' | 'shrank-2' | 'gone';

/** How a pair of counts changed. grew-1 … 4: to less than 1.5, 3, 10 times, and more; shrank-2: to less than half. */
export function changeKind(before: number, after: number): ChangeKind {
  if (after === before) return 'same';
  if (before === 0) return 'new';
  if (after === 0) return 'gone';
  const ratio = after / before;
  if (ratio < 0.5) return 'shrank-2';
  if (ratio < 1) return 'shrank-1';
  if (ratio < 1.5) return 'grew-1';
  if (ratio < 3) return 'grew-2';
  return ratio < 10 ? 'grew-3' : 'grew-4';
}

/** The family of a state as debug=2 writes it. */
export function stateFamily(state: string): StateFamily {
  if (state.startsWith('chan send')) return 'send';
  if (state.startsWith('chan receive')) return 'receive';
  if (state.startsWith('select')) return 'select';
  if (state.startsWith('IO wait')) return 'io';
  if (state.startsWith('sync.') || state.startsWith('semacquire')) return 'lock';
  if (state.startsWith('sleep')) return 'sleep';
  if (state.startsWith('syscall')) return 'syscall';
  return state === 'running' || state === 'runnable' ? 'running' : 'other';
}

/** For each node the family that all goroutines of its value are parked in, as an index into STATE_FAMILIES. */
export function familiesOf(diff: Diff, tree: FlameTree): Uint8Array {
  const several = STATE_FAMILIES.indexOf('several');
  const families = new Uint8Array(tree.length);
  const known = new Map<number, number>();
  const seen = new Uint8Array(tree.length);
  for (let n = tree.length - 1; n > 0; n--) {
    const node = flameNode(n);
    if (at(tree.value, node) <= 0) continue;
    if (at(tree.kind, node) === FlameKind.Parked) {
      const state = at(tree.ref, node);
      let family = known.get(state);
      if (family === undefined) {
        family = STATE_FAMILIES.indexOf(stateFamily(diff.symbols.strings[state] ?? ''));
        known.set(state, family);
      }
      families[n] = family;
    } else if (seen[n] === 0) {
      families[n] = STATE_FAMILIES.indexOf('other');
    }
    const up = at(tree.parent, node);
    if (up === NONE) continue;
    families[up] = seen[up] === 0 || families[up] === families[n] ? (families[n] ?? several) : several;
    seen[up] = 1;
  }
  return families;
}

/** Colours of own packages; a package keeps its colour from one pair of dumps to the next. */
const PACKAGE_COLOURS = 8;

/** The package a node's code is of: a number below PACKAGE_COLOURS for own code, or whose else it is. */
function packageColour(diff: Diff, tree: FlameTree, node: FlameNode): number | 'vendor' | 'library' | 'same' {
  const kind = at(tree.kind, node);
  const ref = at(tree.ref, node);
  if (kind === FlameKind.Group) return hash(tree.groups[ref] ?? '') % PACKAGE_COLOURS;
  if (kind !== FlameKind.Frame && kind !== FlameKind.Creator) return 'same';
  const whose = FRAME_KINDS[at(diff.kinds, functionIndex(ref))];
  if (whose === 'vendor') return 'vendor';
  if (whose !== 'user') return 'library';
  return hash(splitFunctionName(rawFunctionName(diff.symbols, ref)).package) % PACKAGE_COLOURS;
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Gives the paint of each node of a tree. */
export function painter(
  diff: Diff,
  tree: FlameTree,
  scheme: ColourScheme,
  theme: Theme,
  palette: PaletteName,
): (node: FlameNode) => Paint {
  const colours = PAINTS[theme];
  const change = palette === 'classic' ? { ...colours.change, ...colours.classic } : colours.change;
  switch (scheme) {
    case 'change':
      return (node) =>
        at(tree.kind, node) === FlameKind.Root
          ? change.same
          : change[changeKind(at(tree.before, node), at(tree.after, node))];
    case 'state': {
      const families = familiesOf(diff, tree);
      return (node) => colours.state[STATE_FAMILIES[families[node] ?? 0] ?? 'other'];
    }
    case 'package':
      return (node) => {
        const colour = packageColour(diff, tree, node);
        return typeof colour === 'number' ? (colours.packages[colour] ?? change.same) : colours.library[colour];
      };
  }
}

interface ThemePaints {
  readonly change: Record<ChangeKind, Paint>;
  /** What the classic palette has instead. */
  readonly classic: Partial<Record<ChangeKind, Paint>>;
  readonly state: Record<StateFamily, Paint>;
  readonly packages: readonly Paint[];
  readonly library: Record<'vendor' | 'library' | 'same', Paint>;
}

const onLight = (fill: string, hatch: Hatch = null): Paint => ({ fill, ink: '#1b2130', hatch });
const onDark = (fill: string, hatch: Hatch = null): Paint => ({ fill, ink: '#f4f6fa', hatch });

/** Every fill has a contrast of at least 4.5 with its ink. */
export const PAINTS: Record<Theme, ThemePaints> = {
  light: {
    change: {
      same: onLight('#d9dee6'),
      'grew-1': onLight('#f6cdc8'),
      'grew-2': onLight('#f0aba2'),
      'grew-3': onLight('#e78b80'),
      'grew-4': onLight('#e0685d'),
      new: onLight('#f2b56b', 'rising'),
      'shrank-1': onLight('#b9d6f2', 'falling'),
      'shrank-2': onLight('#8ebbe8', 'falling'),
      gone: onLight('#6ea6dd', 'falling'),
    },
    classic: {
      'shrank-1': onLight('#cdeacb', 'falling'),
      'shrank-2': onLight('#a3d6a3', 'falling'),
      gone: onLight('#7cc081', 'falling'),
    },
    state: {
      send: onLight('#ee8866'),
      receive: onLight('#eedd88'),
      select: onLight('#77aadd'),
      io: onLight('#99ddff'),
      lock: onLight('#ffaabb'),
      sleep: onLight('#bbcc33'),
      syscall: onLight('#c9a9dd'),
      running: onLight('#44bb99'),
      other: onLight('#c4c9d2'),
      several: onLight('#e3e6eb'),
    },
    packages: ['#77aadd', '#ee8866', '#eedd88', '#ffaabb', '#99ddff', '#44bb99', '#bbcc33', '#c9a9dd'].map((fill) =>
      onLight(fill),
    ),
    library: { vendor: onLight('#c4c9d2'), library: onLight('#dde1e8'), same: onLight('#d9dee6') },
  },
  dark: {
    change: {
      same: onDark('#323946'),
      'grew-1': onDark('#5b2f2c'),
      'grew-2': onDark('#7a3a35'),
      'grew-3': onDark('#97443c'),
      'grew-4': onDark('#b04a40'),
      new: onDark('#8a5d22', 'rising'),
      'shrank-1': onDark('#1f3f60', 'falling'),
      'shrank-2': onDark('#285684', 'falling'),
      gone: onDark('#2f6aa5', 'falling'),
    },
    classic: {
      'shrank-1': onDark('#22482f', 'falling'),
      'shrank-2': onDark('#2a5a39', 'falling'),
      gone: onDark('#327048', 'falling'),
    },
    state: {
      send: onDark('#7c4c3f'),
      receive: onDark('#6f6844'),
      select: onDark('#425d78'),
      io: onDark('#2f6f8c'),
      lock: onDark('#845d68'),
      sleep: onDark('#5a6424'),
      syscall: onDark('#6a5580'),
      running: onDark('#2a6557'),
      other: onDark('#454d5b'),
      several: onDark('#323946'),
    },
    packages: ['#425d78', '#7c4c3f', '#6f6844', '#845d68', '#2f6f8c', '#2a6557', '#5a6424', '#6a5580'].map((fill) =>
      onDark(fill),
    ),
    library: { vendor: onDark('#454d5b'), library: onDark('#2b313c'), same: onDark('#323946') },
  },
};
