import { splitFunctionName } from '../model/function-name.ts';
import type { Place } from './group.ts';
import { libraryFamily } from './libraries/families.ts';
import type { LibraryFamily } from './libraries/family.ts';
import { libraryMaker } from './libraries/library-name.ts';
import { isBodyRead, isChildProcessWait, isRoundTrip } from './libraries/waits.ts';
import type { People } from './people.ts';
import { isAlike, isMultiple } from './proportion.ts';
import type { Question, Scene } from './scene.ts';
import { needsPartner } from './state-class.ts';

/** The places of one kind of leaked thing, the most telling first. */
export interface Company {
  readonly lead: Place;
  readonly companions: readonly Place[];
  readonly family: LibraryFamily | null;
}

/**
 * Brings together what one thing keeps: the goroutines of one public library's connection or client, with the code of
 * the program that started or uses them; those of a library nobody described, where they grew alike; what a stuck
 * caller keeps below it; and the reader and the writer of one connection. The order of the leads is that of `places`.
 */
export function companies(scene: Scene, people: People | null, places: readonly Place[]): Company[] {
  const taken = new Set<Place>();
  const found = new Map<Place, Company>();
  const add = (company: Company): void => {
    found.set(company.lead, company);
    taken.add(company.lead);
    for (const companion of company.companions) taken.add(companion);
  };
  const own: Place[] = [];
  const foreign: Place[] = [];
  for (const place of places) {
    if (place.culprit !== null) (scene.kind(place.culprit) === 'user' ? own : foreign).push(place);
  }
  const families = byFamily(scene, foreign);
  const makers = byMaker(scene, foreign);
  for (const caller of families.length === 0 ? [] : places) {
    const below = heldBelow(scene, caller, families);
    if (below === null || taken.has(below.lead)) continue;
    add({ lead: caller, companions: [below.lead, ...below.companions], family: null });
  }
  for (const family of families) {
    if (taken.has(family.lead)) continue;
    const company = withNameless(scene, family, makers, taken);
    const user = userOf(people, company, own, taken);
    if (user === null) add(company);
    else add({ lead: user, companions: [company.lead, ...company.companions], family: company.family });
  }
  for (const places of makers.values()) {
    for (const company of alike(
      scene,
      places.filter((place) => !taken.has(place) && place.delta >= 3),
    ))
      add(company);
  }
  let writers: Map<string, Place[]> | null = null;
  for (const reader of own) {
    if (taken.has(reader) || reader.state !== 'io' || reader.delta < 2) continue;
    writers ??= writersByGrowth(scene, own);
    const writer = writers.get(growthKey(scene, reader))?.find((place) => !taken.has(place));
    if (writer !== undefined) add({ lead: reader, companions: [writer], family: null });
  }
  return places
    .filter((place) => found.has(place) || !taken.has(place))
    .map((place) => found.get(place) ?? { lead: place, companions: NOBODY, family: null });
}

/** Most places are alone. */
const NOBODY: readonly Place[] = [];

/**
 * The code of the program that waits for what a library's client gives: its goroutines started the client's, or,
 * where the format tells no creators, it is the only place that grew by just as many.
 */
function userOf(
  people: People | null,
  company: Company,
  own: readonly Place[],
  taken: ReadonlySet<Place>,
): Place | null {
  if (company.family?.pattern !== 'client-not-closed' || company.lead.delta < 3) return null;
  const fitting = own.filter((place) => needsPartner(place.state) && isAlike(place, company.lead) && !taken.has(place));
  if (people === null) {
    const equal = fitting.filter((place) => place.delta === company.lead.delta);
    return equal.length === 1 ? (equal[0] ?? null) : null;
  }
  const parents = company.lead.rows.flatMap((row) => people.startersOf(row));
  return (
    fitting.find((place) => {
      const rows = new Set<number>(place.rows);
      return parents.filter((row) => rows.has(row)).length >= parents.length * 0.8 && parents.length > 0;
    }) ?? null
  );
}

/**
 * The places that may write to the connections that another place reads from, by what the two have in common: they
 * are of the same package and as many, before and after; the writers wait for something to write.
 */
function writersByGrowth(scene: Scene, own: readonly Place[]): Map<string, Place[]> {
  const writers = new Map<string, Place[]>();
  for (const place of own) {
    if (!WAITING_TO_WRITE.has(place.state)) continue;
    const key = growthKey(scene, place);
    const known = writers.get(key);
    if (known === undefined) writers.set(key, [place]);
    else known.push(place);
  }
  return writers;
}

const WAITING_TO_WRITE: ReadonlySet<Place['state']> = new Set(['chan-receive', 'select', 'cond', 'blocked'] as const);

function growthKey(scene: Scene, place: Place): string {
  const path = place.culprit === null ? '' : packageOf(scene.name(place.culprit));
  return `${place.delta} ${place.after} ${path}`;
}

function packageOf(name: string): string {
  return splitFunctionName(name).package;
}

