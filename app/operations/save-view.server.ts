import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { checkView, MOST_VIEWS, type ViewTerms } from "#app/domain/list/check-view.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { newId } from "#db/new-id.server.ts";
import { countViews, endViewDefaults, findView, insertView, setViewDefault, updateView, type SavedViewRow } from "#db/queries/saved-views.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

/** How long a deleted view can be taken back. */
export const KEPT_DELETED_MS = 30 * DAY_MS;

export interface SaveView extends ViewTerms {
  /** null = a new one. */
  readonly id: string | null;
  /** Whose people see it too; null = its owner only. */
  readonly sharedWithId: string | null;
}

export type SaveViewRefusal = "name_missing" | "name_too_long" | "bad_list" | "query_too_long" | "most_reached" | "unknown_view" | "not_yours_to_share" | "changed_meanwhile";

/** Keeps a list as somebody wants to see it again. Only its owner changes it; to share it with a department one heads it or stands in. */
export async function saveView(ctx: OperationContext, actor: Actor, command: SaveView): Promise<Result<{ readonly id: string }, SaveViewRefusal>> {
  const { store, now } = ctx;
  const checked = checkView(command);
  if (!checked.ok) return checked;
  const { sharedWithId } = command;
  const known = command.id === null ? null : await ownView(ctx, actor, command.id);
  if (command.id !== null && !known) return refused("unknown_view");
  if (sharedWithId !== null && sharedWithId !== known?.sharedWithId && !can(actor, "view.share", { departmentIds: [sharedWithId] })) return refused("not_yours_to_share", {}, "sharedWithId");
  if (!known && (await countViews(store, actor.personId, checked.value.list)) >= MOST_VIEWS) return refused("most_reached", { most: MOST_VIEWS });
  const id = known?.id ?? newId();
  const { list, query, name } = checked.value;
  return written(() =>
    store.writeAll(
      (w) => [
        known
          ? updateView(store, w, known, { name, query, sharedWithId })
          : insertView(store, w, { id, ownerId: actor.personId, list, name, query, sharedWithId, createdAt: now, deletedAt: null, rowVersion: 1 }),
        // Whom it is no longer shared with has no way to choose another one.
        ...(known && known.sharedWithId !== null && sharedWithId !== known.sharedWithId ? [endViewDefaults(store, w, id)] : []),
      ],
      { at: now, actor: ctx.actor, action: "view.save", entity: "saved_view", entityId: id, details: { list, isShared: sharedWithId !== null } },
    ),
    { id },
  );
}

/** Takes an own view away; for a month it can be taken back. */
export async function deleteView(ctx: OperationContext, actor: Actor, id: string): Promise<Result<null, "unknown_view" | "changed_meanwhile">> {
  const { store, now } = ctx;
  const known = await ownView(ctx, actor, id);
  if (!known) return refused("unknown_view");
  return written(() => store.writeAll((w) => [updateView(store, w, known, { deletedAt: now }), endViewDefaults(store, w, id)], { at: now, actor: ctx.actor, action: "view.delete", entity: "saved_view", entityId: id }), null);
}

/** Takes a deleted view back. */
export async function restoreView(ctx: OperationContext, actor: Actor, id: string): Promise<Result<null, "unknown_view" | "changed_meanwhile">> {
  const { store, now } = ctx;
  const known = await findView(store, id);
  if (!known || known.ownerId !== actor.personId || known.deletedAt === null || known.deletedAt <= now - KEPT_DELETED_MS) return refused("unknown_view");
  return written(() => store.writeAll((w) => [updateView(store, w, known, { deletedAt: null })], { at: now, actor: ctx.actor, action: "view.restore", entity: "saved_view", entityId: id }), null);
}

/** Lets a list open with a view for this person, or, `isDefault` false, as it is. */
export async function openListWith(ctx: OperationContext, actor: Actor, id: string, isDefault: boolean): Promise<Result<null, "unknown_view">> {
  const { store, now } = ctx;
  const view = await findView(store, id);
  const isSeen = view && view.deletedAt === null && (view.ownerId === actor.personId || (view.sharedWithId !== null && ownDepartments(actor).includes(view.sharedWithId)));
  if (!isSeen) return refused("unknown_view");
  await store.writeAll((w) => [setViewDefault(store, w, actor.personId, view.list, isDefault ? id : null)], { at: now, actor: ctx.actor, action: "view.default", entity: "saved_view", entityId: id, details: { isDefault } });
  return ok(null);
}

async function ownView(ctx: OperationContext, actor: Actor, id: string): Promise<SavedViewRow | null> {
  const view = await findView(ctx.store, id);
  return view && view.ownerId === actor.personId && view.deletedAt === null ? view : null;
}

async function written<T>(write: () => Promise<unknown>, value: T): Promise<Result<T, "changed_meanwhile">> {
  try {
    await write();
    return ok(value);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
}
