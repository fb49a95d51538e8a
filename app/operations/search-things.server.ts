import type { Actor } from "#app/domain/access/actor.ts";
import { readScope } from "#app/domain/access/read-scope.ts";
import { CASE_STATES } from "#app/domain/improvement/decide-case.ts";
import { foldKey, nameIn, type Locale } from "#app/domain/names.ts";
import { RANKS, rankThings } from "#app/domain/search/rank-match.ts";
import { swapLayout } from "#app/domain/search/swap-layout.ts";
import { personName, transliterate } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { listAgreements, loadGroupMembersOn, loadGroups, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { countCases, listCases, loadObligationNames } from "#db/queries/cases.server.ts";
import { listPeople, loadMembershipsOf } from "#db/queries/catalogue.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { findPeople, findTasksByNumber } from "#db/queries/search.server.ts";
import { countTasks, listTasks, listTasksById } from "#db/queries/work-list.server.ts";
import type { Store } from "#db/store.ts";
import { caseTitle } from "./case-title.server.ts";
import { actsFor, pagesFor } from "./portal-pages.server.ts";

export const FOUND_KINDS = ["act", "page", "department", "person", "product", "agreement", "task", "case"] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** One thing that a search found. */
export interface FoundThing {
  readonly to: string;
  readonly label: string;
  /** Its number, and whose it is. */
  readonly detail: string;
}

export interface FoundGroup {
  readonly kind: FoundKind;
  readonly things: readonly FoundThing[];
  readonly total: number;
  /** There are more than `total`: they were counted up to there. */
  readonly isMore: boolean;
  /** The list of all of them; null where they all stand here. */
  readonly all: string | null;
}

export interface Found {
  /** What was looked for: what was typed, or the same keys on the other layout. */
  readonly text: string;
  readonly isSwapped: boolean;
  /** The kind with the best answer first. */
  readonly groups: readonly FoundGroup[];
}

export interface SearchQuestion {
  readonly actor: Actor;
  /** As typed, at most 100 characters. */
  readonly text: string;
  readonly locale: Locale;
  /** Local date of the organisation. */
  readonly today: string;
  /** Things of each kind. */
  readonly most: number;
}

/** Tasks are counted up to here: behind it a list says "more than". */
const MOST_COUNTED = 300;
/** From so many letters on people, agreements, tasks and cases are searched. */
const SHORTEST = 2;
/** A number of so many signs that is some task's own is what was meant: nothing else is looked for. */
const WHOLE_NUMBER = 6;
/** From among so many people the best are chosen. */
const PEOPLE_RANKED = 200;

type Ranked = FoundGroup & { readonly rank: number };

/** What a person may see and the words find; where they find nothing, what the same keys say on the other keyboard layout finds. */
export async function searchThings(store: Store, question: SearchQuestion): Promise<Found> {
  const { text } = question;
  const groups = await searchOnce(store, question);
  const other = groups.length === 0 ? swapLayout(text) : null;
  const swapped = other === null ? [] : await searchOnce(store, { ...question, text: other });
  return swapped.length > 0 ? { text: other!, isSwapped: true, groups: swapped } : { text, isSwapped: false, groups };
}

async function searchOnce(store: Store, question: SearchQuestion): Promise<FoundGroup[]> {
  if (!/[\p{L}\p{N}]/u.test(question.text)) return [];
  const [departments, products] = await Promise.all([loadDepartments(store), loadProducts(store)]);
  const directory = { departments, products };
  const few = [findActs(question), findPlaces(question), findDepartments(question, directory), findProducts(question, directory)];
  // One letter begins a word of nearly everything: among the many it says nothing and costs most.
  const many = question.text.trim().length < SHORTEST ? [] : [findPersons(store, question, directory), findAgreements(store, question, directory), findTasks(store, question), findCases(store, question, directory)];
  const order = (group: Ranked) => FOUND_KINDS.indexOf(group.kind);
  const found = [...few, ...(await Promise.all(many))].filter((group) => group.things.length > 0).sort((a, b) => order(a) - order(b));
  return found.map((group, at) => ({ group, at })).sort((a, b) => a.group.rank - b.group.rank || a.at - b.at).map(({ group: { rank: _rank, ...group } }) => group);
}

interface Directory {
  readonly departments: Awaited<ReturnType<typeof loadDepartments>>;
  readonly products: Awaited<ReturnType<typeof loadProducts>>;
}

const listed = (path: string, text: string): string => `${path}${path.includes("?") ? "&" : "?"}q=${encodeURIComponent(text)}`;

function findActs({ actor, locale, text, most }: SearchQuestion): Ranked {
  const { best, total, rank } = rankThings(text, actsFor(actor, locale), (act) => ({ names: [act.label] }), most);
  return { kind: "act", things: best.map((act) => ({ ...act, detail: "" })), total, isMore: false, all: null, rank };
}

function findPlaces({ actor, locale, text, most }: SearchQuestion): Ranked {
  // Whoever reads one language may know a page by its name in the other.
  const other = new Map(pagesFor(actor, locale === "en" ? "ru" : "en").map((page) => [page.to, page.label]));
  const { best, total, rank } = rankThings(text, pagesFor(actor, locale), (page) => ({ names: [page.label, other.get(page.to)] }), most);
  return { kind: "page", things: best.map((page) => ({ ...page, detail: "" })), total, isMore: false, all: null, rank };
}

function findDepartments({ locale, text, most }: SearchQuestion, { departments }: Directory): Ranked {
  const { best, total, rank } = rankThings(text, departments, (row) => ({ numbers: [row.code], names: [row.name.en, row.name.ru] }), most);
  return { kind: "department", things: best.map((row) => ({ to: `/departments/${row.id}`, label: nameIn(row.name, locale), detail: row.code })), total, isMore: false, all: total > best.length ? listed("/departments", text) : null, rank };
}

function findProducts({ locale, text, most }: SearchQuestion, { departments, products }: Directory): Ranked {
  const { best, total, rank } = rankThings(text, products, (row) => ({ numbers: [row.code], names: [row.name.en, row.name.ru] }), most);
  const provider = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  return { kind: "product", things: best.map((row) => ({ to: `/catalogue/${row.id}`, label: nameIn(row.name, locale), detail: provider.get(row.providerId) ?? "" })), total, isMore: false, all: total > best.length ? listed("/catalogue", text) : null, rank };
}

async function findPersons(store: Store, { locale, text, today, most }: SearchQuestion, { departments }: Directory): Promise<Ranked> {
  const candidates = await findPeople(store, text, PEOPLE_RANKED);
  const ranked = rankThings(text, candidates, (row) => ({ numbers: [row.personnelNumber, row.email ?? ""], names: [row.sortKey, transliterate(row.sortKey)] }), most);
  const isCut = candidates.length === PEOPLE_RANKED;
  const total = isCut ? (await listPeople(store, { search: text, sort: { column: "name", descending: false }, departmentIds: null, date: today, limit: 1, offset: 0 })).total : ranked.total;
  const held = new Map((await loadMembershipsOf(store, ranked.best.map((row) => row.id))).filter((row) => row.from <= today && (row.to === null || row.to > today)).map((row) => [row.personId, row.departmentId]));
  const nameOf = (id: string | undefined) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale);
  return {
    kind: "person", things: ranked.best.map((row) => ({ to: `/people/${row.id}`, label: personName(row, locale), detail: nameOf(held.get(row.id)) })), total, isMore: false,
    all: total > ranked.best.length ? listed("/people", text) : null, rank: ranked.rank,
  };
}

