import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { loadAgreements } from "#db/queries/agreements.server.ts";
import { loadObligationNames } from "#db/queries/cases.server.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import type { Store } from "#db/store.ts";
import { openFollowUpBook } from "./follow-up-book.server.ts";
import { newCase } from "./new-case.server.ts";

/**
 * One improvement case for each line of a closing month whose attainment is below its floor (design.md section 5, Counting). A line that
 * a team's card names again is the same line: the dedupe key holds month, agreement and obligation.
 */
export async function casesOfFailedLines(store: Store, month: string, cards: readonly Scorecard[], now: number): Promise<CaseRow[]> {
  const failed = new Map(cards.flatMap((card) => card.shown.failedLines).map((line) => [`line:${month}:${line.party}:${line.key}`, line]));
  if (failed.size === 0) return [];
  const [agreements, book, names] = await Promise.all([loadAgreements(store), openFollowUpBook(store), loadObligationNames(store, [...failed.values()].map((line) => line.key))]);
  const byId = new Map(agreements.map((row) => [row.id, row]));
  return [...failed].flatMap(([dedupeKey, { party, key }]) => {
    const agreement = byId.get(party);
    if (!agreement) return [];
    return [newCase(book, { origin: "line", dedupeKey, providerId: agreement.providerId, clientId: agreement.clientDepartmentId, obligationKey: key, problem: "", lineName: names.get(key) ?? {}, openedBy: null }, now)];
  });
}
