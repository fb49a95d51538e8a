import type { CompletenessTerms, FormatTerms, QualityTerms } from "../agreement/terms.ts";
import { acceptanceWindow, lateReturns, type AcceptanceWindow } from "./acceptance-window.ts";
import { newLog, type EvaluationContext } from "./evaluation-context.ts";
import { judgeCompleteness, judgeFormat, judgeQuality, type Finding } from "./judge-delivery.ts";
import { because, type Log } from "./reasons.ts";
import type { TaskHistory } from "./task-history.ts";
import type { Verdict } from "./verdict.ts";

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
  const none = { decidedAt: null, lateByMs: null, measured: null, nextChangeAt: null };
  log?.push(because("requested", { at: history.requestedAt }), ...history.notes);

  if (window === null) {
    const open = { cycle: 0, carry: 0, ...none, dueAt: null, fallsDueAt: null };
    if (cancelledAt === null) {
      log?.push(because("not_delivered"));
      return [{ ...open, state: "running", outcome: "pending", reasons: log ?? [] }];
    }
    log?.push(because("cancelled", { at: cancelledAt, by: history.cancelledBy }));
    log?.push(because("void_cancelled"));
    return [{ ...open, state: "cancelled", outcome: "void", reasons: log ?? [] }];
  }

  log?.push(because("delivered", { at: window.from }));
  log?.push(because("acceptance_window", { from: window.from, to: window.to }));
  if (history.acceptedAt !== null) log?.push(because("accepted", { at: history.acceptedAt }));
  const finding = judge(history, terms, window, log);
  for (const at of lateReturns(history, window)) {
    log?.push(because("returned_after_window", { at }));
  }
  const dates = { dueAt: window.to, fallsDueAt: window.to };
  const closed = asOf > window.to;
  const undecided =
    finding.outcome === "open" || (finding.outcome === "unmeasurable" && !closed);
  if (undecided && cancelledAt !== null && cancelledAt <= window.to) {
    log?.push(because("cancelled", { at: cancelledAt, by: history.cancelledBy }));
    log?.push(because("void_cancelled"));
    const state = "cancelled";
    return [{ cycle: 0, carry: 0, ...none, ...dates, state, outcome: "void", reasons: log ?? [] }];
  }
  if (undecided) log?.push(because("acceptance_open"));
  return [
    {
      cycle: 0,
      carry: 0,
      ...none,
      ...dates,
      state: undecided ? "running" : "done",
      outcome: finding.outcome === "open" || undecided ? "pending" : finding.outcome,
      decidedAt: finding.decidedAt,
      measured: finding.measured,
      nextChangeAt: undecided ? window.to + 1 : null,
      reasons: log ?? [],
    },
  ];
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
