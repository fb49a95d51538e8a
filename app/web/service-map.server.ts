import { readTableQuery, type TableQuery } from "#app/domain/list/table-query.ts";
import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { LINK_FILTERS, type LinkFilter, type ServiceLine } from "#app/domain/map/service-link.ts";
import { WAYS, type MapQuestion } from "#app/domain/map/choose-links.ts";
import { nameIn } from "#app/domain/names.ts";
import { addDays, addMonths } from "#app/domain/time/local-date.ts";
import { keptBriefly } from "#app/operations/kept-briefly.server.ts";
import { readServiceLines } from "#app/operations/relationship/service-lines.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";
import type { AppContext } from "./context.server.ts";
import type { PageFacts } from "./page-facts.server.ts";
import type { Viewer } from "./session.server.ts";

/** Volumes that a filter offers: links with fewer promises due are left out. */
export const LEAST_VOLUMES = ["5", "10", "25", "50", "100", "250"] as const;

export type MapFilterName = "state" | "product" | "least" | "way";
export type MapTableQuery = TableQuery<LinkSort, MapFilterName>;
export const LINK_SORTS = ["volume", "provider", "client", "state", "share", "risk"] as const;
export type LinkSort = (typeof LINK_SORTS)[number];

/** The month that a map shows: the one asked for, else the last closed one, whose figures stay; else the running one. */
export async function readMapMonth(store: Store, url: URL, facts: PageFacts) {
  const periods = await loadPeriods(store);
  const months = periods.map((row) => row.month).filter((month) => month <= facts.month);
  const lastClosed = periods.filter((row) => row.state === "closed").at(-1)?.month;
  const month = months.find((known) => known === url.searchParams.get("period")) ?? lastClosed ?? facts.month;
  return { month, months, isClosed: periods.some((row) => row.month === month && row.state === "closed") };
}

/** Who serves whom in a month, with everything that a view of it needs to name and to lead on. */
export async function readServiceMap({ store }: AppContext, viewer: Viewer, url: URL, facts: PageFacts) {
  const [{ month, months, isClosed }, departments, products] = await Promise.all([readMapMonth(store, url, facts), loadDepartments(store), loadProducts(store)]);
  const monthEnd = addDays(`${addMonths(month, 1)}-01`, -1);
  const day = monthEnd < facts.today ? monthEnd : facts.today;
  const everyLine = await keptBriefly(store, `service lines ${day} ${month}`, facts.now, () => readServiceLines(store, { today: day, months: [month] }));
  const delivered = new Set(everyLine.map((line) => line.productId));
  const productNames = products.filter((row) => delivered.has(row.id)).map((row) => ({ value: row.id, label: nameIn(row.name, facts.locale) })).sort((a, b) => a.label.localeCompare(b.label, facts.locale));
  const query: MapTableQuery = readTableQuery(url.searchParams, {
    sortable: LINK_SORTS, defaultSort: { column: "volume", descending: true }, pageSize: 50,
    filters: { state: LINK_FILTERS, product: productNames.map((row) => row.value), least: LEAST_VOLUMES, way: WAYS.filter((way) => way !== "both") },
  });
  const { product } = query.filters;
  const lines: ServiceLine[] = product ? everyLine.filter((line) => line.productId === product) : everyLine;
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, facts.locale)]));
  const mine = ownDepartments(viewer.actor);
  const overseer = can(viewer.actor, "agreement.read");
  return {
    month, months, isClosed, departments, names, products: productNames, query, lines,
    /** All products: who faces the customer does not depend on the one looked at. */
    everyLine,
    mine: departments.filter((row) => mine.includes(row.id)).map((row) => row.id),
    /** The page of two departments, for those who may read what is agreed between them. */
    relationshipTo: (from: string, to: string): string | null => (overseer || mine.includes(from) || mine.includes(to) ? `/relationships/${from}/${to}` : null),
  };
}

export type ServiceMapFacts = Awaited<ReturnType<typeof readServiceMap>>;

/** What the address asks of the drawing. */
export function questionOf(url: URL, query: MapTableQuery): MapQuestion {
  const { filters } = query;
  return {
    focus: url.searchParams.get("focus"), unit: url.searchParams.get("unit"),
    depth: url.searchParams.get("depth") === "2" ? 2 : 1, way: (filters.way as MapQuestion["way"] | undefined) ?? "both",
    state: (filters.state as LinkFilter | undefined) ?? null, least: Number(filters.least ?? 0),
  };
}

/** Departments whose name has the words, an equal name alone. */
export function findDepartments(names: ReadonlyMap<string, string>, words: string, fold: (text: string) => string): string[] {
  const wanted = fold(words);
  const equal = [...names].filter(([, name]) => fold(name) === wanted).map(([id]) => id);
  return equal.length > 0 ? equal : [...names].filter(([, name]) => fold(name).includes(wanted)).map(([id]) => id);
}