function byFamily(scene: Scene, places: readonly Place[]): Company[] {
  const members = new Map<LibraryFamily, Place[]>();
  for (const place of places) {
    const traits = place.culprit === null ? null : scene.traits(place.culprit);
    const family = traits?.isOwner ? libraryFamily(traits.name) : null;
    if (family === null) continue;
    const known = members.get(family);
    if (known === undefined) members.set(family, [place]);
    else known.push(place);
  }
  return [...members].flatMap(([family, of]) => split(scene, family, of));
}

/**
 * Connections of one family are in different states: one waits for its body to be closed, another is idle. Each state
 * of the leading function is a company of its own; the other functions go with the one that grew most like them.
 */
function split(scene: Scene, family: LibraryFamily, places: readonly Place[]): Company[] {
  const order = (place: Place): number => {
    const at = place.culprit === null ? -1 : family.members.findIndex((member) => isMember(scene, place, member));
    return at < 0 ? family.members.length : at;
  };
  const sorted = [...places].sort((a, b) => order(a) - order(b) || b.delta - a.delta);
  const first = sorted[0];
  if (first === undefined) return [];
  const leads = sorted.filter(
    (place) => order(place) === order(first) && (place.state !== first.state || place === first),
  );
  const others = sorted.filter((place) => !leads.includes(place));
  const companions = new Map<Place, Place[]>(leads.map((lead) => [lead, []]));
  for (const other of others) {
    const lead = leads.reduce((best, next) =>
      Math.abs(next.delta - other.delta) < Math.abs(best.delta - other.delta) ? next : best,
    );
    companions.get(lead)?.push(other);
  }
  return leads.map((lead) => ({ lead, companions: companions.get(lead) ?? [], family }));
}

function isMember(scene: Scene, place: Place, member: string): boolean {
  return place.culprit !== null && scene.library(place.culprit) === member;
}

/** The connections or pipes that a caller of the program holds open while it is stuck in the library above them. */
function heldBelow(scene: Scene, caller: Place, families: readonly Company[]): Company | null {
  const isInside = (call: Question) => scene.innermost(caller.row, call, caller.culpritDepth) !== null;
  const wanted =
    isInside(isRoundTrip) || isInside(isBodyRead)
      ? ['http1-client-connection', 'http2-client-stream']
      : isInside(isChildProcessWait)
        ? ['exec']
        : [];
  return (
    families.find(({ family, lead }) => family !== null && wanted.includes(family.id) && isAlike(lead, caller)) ?? null
  );
}

/** The places of libraries that are not the standard one, by who makes them. */
function byMaker(scene: Scene, places: readonly Place[]): Map<string, Place[]> {
  const makers = new Map<string, Place[]>();
  for (const place of places) {
    if (place.culprit === null || scene.kind(place.culprit) !== 'vendor') continue;
    const maker = libraryMaker(scene.name(place.culprit));
    const known = makers.get(maker);
    if (known === undefined) makers.set(maker, [place]);
    else known.push(place);
  }
  return makers;
}

/**
 * A known company with the places of its library, and of what that library is made of, that nobody described: those
 * that grew with it.
 */
function withNameless(
  scene: Scene,
  company: Company,
  makers: ReadonlyMap<string, readonly Place[]>,
  taken: ReadonlySet<Place>,
): Company {
  const { lead, family } = company;
  if (family?.pattern !== 'client-not-closed' || lead.culprit === null) return company;
  const same = makers.get(libraryMaker(scene.name(lead.culprit))) ?? [];
  const nameless = same.filter((place) => !taken.has(place) && !isOwner(scene, place) && growsWith(lead, place));
  return { ...company, companions: [...company.companions, ...nameless] };
}

/** Whether a table knows goroutines by the function of a place. */
function isOwner(scene: Scene, { culprit }: Place): boolean {
  return culprit !== null && scene.traits(culprit).isOwner;
}

/**
 * Places of one maker, of no known family, that grew with one another. The lead is the one that grew least; of several
 * one in a package that programs can import, before one in an internal package that serves it.
 */
function alike(scene: Scene, places: readonly Place[]): Company[] {
  const companies: { lead: Place; companions: Place[] }[] = [];
  const inside = new Map(places.map((place) => [place, isInternal(scene, place) ? 1 : 0]));
  const order = (a: Place, b: Place) =>
    a.delta - b.delta || (inside.get(a) ?? 0) - (inside.get(b) ?? 0) || b.after - a.after;
  for (const place of [...places].sort(order)) {
    const known = companies.find((company) => growsWith(company.lead, place));
    if (known === undefined) companies.push({ lead: place, companions: [] });
    else known.companions.push(place);
  }
  return companies.map(({ lead, companions }) => ({ lead, companions, family: null }));
}

function isInternal(scene: Scene, { culprit }: Place): boolean {
  return culprit !== null && packageOf(scene.name(culprit)).split('/').includes('internal');
}

function growsWith(lead: Place, place: Place): boolean {
  return isAlike(lead, place) || isMultiple(lead, place);
}
