import type { Duration } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { workingMsBetween } from "../calendar/working-time.ts";
import type { Interval } from "../time/intervals.ts";
import { atRiskFrom } from "./at-risk.ts";
import { unlessNeverOpen, type Due } from "./due-instant.ts";
import { addDuration } from "./duration.ts";
import { because, type Log } from "./reasons.ts";
import type { TaskHistory } from "./task-history.ts";
import type { Verdict } from "./verdict.ts";

export interface DueDecision {
  readonly history: TaskHistory;
  readonly calendar: Calendar;
  readonly start: number;
  readonly due: Due;
  readonly grace: Duration | undefined;
  readonly pauses: readonly Interval[];
  /** What was promised, once it is done. */
  readonly doneAt: number | null;
  /** Whether a counting pause or an incident lasts at `asOf`. */
  readonly still: boolean;
  /** When an incident begins or ends next: the clock stops or runs on from there. */
  readonly incidentEdge: number | null;
  readonly notDone: "not_delivered" | "not_acknowledged";
  readonly log: Log;
}

/** Last instant at which it is still met. */
export function limitOf(calendar: Calendar, due: number, grace: Duration | undefined): number {
  if (grace === undefined) return due;
  return Math.max(due, unlessNeverOpen(() => addDuration(calendar, due, grace)) ?? due);
}

/**
 * State and outcome of a promise with a due instant: met at or before it (or its grace), breached
 * after; it falls due at the due instant, done or not. Cancelled before that it is void.
 */
export function decideByDue(q: DueDecision): Omit<Verdict, "cycle" | "carry" | "reasons"> {
  const { history, calendar, due, doneAt, log } = q;
  const { asOf, cancelledAt } = history;
  const limit = due.at === null ? null : limitOf(calendar, due.at, q.grace);
  const open = { decidedAt: null, lateByMs: null, measured: null, nextChangeAt: null };

  if (doneAt !== null) {
    if (due.at === null || limit === null) {
      const outcome = "unmeasurable";
      return { ...open, state: "done", outcome, dueAt: null, fallsDueAt: doneAt, decidedAt: doneAt };
    }
    const lateByMs = due.elapsed
      ? doneAt - due.at
      : workingMsBetween(calendar, due.at, doneAt);
    explainResult(log, doneAt, due.at, limit, lateByMs);
    return {
      ...open,
      state: "done",
      outcome: doneAt <= limit ? "met" : "breached",
      dueAt: due.at,
      fallsDueAt: due.at,
      decidedAt: doneAt,
      lateByMs,
    };
  }

  const dates = { dueAt: due.at, fallsDueAt: due.at };
  if (cancelledAt !== null) {
    log?.push(because("cancelled", { at: cancelledAt, by: history.cancelledBy }));
    const isVoid = limit === null || cancelledAt <= limit;
    log?.push(because(isVoid ? "void_cancelled" : "stays_breached"));
    return { ...open, ...dates, state: "cancelled", outcome: isVoid ? "void" : "breached" };
  }
  const state = q.still ? "paused" : "running";
  if (due.at === null || limit === null) return { ...open, ...dates, state, outcome: "pending" };
  log?.push(because(q.notDone));
  if (asOf > limit) return { ...open, ...dates, state, outcome: "breached" };

  const riskAt = Math.min(atRiskFrom(calendar, q.start, due.at, due.elapsed, q.pauses), due.at);
  const atRisk = asOf >= riskAt;
  if (atRisk) log?.push(because("at_risk", { since: riskAt }));
  if (limit > due.at && asOf > due.at) log?.push(because("grace", { until: limit }));
  return {
    ...open,
    ...dates,
    state,
    outcome: atRisk ? "at_risk" : "pending",
    nextChangeAt: earlier(
      q.incidentEdge,
      q.still ? changeWhileStill(q, limit) : atRisk ? limit + 1 : riskAt,
    ),
  };
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

/** A standing clock carries the due instant along, unless nothing of it is left to work anyway. */
function changeWhileStill(q: DueDecision, limit: number): number | null {
  if (q.due.elapsed || workingMsBetween(q.calendar, q.history.asOf, limit) > 0) return null;
  return limit + 1;
}

function explainResult(log: Log, doneAt: number, due: number, limit: number, late: number): void {
  if (!log) return;
  if (doneAt === due) log.push(because("on_time"));
  else if (doneAt < due) log.push(because("early", { ms: -late }));
  else {
    log.push(because("late", { ms: late }));
    if (limit > due) log.push(because("grace", { until: limit }));
  }
}
