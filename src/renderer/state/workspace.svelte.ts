import { createContext } from 'svelte';
import type { ManualMatch } from '../../core/diff/diff.ts';
import { buildFlameTrie } from '../../core/flame/build.ts';
import { sandwich } from '../../core/flame/sandwich.ts';
import { FlameSearch } from '../../core/flame/search.ts';
import { isWithin, nodesOfRows, ROOT, weigh } from '../../core/flame/tree.ts';
import { type FlameTrie, TrieBuilder } from '../../core/flame/trie.ts';
import { at, NONE } from '../../core/model/column.ts';
import type { Filters } from '../../core/model/filter.ts';
import { compileFilters } from '../../core/model/filter-pattern.ts';
import { type FlameNode, functionIndex, type RowIndex } from '../../core/model/index-types.ts';
import type { Analysis } from '../../core/report/model.ts';
import type { TreeChoice } from '../../ipc/contract.ts';
import type { Finding } from '../finding.ts';
import { isWhole, withJoin, without, withSplit } from '../matching/corrections.ts';
import { focusOf } from './focus.ts';
import { nodeAt, wayTo } from './node-path.ts';
import { ViewHistory } from './view-history.svelte.ts';
import { INITIAL_VIEW, type ViewState } from './view-state.ts';

/** Asks for a tree of the analysis; null where there is none to be had. */
export type GrowTree = (choice: TreeChoice) => Promise<FlameTrie | null>;

/** A tree of so many stacks is made within a frame; asking for it would take as long. */
const MOST_STACKS_HERE = 20_000;

const NO_TRIE = new TrieBuilder().finish([], new Int32Array(0), new Int32Array(0));

/** One comparison as it is looked at: the analysis, what the person chose, and all that follows from the two. */
export class Workspace {
  readonly analysis: Analysis;
  readonly view: ViewHistory;
  /** Makes large trees off this thread; null: there is nobody who would. */
  readonly #grow: GrowTree | null;
  #sent: FlameTrie = $state.raw(NO_TRIE);
  #asked = 0;
  #growing = $state(false);
  /** Made with the first search. */
  #search: FlameSearch | null = null;

  readonly #root = $derived.by(() => this.view.now.root);
  readonly #collapse = $derived.by(() => this.view.now.collapseRecursion);
  readonly #mode = $derived.by(() => this.view.now.mode);
  readonly #wanted = $derived.by(() => this.view.now.search);
  readonly #selection = $derived.by(() => this.view.now.selection);
  readonly #zoomPath = $derived.by(() => this.view.now.zoom);
  readonly #around = $derived.by(() => this.view.now.sandwich);

