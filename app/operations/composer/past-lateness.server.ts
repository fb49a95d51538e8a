import type { Cause } from "#app/domain/improvement/first-cause.ts";
import { readTaskHistory } from "#app/domain/evaluation/task-history.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { loadJudgedDeliveries } from "#db/queries/work-list.server.ts";
import type { Store } from "#db/store.ts";
import type { AgreementBook } from "../agreement-book.server.ts";
import { findCauses, findLateLine, groupedOf } from "../explain-lateness.server.ts";

/** Why earlier requests of one client for one product were late. */
export interface PastLateness {
  /** Deliveries that were counted, and the late ones among them. */
  readonly due: number;
  readonly late: number;
  /** The most frequent first causes, the first one leading. */
  readonly causes: readonly { readonly cause: Cause; readonly count: number }[];
  /** Late ones that waited for the client's input, and for how much working time in all. */
  readonly waited: { readonly count: number; readonly ms: number };
}

const MONTHS = 3;
const MOST_OF_LINE = 1_000;
const MOST_OF_CLIENT = 200;
const MOST_CAUSES = 3;

/**
 * What held up the newest deliveries of a promise to one department, over three months to `today`. Null where none was late: then there is
 * nothing to explain.
 */
export async function explainPast(store: Store, book: AgreementBook, asked: { readonly obligationKey: string; readonly clientId: string; readonly today: string }, now: number): Promise<PastLateness | null> {
  const line = findLateLine(book, asked.obligationKey);
  if (!line) return null;
  const months = Array.from({ length: MONTHS }, (_, index) => addMonths(asked.today.slice(0, 7), index - MONTHS + 1));
  const [all, mine] = await Promise.all([loadJudgedDeliveries(store, asked.obligationKey, months, MOST_OF_LINE), loadJudgedDeliveries(store, asked.obligationKey, months, MOST_OF_CLIENT, asked.clientId)]);
  const { deliveries, events } = await findCauses(store, book, line, all, { of: mine, alsoOf: [] }, now);
  if (deliveries.length === 0) return null;
  const counts = new Map<Cause, number>();
  for (const { cause } of deliveries) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const waits = deliveries.filter((row) => readTaskHistory(events.get(row.taskId) ?? [], now) !== null).map((row) => groupedOf(line, row, events.get(row.taskId) ?? [], now).inputWaitMs).filter((ms) => ms > 0);
  return {
    due: mine.length, late: deliveries.length,
    causes: [...counts].map(([cause, count]) => ({ cause, count })).sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1)).slice(0, MOST_CAUSES),
    waited: { count: waits.length, ms: waits.reduce((sum, ms) => sum + ms, 0) },
  };
}
