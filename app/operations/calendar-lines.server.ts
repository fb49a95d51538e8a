import { loadPeriods } from "#db/queries/periods.server.ts";
import { loadJudgedLines, loadTasksOfLine } from "#db/queries/verdicts.server.ts";
import type { Store } from "#db/store.ts";
import { NoCalendar } from "./agreement-book.server.ts";
import type { AgreementBook } from "./agreement-book.server.ts";

/** Months whose figures stay as they are. */
export async function frozenMonths(store: Store): Promise<string[]> {
  return (await loadPeriods(store)).filter((row) => row.state === "sealed" || row.state === "closed").map((row) => row.month);
}

/**
 * The tasks that a calendar judges in months that still take changes: exactly those whose promise counts by it, as
 * the provider's hours, the client's, or both.
 */
export async function tasksOfCalendar(store: Store, book: AgreementBook, calendarId: string): Promise<string[]> {
  const frozen = await frozenMonths(store);
  const found = new Set<string>();
  for (const line of await loadJudgedLines(store, frozen)) {
    const obligation = book.obligationsOf(line.versionId).find((row) => row.key === line.obligationKey);
    const agreement = obligation && book.agreements.get(obligation.agreementId);
    if (!agreement || !usesCalendar(calendarId, () => book.calendarIdsFor(agreement, obligation.terms.calendar, line.recipientId))) continue;
    for (const id of await loadTasksOfLine(store, line, frozen)) found.add(id);
  }
  return [...found].sort();
}

export function usesCalendar(calendarId: string, idsOf: () => readonly string[]): boolean {
  try {
    return idsOf().includes(calendarId);
  } catch (error) {
    // A department that lost its calendar is judged by none.
    if (error instanceof NoCalendar) return false;
    throw error;
  }
}
