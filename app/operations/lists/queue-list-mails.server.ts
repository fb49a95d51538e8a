import { queueMails } from "#db/queries/outbox.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadDueSubscriptions, updateSubscription } from "#db/queries/subscriptions.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { openMailTimes, rhythmOf } from "./mail-times.server.ts";

const AT_ONCE = 500;

/**
 * Puts the lists whose time has come into the outbox. The mail and the next date are written together, and the mail's key names the date that
 * it stands for: however often this runs, beside whatever other scheduler or after whichever crash, a date has one mail. Dates that passed
 * while nothing ran are made up for by one mail, not by each.
 */
export async function queueListMails(ctx: OperationContext, stopping: () => boolean = () => false): Promise<{ readonly queued: number }> {
  const { store, now } = ctx;
  const due = await loadDueSubscriptions(store, now, AT_ONCE);
  if (due.length === 0) return { queued: 0 };
  const nextFor = await openMailTimes(store);
  let queued = 0;
  for (const row of due) {
    if (stopping()) break;
    const [person] = await loadPeople(store, [row.personId]);
    const nextAt = await nextFor(row.personId, rhythmOf(row), now);
    try {
      await store.writeAll(
        (w) => [
          updateSubscription(store, w, row, { nextAt }),
          ...queueMails(store, w, [{ dedupeKey: `list:${row.id}:${row.nextAt}`, template: "list", locale: person?.locale ?? "en", personId: row.personId, refs: { subscriptionId: row.id }, notBefore: row.nextAt }], now),
        ],
        { at: now, actor: ctx.actor, action: "subscription.queue", entity: "subscription", entityId: row.id, details: { slot: row.nextAt } },
      );
      queued += 1;
    } catch (error) {
      // Its person paused or ended it in this very moment, or another worker was first: then this date is not ours.
      if (!(error instanceof StaleWriteError)) throw error;
    }
  }
  return { queued };
}
