import type { Duration } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { workingMsBetween } from "../calendar/working-time.ts";
import { atRiskFrom } from "./at-risk.ts";
import { unlessNeverOpen, type Due } from "./due-instant.ts";
import { addDuration } from "./duration.ts";
import { because, NO_REASONS, type Log } from "./reasons.ts";
import type { TaskHistory } from "./task-history.ts";
import type { Outcome, Verdict, VerdictState } from "./verdict.ts";

export interface DueDecision {
  readonly cycle: number;
  readonly history: TaskHistory;
  readonly calendar: Calendar;
  readonly start: number;
  readonly due: Due;
  readonly grace: Duration | undefined;
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
 * The verdict on a promise with a due instant: met at or before it (or its grace), breached after; it
 * falls due at the due instant, done or not. Cancelled before that it is void.
 */
export function decideByDue(q: DueDecision): Verdict {
  const { history, calendar, due, doneAt, log } = q;
  const { asOf, cancelledAt } = history;
  const limit = due.at === null ? null : limitOf(calendar, due.at, q.grace);

  if (doneAt !== null) {
    if (due.at === null || limit === null) {
      return verdictOf(q, "done", "unmeasurable", doneAt, doneAt, null, null);
    }
    const late = due.elapsed ? doneAt - due.at : workingMsBetween(calendar, due.at, doneAt);
    explainResult(log, doneAt, due.at, limit, late);
    const outcome = doneAt <= limit ? "met" : "breached";
    return verdictOf(q, "done", outcome, due.at, doneAt, late, null);
  }
  if (cancelledAt !== null) {
    log?.push(because("cancelled", { at: cancelledAt, by: history.cancelledBy }));
    const isVoid = limit === null || cancelledAt <= limit;
    log?.push(because(isVoid ? "void_cancelled" : "stays_breached"));
    return verdictOf(q, "cancelled", isVoid ? "void" : "breached", due.at, null, null, null);
  }
  const state = q.still ? "paused" : "running";
  if (due.at === null || limit === null) {
    return verdictOf(q, state, "pending", null, null, null, null);
  }
  log?.push(because(q.notDone));
  // A standing clock carries the due instant along; a pause that ends this instant no longer does.
  const held = due.held && q.still;
  if (asOf > limit && !held) {
    return verdictOf(q, state, "breached", due.at, null, null, null);
  }
  const riskAt = Math.min(atRiskFrom(calendar, q.start, due.at, due.elapsed, due.movedBy), due.at);
  const atRisk = asOf >= riskAt;
  if (atRisk) log?.push(because("at_risk", { since: riskAt }));
  if (limit > due.at && asOf > due.at) log?.push(because("grace", { until: limit }));
  const change = held ? null : atRisk ? limit + 1 : riskAt;
  const outcome = atRisk ? "at_risk" : "pending";
  return verdictOf(q, state, outcome, due.at, null, null, earlier(q.incidentEdge, change));
}

/** Written out in full: copying fields with `...` costs more than the whole evaluation. */
function verdictOf(
  q: DueDecision,
  state: VerdictState,
  outcome: Outcome,
  fallsDueAt: number | null,
  decidedAt: number | null,
  lateByMs: number | null,
  nextChangeAt: number | null,
): Verdict {
  return {
    cycle: q.cycle,
    carry: 0,
    state,
    outcome,
    dueAt: q.due.at,
    fallsDueAt,
    decidedAt,
    lateByMs,
    measured: null,
    nextChangeAt,
    reasons: q.log ?? NO_REASONS,
  };
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

function explainResult(log: Log, doneAt: number, due: number, limit: number, late: number): void {
  if (!log) return;
  if (doneAt === due) log.push(because("on_time"));
  else if (doneAt < due) log.push(because("early", { ms: -late }));
  else {
    log.push(because("late", { ms: late }));
    if (limit > due) log.push(because("grace", { until: limit }));
  }
}
