import { readTableQuery, type TableSpec } from "#app/components/table-query.ts";
import { CASE_STATES } from "#app/domain/improvement/decide-case.ts";
import { nameIn } from "#app/domain/names.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import { loadGivenAnswers } from "#db/queries/given-answers.server.ts";

const SCORES = ["1", "2", "3", "4", "5"] as const;
const SPEC: TableSpec<"provider" | "score" | "answered", "score" | "done"> = {
  sortable: ["provider", "score", "answered"],
  defaultSort: { column: "answered", descending: true },
  filters: { score: SCORES, done: CASE_STATES },
  pageSize: 25,
};
const BACK_MS = 366 * DAY_MS;
/** More than the budget of any policy lets one person be asked in a year. */
const MOST = 2000;

/** What a person said in the last year, and what was done about it. */
export async function readGivenRows(request: Request, { store }: AppContext, { locale, now }: PageFacts, personId: string) {
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const rows = (await loadGivenAnswers(store, personId, now - BACK_MS, MOST)).map(({ invitationId, taskId, title, product, provider, csat, comment, answeredAt, voidedAt, done }) => ({
    id: invitationId, taskId, csat, comment, answeredAt, isVoided: voidedAt !== null, done, provider: nameIn(provider, locale), what: title || nameIn(product ?? {}, locale),
  }));
  return {
    query,
    ...pageOfRows(rows, query, {
      text: (row) => `${row.provider} ${row.what} ${row.comment} ${row.done?.action ?? ""}`,
      sort: { provider: (row) => row.provider, score: (row) => row.csat, answered: (row) => row.answeredAt },
      filter: { score: (row, value) => String(row.csat) === value, done: (row, value) => row.done?.state === value },
    }),
  };
}
