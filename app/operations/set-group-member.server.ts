import { takenProducts } from "#app/domain/agreement/same-rank.ts";
import { endOfVersion } from "#app/domain/agreement/version-state.ts";
import { checkGroupMember } from "#app/domain/organisation/check-group.ts";
import type { MemberFault } from "#app/domain/organisation/check-group.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { listAgreements, loadObligationLines, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadGroupMembers } from "#db/queries/agreements.server.ts";
import type { GroupMembership } from "#db/queries/agreements.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { countAgreed, expectAgreed } from "#db/queries/negotiation.server.ts";
import { endGroupMember, expectMemberships, findGroup, insertGroupMember } from "#db/queries/organisation.server.ts";
import { askToJudge } from "#db/queries/verdicts.server.ts";
import type { Store } from "#db/store.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { rankedParties } from "./negotiation-state.server.ts";
import { tasksOfDepartments } from "./tasks-of-departments.server.ts";

export type JoinedGroup = { readonly ok: true; readonly tasks: number } | { readonly ok: false; readonly faults: readonly Refused<MemberFault | "unknown_group" | "same_rank" | "changed_meanwhile">[] };

/**
 * Lets a department join a client group from a day on. Refused where the group's agreements and those of another of its groups promise
 * the same product of the same provider at the same time: matching could not choose (design.md section 4). Its tasks requested since
 * then are judged anew.
 */
export async function joinGroup(ctx: OperationContext, draft: GroupMembership, locale: Locale): Promise<JoinedGroup> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await joinOnce(ctx, draft, locale);
    } catch (error) {
      // Somebody joined or signed meanwhile: whether they clash is decided anew.
      if (!(error instanceof StaleWriteError)) throw error;
      if (attempt >= 3) return { ok: false, faults: [refused("changed_meanwhile")] };
    }
  }
}

async function joinOnce(ctx: OperationContext, draft: GroupMembership, locale: Locale): Promise<JoinedGroup> {
  const { store, now } = ctx;
  const [group, departments, members] = await Promise.all([findGroup(store, draft.groupId), loadDepartments(store), loadGroupMembers(store)]);
  if (!group || group.archivedAt !== null) return { ok: false, faults: [refused("unknown_group")] };
  const faults = checkGroupMember(draft, departments.find((row) => row.id === draft.departmentId) ?? null, members);
  if (faults.length > 0) return { ok: false, faults };
  const providers = [...new Set((await listAgreements(store, { side: "all" })).flatMap((row) => (row.clientGroupId === draft.groupId ? [row.providerId] : [])))];
  const agreed = await Promise.all(providers.map(async (id) => ({ id, n: await countAgreed(store, id) })));
  const places = members.filter((row) => row.departmentId === draft.departmentId).length;
  const clash = await sameRank(store, draft.groupId, [...members, draft]);
  if (clash) {
    const product = (await loadProducts(store)).find((row) => row.id === clash.productId);
    return { ok: false, faults: [refused("same_rank", { product: product ? nameIn(product.name, locale) : clash.productId, mine: clash.mine, other: clash.other }, "departmentId")] };
  }
  const tasks = await tasksOfDepartments(store, departmentTree(departments).withBelow(draft.departmentId), draft.from);
  try {
    await store.writeAll((w) => [...expectMemberships(store, w, draft.departmentId, places), ...agreed.flatMap(({ id, n }) => expectAgreed(store, w, id, n)), insertGroupMember(store, w, draft), ...askToJudge(store, w, tasks, -now)], {
      at: now, actor: ctx.actor, action: "client_group.join", entity: "client_group", entityId: draft.groupId, details: { code: group.code, departmentId: draft.departmentId, from: draft.from, to: draft.to, tasks: tasks.length },
    });
  } catch (error) {
    if (error instanceof DuplicateError) return { ok: false, faults: [refused("already_member", undefined, "departmentId")] };
    throw error;
  }
  return { ok: true, tasks: tasks.length };
}

/** A product that two agreements of one provider would promise to the same department at the same rank. */
async function sameRank(store: Store, groupId: string, members: readonly GroupMembership[]): Promise<{ productId: string; mine: string; other: string } | null> {
  const agreements = (await listAgreements(store, { side: "all" })).filter((row) => row.clientKind === "group");
  const ids = agreements.map((row) => row.id);
  const [heads, lines] = await Promise.all([loadVersionHeads(store, ids), loadObligationLines(store, ids)]);
  const ranked = agreements.map((row) => {
    const versions = heads.filter((head) => head.agreementId === row.id && (head.state === "agreed" || head.state === "terminated"));
    const spans = versions.map((head) => ({ from: head.from, to: endOfVersion(head, versions), productIds: [...new Set(lines.filter((line) => line.versionId === head.id).map((line) => line.productId))] }));
    return { ...rankedParties(row), spans };
  });
  const codeOf = (id: string) => agreements.find((row) => row.id === id)?.code ?? id;
  for (const mine of ranked.filter((row) => row.client.id === groupId)) {
    const [taken] = takenProducts(mine, ranked, members);
    if (taken) return { productId: taken.productId, mine: codeOf(mine.agreementId), other: codeOf(taken.agreementId) };
  }
  return null;
}

export type LeaveRefusal = "not_member" | "bad_date" | "before_from" | "not_longer" | "changed_meanwhile";

/** Ends a department's place in a group before a day; its tasks requested since then are judged anew. */
export async function leaveGroup(ctx: OperationContext, place: Pick<GroupMembership, "groupId" | "departmentId" | "from"> & { readonly to: string }): Promise<Result<null, LeaveRefusal>> {
  const { store, now } = ctx;
  const [members, departments] = await Promise.all([loadGroupMembers(store), loadDepartments(store)]);
  const row = members.find((one) => one.groupId === place.groupId && one.departmentId === place.departmentId && one.from === place.from);
  if (!row) return refused("not_member");
  if (readDay(place.to) === null) return refused("bad_date", { value: place.to }, "to");
  if (place.to < row.from) return refused("before_from", { day: row.from }, "to");
  if (row.to !== null && place.to >= row.to) return refused("not_longer", undefined, "to");
  const tasks = await tasksOfDepartments(store, departmentTree(departments).withBelow(row.departmentId), place.to);
  try {
    await store.writeAll((w) => [endGroupMember(store, w, row, place.to), ...askToJudge(store, w, tasks, -now)], {
      at: now, actor: ctx.actor, action: "client_group.leave", entity: "client_group", entityId: row.groupId, details: { departmentId: row.departmentId, from: row.from, before: row.to, to: place.to, tasks: tasks.length },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
