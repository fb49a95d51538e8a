import { pathToCustomer, type Service } from "#app/domain/agreement/path-to-customer.ts";
import { loadGroupMembersOn } from "#db/queries/agreement-pages.server.ts";
import type { Store } from "#db/store.ts";
import { keptBriefly } from "./kept-briefly.server.ts";
import { readMap } from "./read-map.server.ts";

/** Who serves whom by the agreements in force, with what fell due in a month as its weight. */
export async function readServices(store: Store, at: { readonly today: string; readonly month: string }, now: number): Promise<readonly Service[]> {
  return keptBriefly(store, `services ${at.today} ${at.month}`, now, async () => {
    const [cells, members] = await Promise.all([readMap(store, at), loadGroupMembersOn(store, at.today)]);
    const named = new Set(cells.flatMap((cell) => [cell.providerId, ...(cell.clientKind === "department" && cell.clientId ? [cell.clientId] : [])]));
    return cells.flatMap(({ providerId, clientId, clientKind, kept }): Service[] => {
      const clients = clientKind === "department" ? [clientId!] : clientKind === "group" ? members.filter((row) => row.groupId === clientId).map((row) => row.departmentId) : [...named];
      return clients.filter((id) => id !== providerId).map((to) => ({ from: providerId, to, volume: kept.of }));
    });
  });
}

export interface PathStep {
  readonly departmentId: string;
  /** Delivered to it by the one before it and judged in the month; 0 for the first. */
  readonly volume: number;
}

/**
 * The way of a department's work to the paying customer; null where the agreements show none. Of several departments (a team and those above
 * it) the first that serves anybody.
 */
export async function readPath(store: Store, departmentIds: readonly string[], at: { readonly today: string; readonly month: string }, now: number): Promise<readonly PathStep[] | null> {
  const services = await readServices(store, at, now);
  const own = departmentIds.find((id) => services.some((one) => one.from === id || one.to === id));
  const path = own === undefined ? null : pathToCustomer(services, own);
  const volume = (from: string | undefined, to: string) => services.filter((one) => one.from === from && one.to === to).reduce((sum, one) => sum + one.volume, 0);
  return path && path.map((departmentId, index) => ({ departmentId, volume: volume(path[index - 1], departmentId) }));
}
