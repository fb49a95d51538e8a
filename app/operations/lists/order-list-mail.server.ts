import type { Actor } from "#app/domain/access/actor.ts";
import { mayEver } from "#app/domain/access/can.ts";
import type { Permission } from "#app/domain/access/permission.ts";
import { checkMail, MOST_MAILS, type TypedMail } from "#app/domain/list/check-mail.ts";
import type { MailedListPath } from "#app/domain/list/mail-rhythm.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { countSubscriptions, findSubscription, insertSubscription, updateSubscription, type SubscriptionRow } from "#db/queries/subscriptions.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { openMailTimes, rhythmOf } from "./mail-times.server.ts";

/** What one has to be allowed somewhere to be sent a list at all. */
export const LIST_NEEDS: Readonly<Record<MailedListPath, Permission>> = { "/work": "task.read", "/improvement": "case.read" };

export interface OrderListMail extends TypedMail {
  readonly sendsEmpty: boolean;
  readonly attachesCsv: boolean;
}

/** Orders a list by mail for oneself. What it holds is decided when it is sent, by what its person may read then. */
export async function orderListMail(ctx: OperationContext, actor: Actor, command: OrderListMail): Promise<Result<{ readonly id: string; readonly nextAt: number }>> {
  const { store, now } = ctx;
  const checked = checkMail(command);
  if (!checked.ok) return checked;
  const { list, query, name, when } = checked.value;
  if (!mayEver(actor, LIST_NEEDS[list])) return refused("not_by_mail");
  if ((await countSubscriptions(store, actor.personId)) >= MOST_MAILS) return refused("most_reached", { most: MOST_MAILS });
  const nextAt = await (await openMailTimes(store))(actor.personId, when, now);
  const id = newId();
  await store.writeAll(
    (w) => [
      insertSubscription(store, w, {
        id, personId: actor.personId, list, query, name, rhythm: when.rhythm, weekday: when.rhythm === "weekly" ? when.weekday : null, minute: when.minute, sendsEmpty: command.sendsEmpty, attachesCsv: command.attachesCsv,
        nextAt, pausedAt: null, endedAt: null, createdAt: now, rowVersion: 1,
      }),
    ],
    { at: now, actor: ctx.actor, action: "subscription.start", entity: "subscription", entityId: id, details: { list, rhythm: when.rhythm } },
  );
  return ok({ id, nextAt });
}

/** Holds an own list by mail back, or lets it go on from the next date that is due. */
export async function pauseListMail(ctx: OperationContext, personId: string, id: string, isPaused: boolean): Promise<Result<null, "unknown_mail" | "changed_meanwhile">> {
  const { store, now } = ctx;
  const row = await findSubscription(store, id);
  if (!row || row.personId !== personId || row.endedAt !== null) return refused("unknown_mail");
  if ((row.pausedAt !== null) === isPaused) return ok(null);
  const set = isPaused ? { pausedAt: now } : { pausedAt: null, nextAt: await (await openMailTimes(store))(personId, rhythmOf(row), now) };
  return change(ctx, row, set, "subscription.change");
}

/** Ends a list by mail: its person in the portal, or whoever holds the link of its mail. */
export async function endListMail(ctx: OperationContext, personId: string, id: string): Promise<Result<null, "unknown_mail" | "changed_meanwhile">> {
  const row = await findSubscription(ctx.store, id);
  if (!row || row.personId !== personId) return refused("unknown_mail");
  return row.endedAt === null ? change(ctx, row, { endedAt: ctx.now }, "subscription.end") : ok(null);
}

async function change(ctx: OperationContext, row: SubscriptionRow, set: Partial<SubscriptionRow>, action: "subscription.change" | "subscription.end"): Promise<Result<null, "changed_meanwhile">> {
  try {
    await ctx.store.writeAll((w) => [updateSubscription(ctx.store, w, row, set)], { at: ctx.now, actor: ctx.actor, action, entity: "subscription", entityId: row.id });
    return ok(null);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
}
