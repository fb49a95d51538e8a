import { contactFault, movedUp } from "#app/domain/agreement/check-contacts.ts";
import type { ContactCandidate, ContactFault, ContactSides } from "#app/domain/agreement/check-contacts.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findAgreement, loadContactsOf, loadGroupMembersOn } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { deleteContacts, insertContacts } from "#db/queries/contacts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships } from "#db/queries/people.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { organisationDay } from "./organisation-day.server.ts";

export interface ContactChange {
  readonly agreementId: string;
  readonly act: "add" | "remove" | "up";
  readonly personId: string;
}

/** The sides of an agreement as they are on a day: a group by its members. */
export async function contactSides(store: Store, agreement: AgreementRow, today: string): Promise<ContactSides> {
  const { providerId, clientDepartmentId, clientGroupId } = agreement;
  if (clientDepartmentId) return { providerId, clientIds: [clientDepartmentId] };
  if (!clientGroupId) return { providerId, clientIds: null };
  return { providerId, clientIds: (await loadGroupMembersOn(store, today)).filter((row) => row.groupId === clientGroupId).map((row) => row.departmentId) };
}

/** Everybody who belongs somewhere today, with all departments above. */
export async function contactCandidates(store: Store, today: string): Promise<ReadonlyMap<string, ContactCandidate>> {
  const [departments, memberships] = await Promise.all([loadDepartments(store, "all"), loadMemberships(store, today, today)]);
  const tree = departmentTree(departments);
  const found = new Map<string, ContactCandidate>();
  for (const { personId, departmentId } of memberships) {
    found.set(personId, { personId, departmentIds: [...(found.get(personId)?.departmentIds ?? []), ...tree.pathUp(departmentId)] });
  }
  return found;
}

/** Adds a contact at the end, takes one out, or moves one a place up. Who may do so was asked before. */
export async function setContacts(ctx: OperationContext, change: ContactChange): Promise<Result<null, ContactFault | "unknown_agreement" | "changed_meanwhile">> {
  const { store, now } = ctx;
  const { agreementId, personId, act } = change;
  const [agreement, { today }, rows] = await Promise.all([findAgreement(store, agreementId), organisationDay(ctx), loadContactsOf(store, agreementId)]);
  if (!agreement) return refused("unknown_agreement");
  const before = rows.map((row) => row.personId);
  if (act === "add") {
    const [sides, candidates] = await Promise.all([contactSides(store, agreement, today), contactCandidates(store, today)]);
    const fault = contactFault(candidates.get(personId) ?? null, sides, before);
    if (fault) return fault;
  }
  const after = act === "add" ? [...before, personId] : act === "remove" ? before.filter((id) => id !== personId) : movedUp(before, personId);
  try {
    await store.writeAll(
      (w) => [deleteContacts(store, w, agreementId, before.length), ...insertContacts(store, w, after.map((id, position) => ({ agreementId, personId: id, position })))],
      { at: now, actor: ctx.actor, action: "agreement.contacts", entity: "agreement", entityId: agreementId, details: { act, personId } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
