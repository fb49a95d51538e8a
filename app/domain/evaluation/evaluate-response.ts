import type { ResponseTerms } from "../agreement/terms.ts";
import { countingPauses, nextIncidentEdge, standsStill } from "./counting-pauses.ts";
import { decideByDue } from "./decide-by-due.ts";
import { dueRuleOn, findDue, startAfterCutOff } from "./due-instant.ts";
import { newLog, type EvaluationContext } from "./evaluation-context.ts";
import { explainDays } from "./explain-days.ts";
import { because, markPausesAfter } from "./reasons.ts";
import type { TaskHistory } from "./task-history.ts";
import type { Verdict } from "./verdict.ts";

/** Requested → acknowledged; a complete delivery acknowledges too. Never carried over. */
export function evaluateResponse(
  history: TaskHistory,
  terms: ResponseTerms,
  context: EvaluationContext,
): Verdict[] {
  const { calendar, incidents } = context;
  const log = newLog(context);
  log?.push(because("requested", { at: history.requestedAt }));
  const start = startAfterCutOff(calendar, history.requestedAt, terms.cutOff, log);
  const pauses = countingPauses(
    history,
    terms.pauseReasons,
    incidents,
    start,
    history.acknowledgedAt,
    log,
  );
  const rule = dueRuleOn(terms, calendar, history.requestedAt, log, context.ordinal);
  const due = findDue({
    calendar,
    rule,
    start,
    pauses,
    dates: history.dates,
    since: history.requestedAt,
    until: history.acknowledgedAt ?? Infinity,
    // The date that the sides agree on is the delivery's; an answer is due by the terms.
    movable: rule.type === "agreed_date",
    asOf: history.asOf,
    log,
  });
  if (due.at !== null) explainDays(calendar, start, due.at, log);
  markPausesAfter(log, due.at);
  log?.push(...history.notes);
  if (history.acknowledgedAt !== null) {
    const code = history.acknowledgedByDelivery ? "acknowledged_by_delivery" : "acknowledged";
    log?.push(because(code, { at: history.acknowledgedAt }));
  }
  const verdict = decideByDue({
    cycle: 0,
    history,
    calendar,
    start,
    due,
    grace: terms.grace,
    doneAt: history.acknowledgedAt,
    still: standsStill(history, terms.pauseReasons, incidents, history.asOf),
    incidentEdge: nextIncidentEdge(incidents, history.asOf),
    notDone: "not_acknowledged",
    log,
  });
  return [verdict];
}