async function findAgreements(store: Store, { actor, locale, text, today, most }: SearchQuestion, { departments }: Directory): Promise<Ranked> {
  const scope = readScope(actor, "agreement.read");
  const [groups, members] = await Promise.all([loadGroups(store), loadGroupMembersOn(store, today)]);
  const all =
    scope === "all"
      ? await listAgreements(store, { side: "all" })
      : (await Promise.all([
          listAgreements(store, { side: "given", departmentIds: scope }),
          listAgreements(store, { side: "received", departmentIds: scope, groupIds: [...new Set(members.filter((row) => scope.includes(row.departmentId)).map((row) => row.groupId))] }),
        ])).flat();
  const names = new Map([...departments, ...groups].map((row) => [row.id, row.name]));
  const everyone = { en: translateIn("en", "agreements")("everyone"), ru: translateIn("ru", "agreements")("everyone") };
  const clientOf = (row: (typeof all)[number]) => names.get(row.clientDepartmentId ?? row.clientGroupId ?? "") ?? everyone;
  const unique = [...new Map(all.map((row) => [row.id, row])).values()];
  const ranked = rankThings(text, unique, (row) => ({ numbers: [row.code], names: [names.get(row.providerId)?.en, names.get(row.providerId)?.ru, clientOf(row).en, clientOf(row).ru] }), unique.length);
  // What was never shown to both sides is nobody's agreement yet.
  const shown = new Set((await loadVersionHeads(store, ranked.best.map((row) => row.id))).map((row) => row.agreementId));
  const found = ranked.best.filter((row) => shown.has(row.id));
  return {
    kind: "agreement", things: found.slice(0, most).map((row) => ({ to: `/agreements/${row.id}`, label: `${nameIn(names.get(row.providerId) ?? {}, locale)} → ${nameIn(clientOf(row), locale)}`, detail: row.code })),
    total: found.length, isMore: false, all: found.length > most ? listed(scope === "all" ? "/agreements?side=all" : "/agreements", text) : null, rank: found.length > 0 ? ranked.rank : RANKS.length,
  };
}