  readonly #patterns = $derived.by(() => this.view.now.filters);
  /** null: none is set. A pattern that does not compile filters nothing, and is said. */
  readonly #compiled = $derived.by(() => {
    const filters = this.#patterns;
    return Object.values(filters).every((pattern) => pattern === null) ? null : compileFilters(filters);
  });
  readonly #filters = $derived.by(() => (this.#compiled?.ok === true ? this.#compiled.filters : null));

  /** Of a diff that is small enough to make it here at once; else what the worker sent last. */
  readonly #trie = $derived.by(() => (this.#asks ? this.#sent : this.#growHere()));
  readonly #tree = $derived.by(() => weigh(this.#trie, this.#mode));
  readonly #matches = $derived.by(() => {
    if (this.#wanted === '') return null;
    this.#search ??= new FlameSearch(this.analysis.diff.symbols);
    return this.#search.find(this.#tree, this.#wanted);
  });
  readonly #focus = $derived.by(() => focusOf(this.analysis, this.#tree, this.#selection));
  readonly #lit = $derived.by(() =>
    this.#focus.rows.length === 0 ? null : nodesOfRows(this.#tree, new Set(this.#focus.rows)),
  );
  readonly #zoomed = $derived.by(() => nodeAt(this.#tree, this.#zoomPath).node);
  readonly #sandwich = $derived.by(() => {
    const fn = this.#functionNamed(this.#around);
    if (fn === null) return null;
    const both = sandwich(this.#trie, fn);
    return { callers: weigh(both.callers, this.#mode), callees: weigh(both.callees, this.#mode) };
  });

  #spot: FlameNode | null = $state(null);

  /** `view` is where the person was with these files: with the way back, or as it was kept. */
  constructor(analysis: Analysis, view: ViewHistory | ViewState | null, grow: GrowTree | null) {
    this.#grow = grow;
    this.analysis = analysis;
    if (view instanceof ViewHistory) {
      this.view = view;
      return;
    }
    const [worst] = analysis.findings;
    const selection = worst === undefined ? INITIAL_VIEW.selection : ({ kind: 'finding', id: worst.id } as const);
    const alone = analysis.before === null ? ({ mode: 'after', scheme: 'state' } as const) : {};
    this.view = new ViewHistory(view ?? { ...INITIAL_VIEW, selection, ...alone });
  }

  /** What is wrong with a filter, in words; null where nothing is. */
  get filterProblem(): string | null {
    return this.#compiled?.ok === false ? this.#compiled.message : null;
  }

  /** To be called anew whenever it would ask for something else: an effect does. */
  growTree(): void {
    if (!this.#asks || this.#grow === null) return;
    const choice = { root: this.#root, collapseRecursion: this.#collapse, filters: this.#patterns };
    const asked = ++this.#asked;
    this.#growing = true;
    void this.#grow(choice).then((trie) => {
      if (asked !== this.#asked) return;
      this.#sent = trie ?? this.#growHere();
      this.#growing = false;
    });
  }

  /** Whether the graph that is shown is not yet the one that was asked for. */
  get growing(): boolean {
    return this.#growing;
  }

  /** Asks for two other snapshots of the series; whoever holds the files answers with another workspace. */
  comparePair([from, to]: readonly [number, number]): void {
    this.#compareAs({ pair: isWhole([from, to], this.analysis.series.length) ? null : [from, to] });
  }

  /** Takes a match apart. */
  split(row: RowIndex): void {
    this.#compareAs({ manual: withSplit(this.view.now.manual, this.analysis, row) });
  }

  /** Joins two rows that are on one side each. */
  join(one: RowIndex, other: RowIndex): void {
    const manual = withJoin(this.view.now.manual, this.analysis, one, other);
    if (manual !== null) this.#compareAs({ manual });
  }

  takeBack(match: ManualMatch): void {
    this.#compareAs({ manual: without(this.view.now.manual, match) });
  }

  /** Rows and boxes are numbered anew by another comparison: what is selected by number is let go of. */
  #compareAs(change: Partial<Pick<ViewState, 'pair' | 'manual'>>): void {
    const { kind } = this.#selection;
    if (kind === 'row' || kind === 'node') this.view.adjust({ selection: { kind: 'none' } });
    this.view.go({ ...change, zoom: [] });
  }

  get tree() {
    return this.#tree;
  }

  /** null where nothing is searched for. */
  get matches() {
    return this.#matches;
  }

  get focus() {
    return this.#focus;
  }

  /** For each node 1 where a selected row passes through it; null where nothing is selected. */
  get lit() {
    return this.#lit;
  }

  get zoomed(): FlameNode {
    return this.#zoomed;
  }

  get sandwich() {
    return this.#sandwich;
  }

  selectFinding(finding: Finding): void {
    if (this.#selection.kind === 'finding' && this.#selection.id === finding.id) return;
    const selection = { kind: 'finding', id: finding.id } as const;
    const outside = !this.#shows(finding.rows);
    this.view.go(outside ? { selection, zoom: [] } : { selection });
  }

  /** The finding `by` places further down the list (up, where negative), round its ends. */
  stepFinding(by: 1 | -1): void {
    const { findings } = this.analysis;
    const current = this.#focus.finding === null ? -1 : findings.indexOf(this.#focus.finding);
    const next = findings[(Math.max(current, by < 0 ? 0 : -1) + by + findings.length) % Math.max(1, findings.length)];
    if (next !== undefined) this.selectFinding(next);
  }

  selectNode(node: FlameNode): void {
    this.view.adjust({ selection: { kind: 'node', path: wayTo(this.#tree, node) } });
  }

  selectRow(row: number): void {
    this.view.adjust({ selection: { kind: 'row', row }, zoom: this.#shows([row]) ? this.#zoomPath : [] });
  }

  /** Zooms to a node and selects it; the root shows all. */
  zoomTo(node: FlameNode): void {
    const path = wayTo(this.#tree, node);
    if (node === ROOT) this.view.go({ zoom: path });
    else this.view.go({ zoom: path, selection: { kind: 'node', path } });
  }

  /** One step back towards the root. */
  zoomOut(): boolean {
    if (this.#zoomPath.length === 0) return false;
    this.view.go({ zoom: this.#zoomPath.slice(0, -1) });
    return true;
  }

  /** Changes filters; the zoom is given up, for the boxes on the way may be gone. */
  filter(change: Partial<Filters>): void {
    this.view.go({ filters: { ...this.view.now.filters, ...change }, zoom: [] });
  }

  search(text: string): void {
    this.#spot = null;
    this.view.adjust({ search: text });
  }

  /** Goes to the next match, or to the one before, round the ends. */
  stepMatch(by: 1 | -1): void {
    const node = this.#matches?.step(this.spot, by) ?? null;
    if (node === null) return;
    this.#spot = node;
    const inside = isWithin(this.#tree, node, this.#zoomed);
    this.view.adjust({ selection: { kind: 'node', path: wayTo(this.#tree, node) }, ...(inside ? {} : { zoom: [] }) });
  }

  /** The match that was stepped to. */
  get spot(): FlameNode | null {
    return this.#spot !== null && this.#matches?.hit[this.#spot] === 1 ? this.#spot : null;
  }

  openSandwich(functionName: string): void {
    this.view.go({ pane: 'sandwich', sandwich: functionName });
  }

  get #asks(): boolean {
    const { stacks } = this.analysis.diff.symbols;
    return this.#grow !== null && stacks.length > MOST_STACKS_HERE;
  }

  #growHere(): FlameTrie {
    const filters = this.#filters;
    return buildFlameTrie(this.analysis.diff, { root: this.#root, collapseRecursion: this.#collapse, filters });
  }

  #functionNamed(name: string | null): ReturnType<typeof functionIndex> | null {
    if (name === null) return null;
    const { strings, functions } = this.analysis.diff.symbols;
    const index = Array.from<number>(functions.name).findIndex((string) => strings[string] === name);
    return index < 0 ? null : functionIndex(index);
  }

  /** Whether one of the rows has a box in what is zoomed to. */
  #shows(rows: readonly number[]): boolean {
    const wanted = new Set(rows);
    const { leafOfItem, rowOfItem, value } = this.#tree;
    for (let item = 0; item < leafOfItem.length; item++) {
      const leaf = at(leafOfItem, item);
      if (leaf === NONE || !wanted.has(at(rowOfItem, item)) || at(value, leaf) <= 0) continue;
      if (isWithin(this.#tree, leaf, this.#zoomed)) return true;
    }
    return false;
  }
}

export const [getWorkspace, setWorkspace] = createContext<Workspace>();
