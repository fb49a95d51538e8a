/** Vocabulary of a verdict (design.md sections 2 and 5). */
export const VERDICT_STATES = ["running", "paused", "done", "cancelled"] as const;
export type VerdictState = (typeof VERDICT_STATES)[number];

export const OUTCOMES = ["pending", "at_risk", "met", "breached", "unmeasurable", "void"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a verdict counts as in a tally: its outcome, or `excused` when a standing excuse lies over it. */
export const STANDINGS = [...OUTCOMES, "excused"] as const;
export type Standing = (typeof STANDINGS)[number];

/**
 * One step of the explanation, in order. `code` names a sentence of the catalogue; `facts` are
 * instants (epoch ms), local dates, counts or words that the sentence needs.
 */
export interface Reason {
  readonly code: string;
  readonly facts?: Readonly<Record<string, string | number | null>>;
}

/** Result of one obligation on one task or occurrence and cycle. Keyed with `cycle` and `carry`. */
export interface Verdict {
  readonly cycle: number;
  /** 0 = the item itself; 1, 2, … = the still undelivered item in later months. */
  readonly carry: number;
  readonly state: VerdictState;
  readonly outcome: Outcome;
  /** The promised instant, null where the terms need one and there is none. */
  readonly dueAt: number | null;
  /** The instant whose local date decides the period; null while unknown. */
  readonly fallsDueAt: number | null;
  /** First complete delivery, acknowledgement or decisive measure. */
  readonly decidedAt: number | null;
  /** Working (or elapsed) milliseconds late, negative when early; null when there is nothing to compare. */
  readonly lateByMs: number | null;
  /** Measured share in 0.01 %, or measured number, where the kind has one. */
  readonly measured: number | null;
  /** When this verdict may change by the clock alone (at-risk threshold, due, window end, month end). */
  readonly nextChangeAt: number | null;
  readonly reasons: readonly Reason[];
}
