import type { Calendar } from "../calendar/calendar.ts";
import { workingMsBetween } from "../calendar/working-time.ts";
import { mergeIntervals, type Interval } from "../time/intervals.ts";
import { effectiveEvents } from "./effective-events.ts";
import type { TaskEvent } from "./task-event.ts";
import { readTaskHistory, type TaskHistory } from "./task-history.ts";

/** Reasons whose wait is neither the provider's nor the client's turn: somebody outside, or what nobody named. */
const OTHERS_REASONS: readonly string[] = ["third_party", "other"];

/** How a page names the pause that a declared incident is. */
export const INCIDENT_REASON = "incident";

/** A pause as a page shows it: `counts` says whether the clock stood still. */
export interface ShownPause {
  readonly from: number;
  /** Its end; while it lasts, `asOf`. */
  readonly to: number;
  readonly reason: string;
  readonly counts: boolean;
}

export interface Ball {
  /** Working time of the calendar, ms. */
  readonly providerMs: number;
  readonly clientMs: number;
  /** Somebody outside, or nobody: incidents too. */
  readonly otherMs: number;
}

/** Pauses up to the first complete delivery; a reason that the terms list, and the client did not reject, counts. Incidents always do. */
export function shownPauses(history: TaskHistory, pauseReasons: readonly string[], incidents: readonly Interval[] = []): ShownPause[] {
  const pauses = history.pauses.map((pause) => ({
    from: pause.from,
    to: pause.to ?? history.asOf,
    reason: pause.reason,
    counts: !pause.rejected && pauseReasons.includes(pause.reason),
  }));
  const end = history.handovers[0]?.at ?? history.cancelledAt ?? history.asOf;
  const stood = incidents.flatMap(([from, to]): ShownPause[] => {
    const [begins, ends] = [Math.max(from, history.requestedAt), Math.min(to, end)];
    return begins < ends ? [{ from: begins, to: ends, reason: INCIDENT_REASON, counts: true }] : [];
  });
  return stood.length === 0 ? pauses : [...pauses, ...stood].sort((a, b) => a.from - b.from);
}

/**
 * Whose turn it was from the request to the first complete delivery (or now): in counting pauses the client's, or others' where the
 * reason says so; the provider's otherwise. Overlapping pauses count once, as the client's where one of them is.
 */
export function whoHadTheBall(history: TaskHistory, pauses: readonly ShownPause[], calendar: Calendar): Ball {
  const end = history.handovers[0]?.at ?? history.cancelledAt ?? history.asOf;
  const begin = history.requestedAt;
  if (end <= begin) return { providerMs: 0, clientMs: 0, otherMs: 0 };
  const workingIn = (some: readonly ShownPause[]): number => {
    const flat = mergeIntervals(some.map((pause): Interval => [Math.max(pause.from, begin), Math.min(pause.to, end)]).filter(([from, to]) => from < to));
    let ms = 0;
    for (let i = 0; i < flat.length; i += 2) ms += workingMsBetween(calendar, flat[i]!, flat[i + 1]!);
    return ms;
  };
  const waiting = pauses.filter((pause) => pause.counts);
  const clientMs = workingIn(waiting.filter((pause) => pause.reason !== INCIDENT_REASON && !OTHERS_REASONS.includes(pause.reason)));
  const otherMs = workingIn(waiting) - clientMs;
  return { providerMs: workingMsBetween(calendar, begin, end) - clientMs - otherMs, clientMs, otherMs };
}

/** Through whose hands a task went: each time it was given to another person or department, in order. */
export function hands(events: readonly TaskEvent[], asOf: number): readonly { readonly at: number; readonly personId: string | null; readonly teamId: string | null }[] {
  const list: { at: number; personId: string | null; teamId: string | null }[] = [];
  for (const { type, occurredAt, payload } of effectiveEvents(events, asOf)) {
    if (type !== "assigned" && type !== "handed_over") continue;
    const hand = { at: occurredAt, personId: payload.personId ?? null, teamId: payload.teamId ?? null };
    const last = list.at(-1);
    if (!last || last.personId !== hand.personId || last.teamId !== hand.teamId) list.push(hand);
  }
  return list;
}

/** What each recipient of a task has: when it was handed over last, null where nothing is or it was returned. */
export function deliveredToEach(events: readonly TaskEvent[], asOf: number, recipients: readonly string[]): readonly { readonly recipientId: string; readonly deliveredAt: number | null }[] {
  return recipients.map((recipientId) => {
    const last = readTaskHistory(events, asOf, [recipientId])?.handovers.at(-1);
    return { recipientId, deliveredAt: last?.type === "delivered" ? last.at : null };
  });
}
