import { meetingOwed, pairOf } from "#app/domain/relationship/meeting.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadLastMeetings } from "#db/queries/meetings.server.ts";
import type { OperationContext } from "../context.ts";
import { notifyOnce, type Notification } from "../notify.server.ts";
import { openHeads } from "../watch-tasks.server.ts";
import { readPairs } from "./read-pairs.server.ts";

/** Reminds the heads of two departments that have promised each other something and have not met this quarter, once, from two weeks before its end. */
export async function remindMeetings({ store, now }: OperationContext): Promise<{ readonly reminded: number }> {
  const organisation = await loadOrganisation(store);
  if (!organisation) return { reminded: 0 };
  const today = localDateOf(zoneOf(organisation.zone), now);
  // Most days nobody is owed anything: then nothing is read.
  if (meetingOwed(today, null) === null) return { reminded: 0 };
  const [pairs, meetings, headsOf] = await Promise.all([readPairs(store, "all", { today, months: [today.slice(0, 7)] }), loadLastMeetings(store, "all"), openHeads(store, now)]);
  const lastHeld = new Map(meetings.filter((row) => row.heldOn <= today).map((row) => [`${row.oneId} ${row.otherId}`, row.heldOn]));
  const given = pairs.flatMap((row): Notification[] => {
    const { oneId, otherId } = pairOf(row.oneId, row.otherId);
    const quarter = meetingOwed(today, lastHeld.get(`${oneId} ${otherId}`) ?? null);
    if (quarter === null) return [];
    const refs = { departmentId: oneId, otherId, quarter, to: addDays(payPeriodDays(quarter).to, -1) };
    return [...new Set([...headsOf(oneId), ...headsOf(otherId)])].map((personId) => ({ kind: "meeting_owed", personId, refs, about: `${oneId}:${otherId}:${quarter}` }));
  });
  return { reminded: await notifyOnce(store, given, now) };
}
