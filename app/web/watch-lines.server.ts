import type { WatchShown } from "#app/components/relationship/watch-list.tsx";
import { readTableQuery } from "#app/domain/list/table-query.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { WATCH_ENDS, WATCH_STATES, watchState, type WatchState } from "#app/domain/relationship/watch.ts";
import { personName } from "#app/format/person-name.ts";
import { watchNames, watchPath } from "#app/operations/relationship/speak-watch.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadOpenWatches, type WatchRow } from "#db/queries/watches.server.ts";
import type { Store } from "#db/store.ts";
import type { AppContext } from "./context.server.ts";
import { pageOfRows } from "./page-of-rows.server.ts";
import type { Viewer } from "./session.server.ts";
import { scopeFor } from "./work-scope.server.ts";

/** A watched delivery as lists and pages show it. */
export interface WatchLine extends WatchShown {
  readonly providerId: string;
  readonly provider: string;
  readonly client: string;
  readonly saidBy: string | null;
  readonly saidAt: number | null;
  /** The page of what was missed before. */
  readonly missedTo: string;
}

/** Names what is watched. */
export async function watchLines(store: Store, watches: readonly WatchRow[], now: number, locale: Locale): Promise<WatchLine[]> {
  if (watches.length === 0) return [];
  const [nameOf, departments, people] = await Promise.all([watchNames(store, watches, locale), loadDepartments(store, "all"), loadPeople(store, [...new Set(watches.flatMap((row) => row.saidBy ?? []))])]);
  const departmentOf = (id: string) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale) || "–";
  const personOf = new Map(people.map((row) => [row.id, personName(row, locale)]));
  return watches.map((row): WatchLine => ({
    item: row.item, name: nameOf(row), to: watchPath(row.item), providerId: row.providerId, provider: departmentOf(row.providerId), client: departmentOf(row.clientId), state: watchState(row, now),
    dueAt: row.dueAt, askAt: row.askAt, answerBy: row.answerBy, newAt: row.newAt, reason: row.reason, saidBy: row.saidBy === null ? null : (personOf.get(row.saidBy) ?? null), saidAt: row.saidAt,
    missedTo: row.missedItem.startsWith("t:") ? `/work/${row.missedItem.slice(2)}` : `/work/planned/one?obligation=${encodeURIComponent(row.missedKey)}&date=${row.missedItem.slice(2)}`,
  }));
}

export const OPEN_WATCH_STATES = WATCH_STATES.filter((state) => !(WATCH_ENDS as readonly WatchState[]).includes(state));
const SIDES = ["provider", "client"] as const;

/** What is watched now of the viewer's departments, or everywhere for those who oversee. */
export async function readWatchPage({ store, now }: AppContext, viewer: Viewer, url: URL, locale: Locale) {
  const scope = scopeFor(viewer.actor, "task.read");
  const lines = await watchLines(store, await loadOpenWatches(store, scope), now(), locale);
  const query = readTableQuery(url.searchParams, { sortable: ["due", "state", "provider", "client"], defaultSort: { column: "due", descending: false }, filters: { state: OPEN_WATCH_STATES, side: SIDES }, pageSize: 50 });
  const page = pageOfRows(lines, query, {
    text: (row) => `${row.name} ${row.provider} ${row.client}`,
    sort: { due: (row) => row.dueAt, state: (row) => WATCH_STATES.indexOf(row.state), provider: (row) => row.provider, client: (row) => row.client },
    filter: { state: (row, value) => row.state === value, side: (row, value) => (value === "provider") === (scope !== "all" && scope.includes(row.providerId)) },
  });
  const count = (state: WatchState) => lines.filter((row) => row.state === state).length;
  return { ...page, query, watched: lines.length, unconfirmed: count("unconfirmed"), atRisk: count("at_risk"), bySide: scope !== "all" };
}
