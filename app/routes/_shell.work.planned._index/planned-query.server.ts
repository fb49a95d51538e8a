import { readTableQuery } from "#app/domain/list/table-query.ts";
import { STANDINGS, type Standing } from "#app/domain/evaluation/verdict.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { filterLines, loadPlannedLines, type PlannedLine } from "#app/web/planned-lines.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadAskedChanges, PLANNED_SORTS, PLANNED_VIEWS, type PlannedFilter, type PlannedRow, type PlannedView } from "#db/queries/occurrences.server.ts";

/** The address of the list with the promises that the reader sees; what is unknown in it is left out. */
export async function readPlannedQuery(request: Request, context: AppContext, viewer: Viewer, { locale, now, today }: PageFacts) {
  const lines = await loadPlannedLines(context.store, viewer.actor, await openAgreementBook(context.store), today, locale);
  const distinct = (list: readonly string[]) => [...new Set(list)];
  const params = new URL(request.url).searchParams;
  const past = params.get("view") === "past";
  const query = readTableQuery(params, {
    sortable: PLANNED_SORTS,
    defaultSort: { column: "due", descending: past },
    filters: { view: PLANNED_VIEWS, agreement: distinct(lines.map((line) => line.agreementId)), product: distinct(lines.map((line) => line.productId)), state: STANDINGS },
    pageSize: 50,
  });
  const view: PlannedView = (query.filters.view as PlannedView | undefined) ?? "upcoming";
  const left = filterLines(lines, { search: query.search, agreementId: query.filters.agreement ?? null, productId: query.filters.product ?? null });
  const filter: PlannedFilter = { keys: left.map((line) => line.key), view, standing: (query.filters.state as Standing | undefined) ?? null, now };
  const asked = await loadAskedChanges(context.store, lines.map((line) => line.key));
  return { lines, query, view, filter, asked: asked.filter((row) => row.fromAt >= now) };
}

/** Rows with the names of their promise, and whether somebody asked to change them. */
export function namePlanned(rows: readonly PlannedRow[], lines: readonly PlannedLine[], asked: readonly { readonly obligationKey: string; readonly scheduledOn: string }[]) {
  const lineOf = new Map(lines.map((line) => [line.key, line]));
  const waiting = new Set(asked.map((row) => `${row.obligationKey}\n${row.scheduledOn}`));
  return rows.map((row) => ({ ...row, line: lineOf.get(row.obligationKey)!, isAsked: waiting.has(`${row.obligationKey}\n${row.scheduledOn}`) }));
}

export type NamedPlanned = ReturnType<typeof namePlanned>[number];
