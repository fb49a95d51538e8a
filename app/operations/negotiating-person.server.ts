import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import { AGREEMENT_SIDES } from "#app/domain/agreement/agreement-life.ts";
import type { AgreementSide, NegotiatingPerson } from "#app/domain/agreement/agreement-life.ts";
import { commonSuperior } from "#app/domain/agreement/common-superior.ts";
import type { DepartmentTree } from "#app/domain/organisation/department-tree.ts";
import { loadGroupMembersOn, loadGroups } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import type { DepartmentRow } from "#db/queries/directory.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** Who stands on which side of agreements on a day. */
export interface PartyBook {
  /** Departments of a side: a group's members one by one, for everyone the top of the organisation. */
  departmentsOf(agreement: Parties, side: AgreementSide): readonly string[];
  /** What a person may do in a negotiation. */
  personFor(actor: Actor, agreement: Parties): NegotiatingPerson;
  /** The sides for which a person may move or waive a planned delivery. */
  sidesMoving(actor: Actor, agreement: Parties): readonly AgreementSide[];
  /** The head in whose place somebody acts who does not head the side's department; null = in their own right. */
  actsFor(actor: Actor, agreement: Parties, side: AgreementSide): string | null;
  /** People who can answer for a side: heads, the group's representative. Deputies with the scope come after them. */
  speakersOf(agreement: Parties, side: AgreementSide): readonly string[];
  /** The head above both sides. */
  superiorsOf(agreement: Parties): readonly string[];
}

export type Parties = Pick<AgreementRow, "providerId" | "clientKind" | "clientDepartmentId" | "clientGroupId">;

export async function openPartyBook(store: Store, departments: readonly DepartmentRow[], tree: DepartmentTree, today: string): Promise<PartyBook> {
  const [members, groups, posts] = await Promise.all([loadGroupMembersOn(store, today), loadGroups(store), loadPosts(store, today)]);
  const roots = departments.filter((row) => row.parentId === null && !row.isTeam).map((row) => row.id);
  const parentOf = new Map(departments.map((row) => [row.id, row.parentId]));
  const heads = new Map<string, string[]>();
  for (const post of posts) if (post.post === "head") heads.set(post.departmentId, [...(heads.get(post.departmentId) ?? []), post.personId]);
  const nearestHeads = (departmentId: string) => tree.pathUp(departmentId).map((id) => heads.get(id) ?? []).find((found) => found.length > 0) ?? [];
  const representativeOf = (agreement: Parties) => groups.find((row) => row.id === agreement.clientGroupId)?.representativeId ?? null;

  const departmentsOf: PartyBook["departmentsOf"] = (agreement, side) => {
    if (side === "provider") return [agreement.providerId];
    if (agreement.clientDepartmentId) return [agreement.clientDepartmentId];
    if (agreement.clientGroupId) return members.filter((row) => row.groupId === agreement.clientGroupId).map((row) => row.departmentId);
    return roots;
  };
  const superiorsOf: PartyBook["superiorsOf"] = (agreement) =>
    commonSuperior(tree, [...departmentsOf(agreement, "provider"), ...departmentsOf(agreement, "client")], heads)?.personIds ?? [];

  const sidesOf = (actor: Actor, agreement: Parties, permission: "agreement.edit" | "agreement.sign" | "occurrence.move"): AgreementSide[] => {
    const leads = (id: string | null | undefined) => id !== null && id !== undefined && can(actor, permission, { partyIds: [id] });
    const represents = (side: AgreementSide) => {
      const representative = side === "client" ? representativeOf(agreement) : null;
      return representative !== null && can(actor, permission === "occurrence.move" ? permission : "agreement.sign", { personIds: [representative] });
    };
    // A group is signed for by its representative; until one is named, by the top of the organisation.
    const asked = (side: AgreementSide) =>
      permission !== "agreement.edit" && side === "client" && agreement.clientGroupId ? (representativeOf(agreement) === null ? roots : []) : departmentsOf(agreement, side);
    const sides = AGREEMENT_SIDES.filter((side) => represents(side) || asked(side).some(leads));
    if (sides.length < 2) return sides;
    // Who stands above both sides belongs to the one that is headed directly, else to neither.
    return sides.filter((side) => represents(side) || asked(side).some((id) => leads(id) && !leads(parentOf.get(id))));
  };

  return {
    departmentsOf,
    superiorsOf,
    personFor: (actor, agreement) => ({
      personId: actor.personId,
      accountId: actor.accountId,
      sides: sidesOf(actor, agreement, "agreement.edit"),
      signsFor: sidesOf(actor, agreement, "agreement.sign"),
      isSuperior: can(actor, "agreement.impose", { personIds: superiorsOf(agreement) }),
    }),
    sidesMoving: (actor, agreement) => sidesOf(actor, agreement, "occurrence.move"),
    actsFor: (actor, agreement, side) => {
      if (side === "client" && representativeOf(agreement) === actor.personId) return null;
      const own = departmentsOf(agreement, side);
      if (own.some((id) => actor.headOf.includes(id))) return null;
      const stoodFor = own.find((id) => actor.deputyOf.some((row) => row.departmentId === id));
      return stoodFor === undefined ? null : (nearestHeads(stoodFor)[0] ?? null);
    },
    speakersOf: (agreement, side) => {
      const representative = side === "client" ? representativeOf(agreement) : null;
      if (representative !== null) return [representative];
      const people = departmentsOf(agreement, side).flatMap(nearestHeads);
      const deputies = posts.filter((post) => post.post === "deputy" && post.scope.includes("sign") && departmentsOf(agreement, side).includes(post.departmentId)).map((post) => post.personId);
      return [...new Set([...people, ...deputies])];
    },
  };
}
