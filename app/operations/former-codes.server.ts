import { presentDepartment } from "#app/domain/organisation/succession.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadSuccessions } from "#db/queries/reorganisations.server.ts";
import type { Store } from "#db/store.ts";

/** A code of a department that ended: it means the successor from an instant on. */
export interface FormerCode {
  readonly id: string;
  readonly successorId: string;
  readonly from: number;
}

/** Codes of departments that others took the place of. */
export async function loadFormerCodes(store: Store): Promise<ReadonlyMap<string, FormerCode>> {
  const successions = await loadSuccessions(store);
  if (successions.length === 0) return new Map();
  const [organisation, departments] = await Promise.all([loadOrganisation(store), loadDepartments(store, "all")]);
  const zone = zoneOf(organisation?.zone ?? "UTC");
  const codeOf = new Map(departments.map((row) => [row.id, row.code]));
  return new Map(
    successions
      .filter((row) => row.position === 0 && codeOf.has(row.departmentId))
      .map((row) => [codeOf.get(row.departmentId)!, { id: row.departmentId, successorId: presentDepartment(row.departmentId, successions), from: startOfDate(zone, row.from) }]),
  );
}