async function findTasks(store: Store, { actor, locale, text, most }: SearchQuestion): Promise<Ranked> {
  const scope = readScope(actor, "task.read");
  const filter = { search: text, view: null, state: null, outcome: null, productId: null, providerId: null, clientId: null, door: null } as const;
  const numbered = /\d/.test(text) ? await listTasksById(store, scope, await findTasksByNumber(store, text)) : [];
  const isWhole = numbered.length > 0 && text.length >= WHOLE_NUMBER;
  const [rows, counted] = isWhole ? [[], numbered.length] : await Promise.all([
    listTasks(store, scope, filter, { column: "requested", descending: true }, { limit: most, offset: 0 }),
    countTasks(store, scope, filter, MOST_COUNTED),
  ]);
  const best = [...new Map([...numbered, ...rows].map((row) => [row.id, row])).values()].slice(0, most);
  const total = Math.max(counted, best.length);
  const rank = best.length === 0 ? RANKS.length : numbered.length > 0 ? RANKS.indexOf("exact_number") : best.some((row) => foldKey(row.title).startsWith(foldKey(text))) ? RANKS.indexOf("name_begins") : RANKS.indexOf("words_begin");
  return {
    kind: "task", things: best.map((row) => ({ to: `/work/${row.id}`, label: row.title || nameIn(row.product, locale), detail: `${row.externalId} · ${nameIn(row.provider, locale)} → ${nameIn(row.client, locale)}` })),
    total, isMore: counted === MOST_COUNTED, all: total > best.length ? listed("/work", text) : null, rank,
  };
}

async function findCases(store: Store, { actor, locale, text, most }: SearchQuestion, { departments }: Directory): Promise<Ranked> {
  const filter = { scope: readScope(actor, "case.read"), states: CASE_STATES, search: foldKey(text) };
  const [rows, counts] = await Promise.all([listCases(store, filter, { sort: { column: "opened", descending: true }, limit: most, offset: 0 }), countCases(store, filter)]);
  const lines = await loadObligationNames(store, rows.flatMap((row) => row.obligationKey ?? []));
  const nameOf = (id: string | null) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale);
  const total = Object.values(counts).reduce((sum, n) => sum + (n ?? 0), 0);
  const state = translateIn(locale, "improvement");
  return {
    kind: "case", things: rows.map((row) => ({ to: `/improvement/${row.id}`, label: caseTitle(row, lines, locale).slice(0, 200), detail: `${nameOf(row.providerId)} · ${state(`state.${row.state}`)}` })), total, isMore: false,
    all: total > rows.length ? listed("/improvement?view=all", text) : null, rank: rows.length > 0 ? RANKS.indexOf("words_begin") : RANKS.length,
  };
}
