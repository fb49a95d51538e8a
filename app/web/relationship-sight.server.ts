import type { Actor } from "#app/domain/access/actor.ts";
import { holdsRole } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import { loadAgreements, loadGroupMembers } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** What somebody sees and may do of the relationship surveys of one provider. */
export interface RelationshipSight {
  readonly figures: boolean;
  /** Words of single people: not for the auditor, for whom confidential answers end at counts (design.md section 2). */
  readonly comments: boolean;
  /** What the provider says to it, and its actions. */
  readonly answer: boolean;
  readonly mayAnswer: boolean;
}

/** Tells by provider what an actor sees: figures on the provider's own side, its answer also on the side of all its clients. */
export async function relationshipSight(store: Store, actor: Actor): Promise<(providerId: string) => RelationshipSight> {
  const [agreements, members, departments] = await Promise.all([loadAgreements(store), loadGroupMembers(store), loadDepartments(store)]);
  const clientsOf = (providerId: string): readonly string[] =>
    agreements
      .filter((row) => row.providerId === providerId)
      .flatMap((row) => {
        if (row.clientDepartmentId) return [row.clientDepartmentId];
        return row.clientGroupId ? members.filter((one) => one.groupId === row.clientGroupId).map((one) => one.departmentId) : departments.map((one) => one.id);
      });
  return (providerId) => {
    const figures = can(actor, "answer.read", { departmentIds: [providerId] });
    return {
      figures,
      comments: figures && !holdsRole(actor, "auditor"),
      answer: figures || can(actor, "relationship.read", { partyIds: [providerId, ...clientsOf(providerId)] }),
      mayAnswer: can(actor, "relationship.edit", { partyIds: [providerId] }),
    };
  };
}
