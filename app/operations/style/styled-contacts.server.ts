import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import type { CommunicationStyle } from "#app/domain/style/style.ts";
import { listAgreements, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadContactsAmong, type StyledPerson } from "#db/queries/styles.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy } from "../agreement-book.server.ts";
import { openHeads } from "../watch-tasks.server.ts";

export interface StyledContact {
  readonly providerId: string;
  /** Their own department that the agreement serves. */
  readonly clientId: string;
  readonly personId: string;
  readonly style: CommunicationStyle;
}

/**
 * Of some people those who speak for a client of an agreement in force: its contacts, and the head of its department. Each provider is told of
 * a person once. Nobody is a contact towards a department above or below their own.
 */
export async function styledContacts(store: Store, people: readonly StyledPerson[], today: string, now: number, providerId?: string): Promise<StyledContact[]> {
  const [agreements, departments, named, headsOf] = await Promise.all([
    listAgreements(store, providerId === undefined ? { side: "all" } : { side: "given", departmentIds: [providerId] }), loadDepartments(store, "all"), loadContactsAmong(store, people.map((one) => one.personId)), openHeads(store, now),
  ]);
  const tree = departmentTree(departments);
  const versions = groupBy(await loadVersionHeads(store, agreements.map((row) => row.id)), (row) => row.agreementId);
  const byId = new Map(people.map((one) => [one.personId, one]));
  const found = new Map<string, StyledContact>();
  for (const agreement of agreements) {
    if (agreementStanding(versions.get(agreement.id) ?? [], today)?.state !== "in_force") continue;
    const heads = agreement.clientDepartmentId === null ? [] : headsOf(agreement.clientDepartmentId);
    for (const personId of [...named.filter((row) => row.agreementId === agreement.id).map((row) => row.personId), ...heads]) {
      const person = byId.get(personId);
      if (!person || found.has(`${agreement.providerId} ${personId}`)) continue;
      const clientId = person.departmentIds.find((id) => agreement.clientDepartmentId === null || tree.pathUp(id).includes(agreement.clientDepartmentId) || tree.pathUp(agreement.clientDepartmentId).includes(id));
      if (clientId === undefined || tree.pathUp(clientId).includes(agreement.providerId) || tree.pathUp(agreement.providerId).includes(clientId)) continue;
      found.set(`${agreement.providerId} ${personId}`, { providerId: agreement.providerId, clientId, personId, style: person.style });
    }
  }
  return [...found.values()];
}
