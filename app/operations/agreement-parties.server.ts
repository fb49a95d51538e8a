import type { Subject } from "#app/domain/access/can.ts";
import { loadGroupMembersOn, loadGroups } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** Whose an agreement is on a day, for the access check: both sides, a group's members one by one, its representative by name. */
export async function agreementSubject(store: Store, agreement: AgreementRow, today: string): Promise<Subject> {
  if (agreement.clientDepartmentId) return { partyIds: [agreement.providerId, agreement.clientDepartmentId] };
  if (agreement.clientGroupId) {
    const [members, groups] = await Promise.all([loadGroupMembersOn(store, today), loadGroups(store)]);
    const representative = groups.find((row) => row.id === agreement.clientGroupId)?.representativeId;
    return {
      partyIds: [agreement.providerId, ...members.filter((row) => row.groupId === agreement.clientGroupId).map((row) => row.departmentId)],
      personIds: representative ? [representative] : [],
    };
  }
  return { partyIds: (await loadDepartments(store)).map((row) => row.id) };
}
