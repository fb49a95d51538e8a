import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadAgreements } from "#db/queries/agreements.server.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { Store } from "#db/store.ts";

/** Local days until something must be planned and done; the owner may set another date. */
export const CASE_DAYS = 10;

/**
 * One improvement case for each line of a closing month whose attainment is below its floor (design.md section 5, Counting). A line that
 * a team's card names again is the same line: the dedupe key holds month, agreement and obligation.
 */
export async function casesOfFailedLines(store: Store, month: string, cards: readonly Scorecard[], now: number): Promise<CaseRow[]> {
  const [agreements, organisation] = await Promise.all([loadAgreements(store), loadOrganisation(store)]);
  const byId = new Map(agreements.map((row) => [row.id, row]));
  const dueOn = addDays(localDateOf(zoneOf(organisation?.zone ?? "UTC"), now), CASE_DAYS);
  const failed = new Map(cards.flatMap((card) => card.shown.failedLines).map((line) => [`line:${month}:${line.party}:${line.key}`, line]));
  return [...failed].flatMap(([dedupeKey, { party, key }]) => {
    const agreement = byId.get(party);
    if (!agreement) return [];
    return [
      {
        id: newId(), providerId: agreement.providerId, clientId: agreement.clientDepartmentId, taskId: null, obligationKey: key, origin: "line" as const, dedupeKey, problem: "", cause: "", action: "",
        ownerId: null, dueOn, state: "open" as const, createdAt: now, rowVersion: 1,
      },
    ];
  });
}
