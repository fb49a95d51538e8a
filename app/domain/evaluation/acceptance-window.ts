import type { Duration } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { unlessNeverOpen } from "./due-instant.ts";
import { addDuration } from "./duration.ts";
import type { Handover, TaskHistory } from "./task-history.ts";

/** From the first complete delivery to the end of the client's time to accept or return it; inclusive. */
export interface AcceptanceWindow {
  readonly from: number;
  readonly to: number;
}

/** Null while nothing is delivered. Accepting or returning early does not shorten it. */
export function acceptanceWindow(
  history: TaskHistory,
  calendar: Calendar,
  acceptance: Duration,
): AcceptanceWindow | null {
  const first = history.handovers[0];
  if (!first) return null;
  const to = unlessNeverOpen(() => addDuration(calendar, first.at, acceptance));
  return { from: first.at, to: Math.max(first.at, to ?? first.at) };
}

/** The handovers that count: a return after the window has no effect, nor what is handed over after it. */
export function effectiveHandovers(
  history: TaskHistory,
  window: AcceptanceWindow | null,
): readonly Handover[] {
  const late = history.handovers.findIndex(
    (handover) => handover.type === "returned" && window !== null && handover.at > window.to,
  );
  return late < 0 ? history.handovers : history.handovers.slice(0, late);
}

export const lateReturns = (history: TaskHistory, window: AcceptanceWindow | null): number[] =>
  history.handovers
    .filter((h) => h.type === "returned" && window !== null && h.at > window.to)
    .map((h) => h.at);
