import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadTasksTouching } from "#db/queries/organisation.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";
import { frozenMonths } from "./calendar-lines.server.ts";

/**
 * Tasks whose match or hours may change with these departments: what they asked for or deliver in months that still take changes, and
 * what was requested since a local day (default: since the first such month).
 */
export async function tasksOfDepartments(store: Store, departmentIds: readonly string[], since?: string): Promise<string[]> {
  const [organisation, frozen, periods] = await Promise.all([loadOrganisation(store), frozenMonths(store), loadPeriods(store)]);
  if (!organisation) return [];
  const firstOpen = periods.find((row) => !frozen.includes(row.month))?.from ?? 0;
  return loadTasksTouching(store, departmentIds, since === undefined ? firstOpen : startOfDate(zoneOf(organisation.zone), since), frozen);
}
