import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { promiseState, type PromiseState } from "#app/domain/relationship/promise-state.ts";
import { keptOf, sumKept, type Kept } from "#app/domain/score/kept-share.ts";
import type { Tally } from "#app/domain/evaluation/standing.ts";
import { listAgreements, loadGroupMembersOn, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadObligations } from "#db/queries/agreements.server.ts";
import type { AgreementRow, ObligationRow } from "#db/queries/agreements.server.ts";
import { loadTallies } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import type { WorkScope } from "#db/queries/work-list.server.ts";
import { groupBy } from "../agreement-book.server.ts";

/** How one direction of a relationship stands: each promise, and all as one. */
export interface DirectionStanding {
  readonly states: readonly PromiseState[];
  readonly kept: Kept;
}

/** Two departments of which at least one serves the other; the first is the reader's own where it is one. */
export interface PairStanding {
  readonly oneId: string;
  readonly otherId: string;
  readonly given: DirectionStanding;
  readonly received: DirectionStanding;
}

const NOTHING: DirectionStanding = { states: [], kept: sumKept([]) };

/**
 * Pairs of departments that have promised each other something in force on the day, or for whom something fell due in the months. A
 * promise to everyone makes a pair only with those for whom something fell due. Reads tallies, never tasks.
 */
export async function readPairs(store: Store, scope: WorkScope, at: { readonly today: string; readonly months: readonly string[] }): Promise<PairStanding[]> {
  const [agreements, members] = await Promise.all([listAgreements(store, { side: "all" }), loadGroupMembersOn(store, at.today)]);
  const versions = groupBy(await loadVersionHeads(store, agreements.map((row) => row.id)), (row) => row.agreementId);
  const inForce = agreements.flatMap((agreement) => {
    const standing = agreementStanding(versions.get(agreement.id) ?? [], at.today);
    return standing?.state === "in_force" ? [{ agreement, versionId: standing.version.id }] : [];
  });
  const lines = groupBy(await loadObligations(store, inForce.map((row) => row.versionId)), (row) => row.versionId);
  const counts = await countsByRecipient(store, at.months);
  const directions = new Map<string, { readonly providerId: string; readonly clientId: string; readonly lines: { readonly line: ObligationRow; readonly kept: Kept }[] }>();
  for (const { agreement, versionId } of inForce) {
    for (const line of lines.get(versionId) ?? []) {
      for (const [clientId, kept] of byClient(agreement, line, counts.get(line.key) ?? new Map(), members)) {
        if (clientId === agreement.providerId) continue;
        const key = `${agreement.providerId} ${clientId}`;
        const direction = directions.get(key) ?? { providerId: agreement.providerId, clientId, lines: [] };
        direction.lines.push({ line, kept });
        directions.set(key, direction);
      }
    }
  }
  const standingOf = (providerId: string, clientId: string): DirectionStanding => {
    const found = directions.get(`${providerId} ${clientId}`);
    return found ? { states: found.lines.map(({ line, kept }) => promiseState(kept, line.target, line.floor)), kept: sumKept(found.lines.map((row) => row.kept)) } : NOTHING;
  };
  const seen = new Set<string>();
  return [...directions.values()].flatMap(({ providerId, clientId }): PairStanding[] => {
    if (scope !== "all" && !scope.includes(providerId) && !scope.includes(clientId)) return [];
    const [oneId, otherId] = scope !== "all" && !scope.includes(providerId) ? [clientId, providerId] : [providerId, clientId];
    if (seen.has(`${oneId} ${otherId}`) || seen.has(`${otherId} ${oneId}`)) return [];
    seen.add(`${oneId} ${otherId}`);
    return [{ oneId, otherId, given: standingOf(oneId, otherId), received: standingOf(otherId, oneId) }];
  });
}

type Counts = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** Tallies by line and recipient over all months. */
async function countsByRecipient(store: Store, months: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, Map<string, Record<string, number>>>();
  for (const row of await loadTallies(store, months)) {
    const byRecipient = counts.get(row.obligationKey) ?? new Map<string, Record<string, number>>();
    const tally = byRecipient.get(row.recipientId) ?? {};
    tally[row.standing] = (tally[row.standing] ?? 0) + row.n;
    byRecipient.set(row.recipientId, tally);
    counts.set(row.obligationKey, byRecipient);
  }
  return counts;
}

/** How a line was kept to each client department: all of it to the department that the agreement is with, else to each recipient. */
function byClient(agreement: AgreementRow, line: ObligationRow, counts: Counts, members: readonly { readonly groupId: string; readonly departmentId: string }[]): Map<string, Kept> {
  const keptFor = (tallies: readonly Readonly<Record<string, number>>[]) => sumKept(tallies.map((tally) => keptOf(tally as Tally, line.terms.missingMeasure)));
  if (agreement.clientDepartmentId) return new Map([[agreement.clientDepartmentId, keptFor([...counts.values()])]]);
  const grouped = members.filter((row) => row.groupId === agreement.clientGroupId).map((row) => row.departmentId);
  return new Map([...new Set([...grouped, ...counts.keys()])].map((id) => [id, keptFor(counts.has(id) ? [counts.get(id)!] : [])]));
}
