import type { Names, Wording } from "../names.ts";
import type { Season } from "./season.ts";

/**
 * The terms of an obligation (design.md section 4). They are stored as JSON in the version, signed as
 * they stand there, and read by the evaluation as they are: no default is added after signing.
 */
export const OBLIGATION_KINDS = [
  "timing",
  "response",
  "frequency",
  "quality",
  "completeness",
  "format",
] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

export const MODES = ["observe", "trial", "paid"] as const;
export type Mode = (typeof MODES)[number];

export const PRODUCT_KINDS = ["goods", "work", "document", "information"] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

export const CALENDAR_SIDES = ["provider", "client", "both"] as const;
export type CalendarSide = (typeof CALENDAR_SIDES)[number];

/** How n days end: at the same clock time (moved to the first open moment), or at the day's end. */
export const DAY_ENDS = ["snap", "eod"] as const;
export type DayEnd = (typeof DAY_ENDS)[number];

/** Local wall-clock time `HH:MM`; `24:00` is the end of the day. */
export type ClockTime = string;

export type Duration =
  | { readonly unit: "working_minutes"; readonly n: number }
  | { readonly unit: "working_hours"; readonly n: number }
  | { readonly unit: "working_days"; readonly n: number; readonly end: DayEnd }
  | { readonly unit: "calendar_days"; readonly n: number; readonly end: DayEnd }
  /** n x 24 h of elapsed time, whatever the calendar says. */
  | { readonly unit: "elapsed_days"; readonly n: number };

export type DueRule =
  | { readonly type: "within"; readonly duration: Duration }
  /** By the n-th working day of the month (n < 0 counts from its end): the first such instant after the start. */
  | { readonly type: "nth_workday"; readonly n: number; readonly at: ClockTime }
  /** By the date both sides agreed, else within the default term. */
  | { readonly type: "agreed_date"; readonly fallback: Duration };

/** Another term for requests made on a date of the season (of the calendar's zone). */
export interface DueSeason extends Season {
  readonly due: DueRule;
}

/** Another schedule for deliveries scheduled on a date of the season; the rule stands alone (`standsAlone`). */
export interface ScheduleSeason extends Season {
  readonly rrule: string;
  readonly at: ClockTime;
}

/** Another term for what is asked beyond so many requests of one day: they are counted in the order of asking, over the agreement and product. */
export interface VolumeBand {
  /** Requests of one local day of the calendar's zone that have the usual term. */
  readonly upTo: number;
  readonly due: DueRule;
}

interface CommonTerms {
  /** Whose working calendar; `both` = the hours when both are open. */
  readonly calendar: CalendarSide;
  /** From the first complete delivery; also when quality, completeness and format fall due. */
  readonly acceptance: Duration;
  /** What a missing measure does to the attainment (design.md section 5, Counting). */
  readonly missingMeasure: "not_conforming" | "left_out";
  /** Allowed values per task attribute, as first received; absent = every task. */
  readonly appliesTo?: Readonly<Record<string, readonly string[]>>;
}

export interface TimingTerms extends CommonTerms {
  readonly kind: "timing";
  readonly start: "requested" | "input_complete";
  readonly due: DueRule;
  readonly grace?: Duration;
  /** Received after this time counts as the next working day: the start becomes its opening. */
  readonly cutOff?: ClockTime;
  /** Reasons of pauses that count. */
  readonly pauseReasons: readonly string[];
  readonly rework: "own_clock" | "same_clock";
  /** Term of a rework cycle; absent = the original term. */
  readonly reworkDue?: DueRule;
  readonly volume?: VolumeBand;
  readonly seasons?: readonly DueSeason[];
}

export interface ResponseTerms extends CommonTerms {
  readonly kind: "response";
  readonly due: DueRule;
  readonly grace?: Duration;
  readonly cutOff?: ClockTime;
  readonly pauseReasons: readonly string[];
  readonly volume?: VolumeBand;
  readonly seasons?: readonly DueSeason[];
}

export interface FrequencyTerms extends CommonTerms {
  readonly kind: "frequency";
  /** RFC 5545 recurrence by local dates, daily or coarser, without TZID and time parts. */
  readonly rrule: string;
  /** First local date of the recurrence. */
  readonly dtstart: string;
  readonly at: ClockTime;
  readonly adjust: "preceding" | "following" | "none";
  /** Delivery window around the due instant; both ends belong to it. */
  readonly windowBefore: Duration;
  readonly windowAfter: Duration;
  /** When an input is agreed: due = the later of scheduled and input received + this. */
  readonly afterInput?: Duration;
  readonly seasons?: readonly ScheduleSeason[];
}

export interface QualityTerms extends CommonTerms {
  readonly kind: "quality";
  /** Absent = not returned within the acceptance window. `atMost` is an exact decimal as text; read it with `limitText`. */
  readonly measure?: { readonly name: string; readonly atMost: string };
}

export interface CompletenessTerms extends CommonTerms {
  readonly kind: "completeness";
  /** Delivered items / requested items at least this share in 0.01 %, or every part of a checklist. */
  readonly rule:
    | { readonly type: "share"; readonly atLeastBp: number }
    | { readonly type: "checklist"; readonly parts: readonly string[] };
}

export interface FormatTerms extends CommonTerms {
  readonly kind: "format";
  readonly rule:
    /** A measured value `name` equal to one of `values`. */
    | { readonly type: "field"; readonly name: string; readonly values: readonly string[] }
    | { readonly type: "file_types"; readonly types: readonly string[] }
    /** File-name glob with `*` and `?` only. */
    | { readonly type: "glob"; readonly pattern: string }
    | { readonly type: "template"; readonly template: string };
}

export type Terms =
  | TimingTerms
  | ResponseTerms
  | FrequencyTerms
  | QualityTerms
  | CompletenessTerms
  | FormatTerms;

/** A share (`targetBp`, 0.01 %) or a count per pay period ("at most n missed"). */
export type Threshold =
  | { readonly type: "share"; readonly bp: number }
  | { readonly type: "count"; readonly atMostMissed: number };

/** One measurable promise of an agreement version. Its key survives versions. */
export interface Obligation {
  readonly key: string;
  readonly productId: string;
  readonly name: Names;
  readonly terms: Terms;
  readonly target: Threshold;
  readonly floor?: Threshold;
  /** Exact decimal as text, > 0. */
  readonly weight: string;
  readonly mode: Mode;
  /** Responsible team (child department of the provider). */
  readonly teamId?: string;
}

/** What the client must provide. Measured and shown, never scored. */
export interface InputTerms {
  readonly key: string;
  readonly name: Names;
  readonly productId?: string;
  /** By when, in words: no clock measures a client's input by it. */
  readonly due: Wording;
  readonly completeness?: Wording;
}

/** The text of an agreement version that both sides sign. */
export interface AgreementText {
  readonly obligations: readonly Obligation[];
  readonly inputs: readonly InputTerms[];
  readonly purpose?: Names;
}
