import type { Calendar } from "../calendar/calendar.ts";
import type { Interval } from "../time/intervals.ts";
import type { Log } from "./reasons.ts";

/** What an evaluation needs besides the facts and the terms. */
export interface EvaluationContext {
  /** The agreement's calendar: the provider's, the client's or the hours of both. */
  readonly calendar: Calendar;
  /** Windows that the arbiter declared: counting pauses on every task. */
  readonly incidents: readonly Interval[];
  /** First instant after the period in which an instant lies (the organisation's zone and cut-offs). */
  readonly periodEndAfter: (instant: number) => number;
  /** `YYYY-MM` of an instant, for explanations. */
  readonly monthOf: (instant: number) => string;
  /** Place of the request among those of its day, from 1; absent where the terms do not ask for it. */
  readonly ordinal?: number;
  readonly explain: boolean;
}

export const newLog = (context: EvaluationContext): Log => (context.explain ? [] : null);
