import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { sumKept, type Kept } from "#app/domain/score/kept-share.ts";
import { loadObligationLines, loadVersionHeads, listAgreements } from "#db/queries/agreement-pages.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";
import { missingMeasures, readKept } from "./read-kept.server.ts";

/** Who serves whom: one provider and one client party, with how the promises of a month were kept. */
export interface MapCell {
  readonly providerId: string;
  /** Department or group; null = everyone. */
  readonly clientId: string | null;
  readonly clientKind: "department" | "group" | "everyone";
  readonly agreementIds: readonly string[];
  /** Obligations in force on the day. */
  readonly obligations: number;
  readonly kept: Kept;
}

/** Every pair of provider and client with an agreement that is in force on the day or had something due in the month. */
export async function readMap(store: Store, at: { readonly today: string; readonly month: string }): Promise<MapCell[]> {
  const agreements = await listAgreements(store, { side: "all" });
  const ids = agreements.map((row) => row.id);
  const [versions, lines] = await Promise.all([loadVersionHeads(store, ids), loadObligationLines(store, ids)]);
  const kept = await readKept(store, [at.month], missingMeasures(lines));
  const versionsOf = groupBy(versions, (row) => row.agreementId);
  const linesOf = groupBy(lines, (row) => row.agreementId);
  const pairs = groupBy(agreements, (row) => `${row.providerId} ${row.clientDepartmentId ?? row.clientGroupId ?? "everyone"}`);
  return [...pairs.values()].flatMap((group): MapCell[] => {
    const first = group[0];
    if (!first) return [];
    const parts = group.map((agreement) => {
      const standing = agreementStanding(versionsOf.get(agreement.id) ?? [], at.today);
      const own = linesOf.get(agreement.id) ?? [];
      return {
        id: agreement.id,
        obligations: standing?.state === "in_force" ? own.filter((line) => line.versionId === standing.version.id).length : 0,
        kept: kept.sum([...new Set(own.map((line) => line.key))]),
      };
    }).filter((part) => part.obligations > 0 || part.kept.of > 0);
    if (parts.length === 0) return [];
    return [
      {
        providerId: first.providerId,
        clientId: first.clientDepartmentId ?? first.clientGroupId,
        clientKind: first.clientKind,
        agreementIds: parts.map((part) => part.id),
        obligations: parts.reduce((sum, part) => sum + part.obligations, 0),
        kept: sumKept(parts.map((part) => part.kept)),
      },
    ];
  });
}
