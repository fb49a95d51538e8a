import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadDigestReaders } from "#db/queries/notices.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import type { OperationContext } from "./context.ts";
import { openWorkingHours } from "./watch-tasks.server.ts";

/** A long weekend and a day: what was not read by then has been in a mail before. */
const LOOK_BACK_MS = 5 * DAY_MS;

/**
 * Queues the one mail a day of those who chose it, in the first quarter of an hour of their working day in which something
 * waits: what came in the night is there in the morning. How many were queued now or earlier today.
 */
export async function queueDigests(ctx: OperationContext): Promise<number> {
  const { store, now } = ctx;
  const organisation = await loadOrganisation(store);
  if (!organisation) return 0;
  const today = localDateOf(zoneOf(organisation.zone), now);
  const readers = await loadDigestReaders(store, now - LOOK_BACK_MS, today);
  if (readers.length === 0) return 0;
  const works = await openWorkingHours(store);
  const due = readers.filter(({ personId, departmentId }) => works(personId, departmentId ?? "", now));
  await store.writeUnaudited((w) =>
    queueMails(store, w, due.map(({ personId, locale }) => ({ dedupeKey: `digest:${personId}:${today}`, template: "digest", locale, personId, refs: { since: String(now - LOOK_BACK_MS) }, notBefore: now })), now),
  );
  return due.length;
}
