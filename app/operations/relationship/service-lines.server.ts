import type { Tally } from "#app/domain/evaluation/standing.ts";
import type { ServiceLine } from "#app/domain/map/service-link.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { keptOf, sumKept } from "#app/domain/score/kept-share.ts";
import { listAgreements, loadGroupMembersOn, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadObligations, type AgreementRow, type ObligationRow } from "#db/queries/agreements.server.ts";
import { loadTallies } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy } from "../agreement-book.server.ts";

/**
 * Each promise in force on the day with how it was kept to each client department in the months. A promise to everyone counts for those for
 * whom something fell due. Reads tallies, never tasks.
 */
export async function readServiceLines(store: Store, at: { readonly today: string; readonly months: readonly string[] }): Promise<ServiceLine[]> {
  const [agreements, members] = await Promise.all([listAgreements(store, { side: "all" }), loadGroupMembersOn(store, at.today)]);
  const versions = groupBy(await loadVersionHeads(store, agreements.map((row) => row.id)), (row) => row.agreementId);
  const inForce = agreements.flatMap((agreement) => {
    const standing = agreementStanding(versions.get(agreement.id) ?? [], at.today);
    return standing?.state === "in_force" ? [{ agreement, versionId: standing.version.id }] : [];
  });
  const [obligations, counts] = await Promise.all([loadObligations(store, inForce.map((row) => row.versionId)), countsByRecipient(store, at.months)]);
  const lines = groupBy(obligations, (row) => row.versionId);
  return inForce.flatMap(({ agreement, versionId }) =>
    (lines.get(versionId) ?? []).flatMap((line) =>
      byClient(agreement, counts.get(line.key) ?? new Map(), members).flatMap(([clientId, tallies]) => (clientId === agreement.providerId ? [] : [serviceLine(agreement, line, clientId, tallies)])),
    ),
  );
}

function serviceLine(agreement: AgreementRow, line: ObligationRow, clientId: string, tallies: readonly Tally[]): ServiceLine {
  return {
    from: agreement.providerId, to: clientId, productId: line.productId, target: line.target, floor: line.floor,
    kept: sumKept(tallies.map((tally) => keptOf(tally, line.terms.missingMeasure))),
    atRisk: tallies.reduce((sum, tally) => sum + (tally.at_risk ?? 0), 0),
  };
}

type Counts = ReadonlyMap<string, Tally>;

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

/** The counts of a line for each client department: all of them for the department that the agreement is with, else those of each recipient. */
function byClient(agreement: AgreementRow, counts: Counts, members: readonly { readonly groupId: string; readonly departmentId: string }[]): (readonly [string, readonly Tally[]])[] {
  if (agreement.clientDepartmentId) return [[agreement.clientDepartmentId, [...counts.values()]]];
  const grouped = members.filter((row) => row.groupId === agreement.clientGroupId).map((row) => row.departmentId);
  return [...new Set([...grouped, ...counts.keys()])].map((id) => [id, counts.has(id) ? [counts.get(id)!] : []] as const);
}
