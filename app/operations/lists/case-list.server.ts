import type { Actor } from "#app/domain/access/actor.ts";
import { readScope } from "#app/domain/access/read-scope.ts";
import { readTableQuery } from "#app/domain/list/table-query.ts";
import { CASE_ORIGINS } from "#app/domain/improvement/case-cause.ts";
import { nextClock } from "#app/domain/improvement/case-clocks.ts";
import { CASE_STATES, type CaseState } from "#app/domain/improvement/decide-case.ts";
import { readClock } from "#app/domain/improvement/reply-clock.ts";
import { foldKey, nameIn, type Locale } from "#app/domain/names.ts";
import { localDateOf } from "#app/domain/time/zone.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { caseTitle } from "#app/operations/case-title.server.ts";
import { caseTimes } from "#app/operations/case-times.ts";
import { openFollowUpBook, type FollowUpBook } from "#app/operations/follow-up-book.server.ts";
import { CASE_SORTS, countCases, listCases, loadObligationNames, type CaseRow } from "#db/queries/cases.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

export const CASE_VIEWS = ["active", "to_check", "confirmed", "all"] as const;
export type CaseView = (typeof CASE_VIEWS)[number];

const STATES_OF: Readonly<Record<CaseView, readonly CaseState[]>> = { active: ["open", "in_progress", "reopened"], to_check: ["to_check"], confirmed: ["confirmed"], all: CASE_STATES };
const PAGE_SIZE = 50;
const MOST_ROWS = 5_000;

/** Cases with the names and the clock that lists show. */
export async function nameCases(store: Store, rows: readonly CaseRow[], book: FollowUpBook, locale: Locale, now: number) {
  const owners = [...new Set(rows.flatMap((row) => row.ownerId ?? []))];
  const [departments, people, lines] = await Promise.all([loadDepartments(store, "all"), owners.length > 0 ? loadPeople(store, owners) : [], loadObligationNames(store, rows.flatMap((row) => row.obligationKey ?? []))]);
  const nameOf = (id: string | null) => (id ? nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale) : translateIn(locale, "improvement")("check.many"));
  return rows.map((row) => {
    const owner = people.find((one) => one.id === row.ownerId);
    const clock = row.state === "to_check" || row.state === "confirmed" ? null : nextClock(caseTimes(row, book.zone));
    return {
      id: row.id, problem: caseTitle(row, lines, locale).slice(0, 200), provider: nameOf(row.providerId), client: nameOf(row.clientId), owner: owner ? personName(owner, locale) : null, dueOn: row.dueOn, createdAt: row.createdAt,
      state: row.state, origin: row.origin, category: row.category, action: row.action, rowVersion: row.rowVersion, clock: clock && { clock: clock.clock, dueAt: clock.dueAt, ...readClock(clock, book.calendarOf(row.providerId), now) },
    };
  });
}
export type NamedCase = Awaited<ReturnType<typeof nameCases>>[number];

/** What the address asks for of the cases that somebody may read; `isAll` for a file of all pages. */
export async function readCaseRows(params: URLSearchParams, store: Store, actor: Actor, locale: Locale, now: number, isAll = false) {
  const departments = await loadDepartments(store, "all");
  const query = readTableQuery(params, {
    sortable: CASE_SORTS, defaultSort: { column: "due", descending: false }, filters: { view: CASE_VIEWS, origin: CASE_ORIGINS, provider: departments.map((row) => row.id) }, pageSize: PAGE_SIZE,
  });
  const view = CASE_VIEWS.find((one) => one === query.filters.view) ?? "active";
  const filter = { scope: readScope(actor, "case.read"), origin: CASE_ORIGINS.find((one) => one === query.filters.origin) ?? null, providerId: query.filters.provider ?? null, search: foldKey(query.search) };
  const [found, counts, book] = await Promise.all([
    listCases(store, { ...filter, states: STATES_OF[view] }, { sort: query.sort, limit: isAll ? MOST_ROWS : query.pageSize, offset: isAll ? 0 : query.offset }),
    countCases(store, filter),
    openFollowUpBook(store),
  ]);
  const total = (states: readonly CaseState[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const { view: _chosen, ...filters } = query.filters;
  return {
    query: { ...query, filters }, view, total: total(STATES_OF[view]), counts: { active: total(STATES_OF.active), to_check: total(["to_check"]), confirmed: total(["confirmed"]) },
    rows: await nameCases(store, found, book, locale, now), today: localDateOf(book.zone, now),
    providers: departments.filter((row) => !row.isTeam).map((row) => ({ value: row.id, label: nameIn(row.name, locale) })),
  };
}
