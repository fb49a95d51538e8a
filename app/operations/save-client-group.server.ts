import { CODE } from "#app/domain/organisation/check-department.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import type { Names } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { listAgreements, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { findGroup, insertGroup, updateGroup } from "#db/queries/organisation.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";

export interface SaveGroup {
  /** null = a new group. */
  readonly id: string | null;
  readonly code: string;
  readonly name: Names;
  /** Who signs for the group. */
  readonly representativeId: string | null;
}

export type GroupRefusal = "unknown_group" | "no_name" | "bad_code" | "code_taken" | "no_person" | "changed_meanwhile";

/** Adds a client group or changes its names and representative; its code stays. */
export async function saveClientGroup(ctx: OperationContext, command: SaveGroup): Promise<Result<{ readonly groupId: string }, GroupRefusal>> {
  const { store, now } = ctx;
  const { id, code, name, representativeId } = command;
  const known = id === null ? null : await findGroup(store, id);
  if (id !== null && (!known || known.archivedAt !== null)) return refused("unknown_group");
  if (!name.en && !name.ru) return refused("no_name", undefined, "nameEn");
  if (!known && !CODE.test(code)) return refused("bad_code", undefined, "code");
  if (representativeId !== null && !(await loadPeople(store, [representativeId])).some((row) => row.archivedAt === null)) return refused("no_person", undefined, "representativeId");
  const groupId = known?.id ?? newId();
  try {
    await store.writeAll(
      (w) => [known ? updateGroup(store, w, groupId, { name, representativeId }) : insertGroup(store, w, { id: groupId, code, name, representativeId, archivedAt: null })],
      {
        at: now, actor: ctx.actor, action: known ? "client_group.edit" : "client_group.add", entity: "client_group", entityId: groupId,
        details: { code: known?.code ?? code, before: known && { name: known.name, representativeId: known.representativeId }, after: { name, representativeId } },
      },
    );
  } catch (error) {
    if (error instanceof DuplicateError) return refused("code_taken", { code }, "code");
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ groupId });
}

/** Takes a group off the lists, unless an agreement in force or to come is with it. */
export async function archiveClientGroup(ctx: OperationContext, groupId: string, today: string): Promise<Result<null, "unknown_group" | "has_agreements">> {
  const { store, now } = ctx;
  const group = await findGroup(store, groupId);
  if (!group || group.archivedAt !== null) return refused("unknown_group");
  const agreements = (await listAgreements(store, { side: "all" })).filter((row) => row.clientGroupId === groupId);
  const heads = groupBy(await loadVersionHeads(store, agreements.map((row) => row.id)), (row) => row.agreementId);
  const live = agreements.filter((row) => {
    const versions = heads.get(row.id) ?? [];
    return agreementStanding(versions, today)?.state === "in_force" || versions.some((head) => head.state === "proposed" || (head.state === "agreed" && head.from > today));
  });
  if (live.length > 0) return refused("has_agreements", { count: live.length, codes: live.slice(0, 3).map((row) => row.code).join(", ") });
  await store.writeAll((w) => [updateGroup(store, w, groupId, { archivedAt: now })], { at: now, actor: ctx.actor, action: "client_group.archive", entity: "client_group", entityId: groupId, details: { code: group.code } });
  return ok(null);
}
