import type { CompletenessTerms, FormatTerms, QualityTerms } from "../agreement/terms.ts";
import { acceptanceWindow, lateReturns, type AcceptanceWindow } from "./acceptance-window.ts";
import { newLog, type EvaluationContext } from "./evaluation-context.ts";
import { judgeCompleteness, judgeFormat, judgeQuality, type Finding } from "./judge-delivery.ts";
import { because, NO_REASONS, type Log } from "./reasons.ts";
import type { TaskHistory } from "./task-history.ts";
import type { Outcome, Verdict, VerdictState } from "./verdict.ts";

export type DeliveryTerms = QualityTerms | CompletenessTerms | FormatTerms;

/**
 * Quality, completeness and format: decided by the first complete delivery, due at the end of its
 * acceptance window. An undelivered task is not due for them; what nobody measured by then is
 * unmeasurable.
 */
export function evaluateDelivery(
  history: TaskHistory,
  terms: DeliveryTerms,
  context: EvaluationContext,
): Verdict[] {
  const log = newLog(context);
  const { asOf, cancelledAt } = history;
  const window = acceptanceWindow(history, context.calendar, terms.acceptance);
  log?.push(because("requested", { at: history.requestedAt }), ...history.notes);

  if (window === null) {
    if (cancelledAt === null) {
      log?.push(because("not_delivered"));
      return [verdictOf("running", "pending", null, UNDECIDED, null, log)];
    }
    explainCancelled(history, log);
    return [verdictOf("cancelled", "void", null, UNDECIDED, null, log)];
  }

  log?.push(because("delivered", { at: window.from }));
  log?.push(because("acceptance_window", { from: window.from, to: window.to }));
  if (history.acceptedAt !== null) log?.push(because("accepted", { at: history.acceptedAt }));
  const finding = judge(history, terms, window, log);
  if (log) {
    for (const at of lateReturns(history, window)) {
      log.push(because("returned_after_window", { at }));
    }
  }
  // What was decided before it was cancelled stays; silence decides only at the end of the window.
  const open = (finding.decidedAt ?? Infinity) > (cancelledAt ?? Infinity);
  if (cancelledAt !== null && cancelledAt <= window.to && open) {
    explainCancelled(history, log);
    return [verdictOf("cancelled", "void", window.to, UNDECIDED, null, log)];
  }
  const { outcome } = finding;
  if (outcome === "open" || (outcome === "unmeasurable" && asOf <= window.to)) {
    log?.push(because("acceptance_open"));
    return [verdictOf("running", "pending", window.to, finding, window.to + 1, log)];
  }
  return [verdictOf("done", outcome, window.to, finding, null, log)];
}

const UNDECIDED: Finding = { outcome: "open", decidedAt: null, measured: null };

function verdictOf(
  state: VerdictState,
  outcome: Outcome,
  windowTo: number | null,
  finding: Finding,
  nextChangeAt: number | null,
  log: Log,
): Verdict {
  return {
    cycle: 0,
    carry: 0,
    state,
    outcome,
    dueAt: windowTo,
    fallsDueAt: windowTo,
    decidedAt: finding.decidedAt,
    lateByMs: null,
    measured: finding.measured,
    nextChangeAt,
    reasons: log ?? NO_REASONS,
  };
}

function explainCancelled(history: TaskHistory, log: Log): void {
  log?.push(because("cancelled", { at: history.cancelledAt, by: history.cancelledBy }));
  log?.push(because("void_cancelled"));
}

function judge(
  history: TaskHistory,
  terms: DeliveryTerms,
  window: AcceptanceWindow,
  log: Log,
): Finding {
  switch (terms.kind) {
    case "quality":
      return judgeQuality(history, terms, window, log);
    case "completeness":
      return judgeCompleteness(history, terms, window, log);
    case "format":
      return judgeFormat(history, terms, window, log);
  }
}
