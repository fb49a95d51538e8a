import { chooseLinks } from "#app/domain/map/choose-links.ts";
import { fitsFilter, LINK_STATES, linksOf, type LinkFilter, type ServiceLink } from "#app/domain/map/service-link.ts";
import { pageOfRows } from "./page-of-rows.server.ts";
import { questionOf, type ServiceMapFacts } from "./service-map.server.ts";

export interface LinkRow extends ServiceLink {
  readonly key: string;
  readonly provider: string;
  readonly client: string;
  /** The page of the two; null for who may not read it. */
  readonly relationship: string | null;
}

/** The links of departments as rows: all of them, or those of the department or unit asked for. */
export function linkRows(map: ServiceMapFacts, url: URL) {
  const { focus, unit, unitOf } = chooseLinks(map.lines, map.departments, questionOf(url, map.query));
  const isAsked = (id: string) => (focus !== null ? id === focus : unit === null || unitOf(id) === unit);
  const name = (id: string) => map.names.get(id) ?? "–";
  const rows = linksOf(map.lines, (id) => id, () => false)
    .filter((link) => isAsked(link.from) || isAsked(link.to))
    .map((link): LinkRow => ({ ...link, key: `${link.from} ${link.to}`, provider: name(link.from), client: name(link.to), relationship: map.relationshipTo(link.from, link.to) }));
  const page = pageOfRows(rows, map.query, {
    text: (row) => `${row.provider} ${row.client}`,
    sort: {
      volume: (row) => row.kept.of, provider: (row) => row.provider, client: (row) => row.client, state: (row) => LINK_STATES.indexOf(row.state), share: (row) => row.kept.bp, risk: (row) => row.atRisk,
    },
    filter: {
      state: (row, value) => fitsFilter(row.state, value as LinkFilter), least: (row, value) => row.kept.of >= Number(value),
      // Chosen before the links were made.
      product: () => true,
      way: (row, value) => focus === null || (value === "up" ? row.to === focus : row.from === focus),
    },
  });
  const of = focus ?? unit;
  return { ...page, query: map.query, products: map.products, of: of && name(of), hasFocus: focus !== null };
}

export type LinkRows = ReturnType<typeof linkRows>;
