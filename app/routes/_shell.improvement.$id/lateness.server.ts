import { addMonths } from "#app/domain/time/local-date.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import { explainLateness, findLateLine } from "#app/operations/explain-lateness.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import { loadVerdictsAbout } from "#db/queries/task-page.server.ts";

/** Months that are looked at, as on the page of the whole analysis. */
const MONTHS = 3;
/** So many causes stand beside the case. */
const MOST_CAUSES = 3;

/** Why deliveries of the case's line were late: of the line that it names, else of the one that its task broke. Null where there is none. */
export async function readLateness({ store, now }: AppContext, row: Pick<CaseRow, "obligationKey" | "taskId">, today: string) {
  const key = row.obligationKey ?? (row.taskId ? (await loadVerdictsAbout(store, row.taskId)).find((verdict) => verdict.outcome === "breached")?.obligationKey : null);
  if (!key) return null;
  const book = await openAgreementBook(store);
  const line = findLateLine(book, key);
  if (!line) return null;
  const months = Array.from({ length: MONTHS }, (_, index) => addMonths(today.slice(0, 7), index - MONTHS + 1));
  const { due, late, causes } = await explainLateness(store, book, line, months, months, now());
  return { key, due, late, causes: causes.slice(0, MOST_CAUSES).map(({ cause, count, shareBp }) => ({ cause, count, shareBp })) };
}
