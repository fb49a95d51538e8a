import type { Calendar } from "../calendar/calendar.ts";
import { workingMsBetween } from "../calendar/working-time.ts";
import { mergeIntervals, type Interval } from "../time/intervals.ts";
import type { TaskHistory } from "./task-history.ts";

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
}

/** Pauses up to the first complete delivery; a reason that the terms list, and the client did not reject, counts. */
export function shownPauses(history: TaskHistory, pauseReasons: readonly string[]): ShownPause[] {
  return history.pauses.map((pause) => ({
    from: pause.from,
    to: pause.to ?? history.asOf,
    reason: pause.reason,
    counts: !pause.rejected && pauseReasons.includes(pause.reason),
  }));
}

/**
 * Whose turn it was from the request to the first complete delivery (or now): the client's in counting
 * pauses, the provider's otherwise. Overlapping pauses count once.
 */
export function whoHadTheBall(history: TaskHistory, pauses: readonly ShownPause[], calendar: Calendar): Ball {
  const end = history.handovers[0]?.at ?? history.cancelledAt ?? history.asOf;
  const begin = history.requestedAt;
  if (end <= begin) return { providerMs: 0, clientMs: 0 };
  const waiting = pauses
    .filter((pause) => pause.counts)
    .map((pause): Interval => [Math.max(pause.from, begin), Math.min(pause.to, end)])
    .filter(([from, to]) => from < to);
  const flat = mergeIntervals(waiting);
  let clientMs = 0;
  for (let i = 0; i < flat.length; i += 2) clientMs += workingMsBetween(calendar, flat[i]!, flat[i + 1]!);
  return { providerMs: workingMsBetween(calendar, begin, end) - clientMs, clientMs };
}
