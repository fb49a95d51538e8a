import type { Terms } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import type { Interval } from "../time/intervals.ts";
import { endOfMonth, periodOf } from "../time/instant.ts";
import { zoneOf, type Zone } from "../time/zone.ts";
import { evaluateDelivery } from "./evaluate-delivery.ts";
import { evaluateResponse } from "./evaluate-response.ts";
import { evaluateTiming } from "./evaluate-timing.ts";
import type { EvaluationContext } from "./evaluation-context.ts";
import type { TaskEvent } from "./task-event.ts";
import { readTaskHistory, type TaskHistory } from "./task-history.ts";
import type { Verdict } from "./verdict.ts";

export interface TaskEvaluation {
  /** The obligation as signed; only its terms matter here. */
  readonly obligation: { readonly terms: Terms };
  /** Full history in any order, corrections included. */
  readonly events: readonly TaskEvent[];
  /** The agreement's calendar. */
  readonly calendar: Calendar;
  /** The organisation's zone: its local months are the periods. */
  readonly zone: Zone | string;
  /** Instant at which the verdict is asked for; what happens later is not known. */
  readonly asOf: number;
  /** Recipients under this agreement; several are one item, delivered when all of them have it. */
  readonly recipients?: readonly string[];
  /** Windows `[from, to)` that the arbiter declared: counting pauses on every task. */
  readonly incidents?: readonly Interval[];
  /** First instant after the period of an instant; default: the end of its local month. */
  readonly periodEndAfter?: (instant: number) => number;
  /** Place of the request among those of its day, from 1 (`request-ordinals.ts`). */
  readonly ordinal?: number | undefined;
  /** False leaves out the reasons, for full passes that store verdicts only. */
  readonly explain?: boolean;
}

/**
 * Verdicts of one obligation on one task: keyed by cycle and carry, in that order. None when the task
 * was never requested, or for a frequency obligation, whose items are occurrences. Never an excuse:
 * that is a record laid over a verdict. Depends on nothing but its argument.
 */
export function evaluateTask(input: TaskEvaluation): Verdict[] {
  const history = readTaskHistory(input.events, input.asOf, input.recipients);
  return history ? evaluateHistory(history, input.obligation.terms, contextOf(input)) : [];
}

/** The context of an evaluation, to be made once for many tasks under one agreement. */
export function contextOf(
  input: Pick<TaskEvaluation, "calendar" | "zone" | "incidents" | "periodEndAfter" | "ordinal" | "explain">,
): EvaluationContext {
  const zone = typeof input.zone === "string" ? zoneOf(input.zone) : input.zone;
  return {
    calendar: input.calendar,
    incidents: input.incidents ?? [],
    periodEndAfter: input.periodEndAfter ?? ((instant) => endOfMonth(instant, zone)),
    monthOf: (instant) => periodOf(instant, zone),
    explain: input.explain ?? true,
    ...(input.ordinal === undefined ? {} : { ordinal: input.ordinal }),
  };
}

/** `evaluateTask` for a history that was read already: several obligations judge one task. */
export function evaluateHistory(
  history: TaskHistory,
  terms: Terms,
  context: EvaluationContext,
): Verdict[] {
  switch (terms.kind) {
    case "timing":
      return evaluateTiming(history, terms, context);
    case "response":
      return evaluateResponse(history, terms, context);
    case "quality":
    case "completeness":
    case "format":
      return evaluateDelivery(history, terms, context);
    case "frequency":
      return [];
  }
}
