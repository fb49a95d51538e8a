import type { TimingTerms } from "../agreement/terms.ts";
import type { Interval } from "../time/intervals.ts";
import { acceptanceWindow, effectiveHandovers, lateReturns } from "./acceptance-window.ts";
import { carryOver } from "./carry.ts";
import { countingPauses, nextIncidentEdge, standsStill } from "./counting-pauses.ts";
import { decideByDue, limitOf } from "./decide-by-due.ts";
import { dueRuleOn, findDue, startAfterCutOff } from "./due-instant.ts";
import { newLog, type EvaluationContext } from "./evaluation-context.ts";
import { explainDays } from "./explain-days.ts";
import { because, markPausesAfter, type Log } from "./reasons.ts";
import type { Handover, TaskHistory } from "./task-history.ts";
import type { Verdict } from "./verdict.ts";

/** One turn of the clock: from the request or a return to the delivery that ends it. */
interface Cycle {
  readonly number: number;
  readonly begin: number;
  readonly deliveredAt: number | null;
}

/**
 * Verdicts of a timing obligation. `own_clock`: the first complete delivery decides cycle 0 for good,
 * and each return inside the acceptance window opens a cycle with the rework term. `same_clock`: one
 * verdict, the time with the client does not count, the last delivery decides.
 */
export function evaluateTiming(
  history: TaskHistory,
  terms: TimingTerms,
  context: EvaluationContext,
): Verdict[] {
  const window = acceptanceWindow(history, context.calendar, terms.acceptance);
  const handovers = effectiveHandovers(history, window);
  const late = context.explain ? lateReturns(history, window) : [];
  if (terms.rework === "same_clock") {
    const last = handovers[handovers.length - 1];
    const deliveredAt = last?.type === "delivered" ? last.at : null;
    const cycle = { number: 0, begin: history.requestedAt, deliveredAt };
    return evaluateCycle(history, terms, context, cycle, withClient(handovers), handovers, late);
  }
  const cycles = cyclesOf(history, handovers);
  if (cycles.length === 1) {
    return evaluateCycle(history, terms, context, cycles[0]!, [], handovers, late);
  }
  return cycles.flatMap((cycle) =>
    evaluateCycle(history, terms, context, cycle, [], handovers, cycle.number === 0 ? late : []),
  );
}

function cyclesOf(history: TaskHistory, handovers: readonly Handover[]): Cycle[] {
  const cycles: Cycle[] = [
    { number: 0, begin: history.requestedAt, deliveredAt: handovers[0]?.at ?? null },
  ];
  for (let i = 1; i < handovers.length; i += 2) {
    cycles.push({
      number: cycles.length,
      begin: handovers[i]!.at,
      deliveredAt: handovers[i + 1]?.at ?? null,
    });
  }
  return cycles;
}

/** From each delivery to the return of it. */
function withClient(handovers: readonly Handover[]): Interval[] {
  const list: Interval[] = [];
  for (let i = 1; i < handovers.length; i += 2) list.push([handovers[i - 1]!.at, handovers[i]!.at]);
  return list;
}

function evaluateCycle(
  history: TaskHistory,
  terms: TimingTerms,
  context: EvaluationContext,
  cycle: Cycle,
  notCounting: readonly Interval[],
  handovers: readonly Handover[],
  lateReturned: readonly number[],
): Verdict[] {
  const { calendar, incidents } = context;
  const log = newLog(context);
  const rework = cycle.number > 0;
  const begun = rework ? cycle.begin : startOf(history, terms, log);
  if (rework) log?.push(because("rework_started", { at: cycle.begin, cycle: cycle.number }));

  const start = startAfterCutOff(calendar, begun ?? history.requestedAt, terms.cutOff, log);
  const counting = countingPauses(
    history,
    terms.pauseReasons,
    incidents,
    start,
    cycle.deliveredAt,
    log,
  );
  const pauses =
    notCounting.length === 0
      ? counting
      : [...counting, ...notCounting].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const due = findDue({
    calendar,
    rule: (rework ? terms.reworkDue : undefined) ?? dueRuleOn(terms, calendar, history.requestedAt, log, context.ordinal),
    start,
    startAwaited: begun === null,
    pauses,
    dates: history.dates,
    since: cycle.begin,
    until: cycle.deliveredAt ?? Infinity,
    movable: true,
    asOf: history.asOf,
    log,
  });
  if (due.at !== null) explainDays(calendar, start, due.at, log);
  markPausesAfter(log, due.at);
  if (log && !rework) log.push(...history.notes);
  explainHandovers(log, terms, cycle, handovers, lateReturned);
  if (history.providerCancelledAt !== null && cycle.deliveredAt === null) {
    log?.push(because("cancelled_by_provider", { at: history.providerCancelledAt }));
  }

  const verdict = decideByDue({
    cycle: cycle.number,
    history,
    calendar,
    start,
    due,
    grace: terms.grace,
    doneAt: cycle.deliveredAt,
    still: standsStill(history, terms.pauseReasons, incidents, history.asOf),
    incidentEdge: nextIncidentEdge(incidents, history.asOf),
    notDone: "not_delivered",
    log,
  });
  if (rework && verdict.outcome === "met") log?.push(because("rework_not_an_item"));
  if (due.at === null || rework) return [verdict];
  return carryOver(verdict, history, terms, context, limitOf(calendar, due.at, terms.grace));
}

/** When the clock starts; null while the agreed input is awaited. */
function startOf(history: TaskHistory, terms: TimingTerms, log: Log): number | null {
  log?.push(because("requested", { at: history.requestedAt }));
  if (terms.start === "requested") return history.requestedAt;
  if (history.inputUnconfirmedAt !== null && history.inputCompleteAt === null) {
    log?.push(because("input_unconfirmed", { at: history.inputUnconfirmedAt }));
  }
  if (history.inputCompleteAt !== null) {
    log?.push(because("input_complete", { at: history.inputCompleteAt }));
    return history.inputCompleteAt;
  }
  if (history.handovers.length > 0) {
    log?.push(because("delivered_without_input"));
    return history.requestedAt;
  }
  log?.push(because("input_awaited"));
  return null;
}

function explainHandovers(
  log: Log,
  terms: TimingTerms,
  cycle: Cycle,
  handovers: readonly Handover[],
  lateReturned: readonly number[],
): void {
  if (!log) return;
  if (terms.rework === "same_clock") {
    handovers.forEach(({ type, at, criterion }, i) => {
      if (type === "returned") log.push(because("returned", { at, criterion: criterion ?? null }));
      else log.push(because(i === 0 ? "delivered" : "redelivered", { at }));
    });
  } else if (cycle.deliveredAt !== null) {
    log.push(because(cycle.number === 0 ? "delivered" : "redelivered", { at: cycle.deliveredAt }));
  }
  for (const at of lateReturned) log.push(because("returned_after_window", { at }));
}
