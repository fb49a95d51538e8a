import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import type { DepartmentRow } from "#db/queries/directory.server.ts";
import { loadMemberships } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** For whom and about whom a person can say something today. */
export interface VoiceParties {
  /** Departments of the person: a team speaks as its department. */
  readonly clients: readonly DepartmentRow[];
  /** Departments that can be spoken to. */
  readonly providers: readonly DepartmentRow[];
  /** The own departments, and those above and below them. */
  readonly related: readonly string[];
  /** People of a department and its teams today. */
  readonly peopleOf: (departmentId: string) => readonly string[];
}

export async function openVoiceParties(store: Store, personId: string, now: number): Promise<VoiceParties> {
  const [organisation, departments] = await Promise.all([loadOrganisation(store), loadDepartments(store)]);
  const today = localDateOf(zoneOf(organisation?.zone ?? "UTC"), now);
  const memberships = await loadMemberships(store, today, today);
  const tree = departmentTree(departments);
  const byId = new Map(departments.map((row) => [row.id, row]));
  const own = memberships.filter((row) => row.personId === personId).map((row) => row.departmentId);
  const clients = own.flatMap((id) => tree.pathUp(id).map((one) => byId.get(one)).find((row) => row && !row.isTeam) ?? []);
  const related = [...new Set(own.flatMap((id) => [...tree.pathUp(id), ...tree.withBelow(id)]))];
  return {
    clients: [...new Map(clients.map((row) => [row.id, row])).values()],
    providers: departments.filter((row) => !row.isTeam && !related.includes(row.id)),
    related,
    peopleOf: (departmentId) => {
      const below = tree.withBelow(departmentId);
      return [...new Set(memberships.filter((row) => below.includes(row.departmentId)).map((row) => row.personId))];
    },
  };
}
