import type { AgreementSide } from "#app/domain/agreement/agreement-life.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";
import { openPartyBook } from "./negotiating-person.server.ts";
import type { Parties } from "./negotiating-person.server.ts";

/** People who answer for a side of an agreement today: whom a notice to that side reaches. */
export async function speakersOfSide(store: Store, now: number, agreement: Parties, side: AgreementSide): Promise<readonly string[]> {
  const [organisation, departments] = await Promise.all([loadOrganisation(store), loadDepartments(store)]);
  const parties = await openPartyBook(store, departments, departmentTree(departments), localDateOf(zoneOf(organisation?.zone ?? "UTC"), now));
  return parties.speakersOf(agreement, side);
}

/** People who answer for a department today: its head and deputies who sign, else those of the nearest department above. */
export const speakersOfDepartment = (store: Store, now: number, departmentId: string): Promise<readonly string[]> =>
  speakersOfSide(store, now, { providerId: departmentId, clientKind: "everyone", clientDepartmentId: null, clientGroupId: null }, "provider");
