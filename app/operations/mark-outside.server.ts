import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { newId } from "#db/new-id.server.ts";
import { endOutsideSupply, insertOutsideSupply, loadOutsideSupplies } from "#db/queries/client-months.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export const LONGEST_OUTSIDE_NOTE = 1000;

export interface OutsideMark {
  readonly providerId: string;
  readonly clientId: string;
  /** Local day, `YYYY-MM-DD`, not after today. */
  readonly since: string;
  readonly note: string;
  readonly byPersonId: string;
}

/** Keeps that a client takes from an outside supplier what a provider would deliver. */
export async function markOutside(ctx: OperationContext, mark: OutsideMark, today: string): Promise<Result<{ readonly id: string }>> {
  const { store, now } = ctx;
  const departments = new Set((await loadDepartments(store, "all")).map((row) => row.id));
  if (!departments.has(mark.providerId)) return refused("unknown_department", undefined, "providerId");
  if (!departments.has(mark.clientId) || mark.clientId === mark.providerId) return refused("unknown_department", undefined, "clientId");
  if (readDay(mark.since) === null) return refused("not_a_date", undefined, "since");
  if (mark.since > today) return refused("in_the_future", undefined, "since");
  if (mark.note.length > LONGEST_OUTSIDE_NOTE) return refused("note_too_long", { longest: LONGEST_OUTSIDE_NOTE }, "note");
  const marked = (await loadOutsideSupplies(store, [mark.providerId])).some((row) => row.providerId === mark.providerId && row.clientId === mark.clientId);
  if (marked) return refused("marked_already", undefined, "clientId");
  const id = newId();
  const { byPersonId, ...said } = mark;
  await store.writeAll((w) => [insertOutsideSupply(store, w, { id, ...said, markedBy: byPersonId, markedAt: now, endedAt: null })], {
    at: now, actor: ctx.actor, action: "client.mark_outside", entity: "department", entityId: mark.clientId, details: { providerId: mark.providerId, since: mark.since },
  });
  return ok({ id });
}

/** Ends a mark: the client is served from inside again. */
export async function unmarkOutside(ctx: OperationContext, id: string): Promise<Result<null>> {
  const { store, now } = ctx;
  try {
    await store.writeAll((w) => [endOutsideSupply(store, w, id, now)], { at: now, actor: ctx.actor, action: "client.unmark_outside", entity: "outside_supply", entityId: id });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
