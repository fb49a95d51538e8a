import { readTableQuery } from "#app/domain/list/table-query.ts";
import { DELAY_KINDS, delayKey, delayLinks, followDelays, type ChainStep } from "#app/domain/map/delay-links.ts";
import { nameIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { readDelays } from "#app/operations/read-delays.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import type { AppContext } from "./context.server.ts";
import type { PageFacts } from "./page-facts.server.ts";
import { pageOfRows } from "./page-of-rows.server.ts";

/** Months looked back: long enough for yearly work, short enough to be about how things are. */
const MONTHS_BACK = 12;
export const DELAY_SORTS = ["rank", "says", "step", "waited", "upLate", "bothLate"] as const;

export interface DelayRow extends ChainStep {
  /** What the figures support, as a sentence. */
  readonly says: string;
  /** The names of both works: `upProduct` of `up`, and `product` that `provider` owes `client`. */
  readonly words: Readonly<Record<"up" | "upProduct" | "provider" | "product" | "client", string>>;
}

/** Who waited for whom, as sentences; with a department in focus only what follows from it (or leads to it), step by step. */
export async function readDelayRows({ store }: AppContext, url: URL, facts: PageFacts) {
  const since = startOfDate(zoneOf(facts.zone), `${addMonths(facts.month, -MONTHS_BACK)}-01`);
  const [{ cases, isPartial }, departments, products] = await Promise.all([readDelays(store, since), loadDepartments(store), loadProducts(store)]);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, facts.locale)]));
  const productNames = new Map(products.map((row) => [row.id, nameIn(row.name, facts.locale)]));
  const query = readTableQuery(url.searchParams, {
    sortable: DELAY_SORTS, defaultSort: { column: "rank", descending: false }, pageSize: 50,
    filters: { focus: departments.map((row) => row.id), product: products.map((row) => row.id), kind: DELAY_KINDS },
  });
  const focus = query.filters.focus ?? null;
  const productId = query.filters.product ?? null;
  const way = url.searchParams.get("way") === "up" ? ("up" as const) : ("down" as const);
  const links = delayLinks(cases);
  const own = focus === null ? null : new Set(departmentTree(departments).withBelow(focus));
  const chain = followDelays(links, (work) => (own === null || own.has(work.departmentId)) && (productId === null || work.productId === productId), way);
  const t = translateIn(facts.locale, "chain");
  const rows = chain.map((link): DelayRow => {
    const words = {
      up: names.get(link.up.departmentId) ?? "–", upProduct: productNames.get(link.up.productId) ?? "–",
      provider: names.get(link.down.departmentId) ?? "–", product: productNames.get(link.down.productId) ?? "–", client: names.get(link.down.clientId) ?? "–",
    };
    return { ...link, words, says: t(`says.${link.kind}`, words) };
  });
  const rank = new Map(rows.map((row, index) => [row.key, index]));
  const page = pageOfRows(rows, query, {
    text: (row) => row.says,
    sort: { rank: (row) => rank.get(row.key)!, says: (row) => row.says, step: (row) => row.step, waited: (row) => row.waited, upLate: (row) => row.upLate, bothLate: (row) => row.bothLate },
    // Department and product were followed above.
    filter: { focus: () => true, product: () => true, kind: (row, value) => row.kind === value },
  });
  const asked = url.searchParams.get("link");
  const chosen = rows.find((row) => row.key === asked) ?? null;
  return {
    ...page, query, names, productNames, focus, productId, way, chain: rows, hasAny: links.length > 0, isPartial, looked: cases.length, chosen,
    chosenCases: chosen === null ? [] : cases.filter((one) => delayKey(one) === chosen.key),
  };
}

export type DelayRows = Awaited<ReturnType<typeof readDelayRows>>;
