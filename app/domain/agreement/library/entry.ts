import type { Names } from "../../names.ts";
import type { ClockTime, DayEnd, Duration, ObligationKind, ProductKind, Terms, Threshold } from "../terms.ts";

export const LIBRARY_AREAS = ["payroll", "treasury", "accounting", "hr", "it", "procurement", "legal", "facilities", "logistics"] as const;
export type LibraryArea = (typeof LIBRARY_AREAS)[number];

/** What the terms of an adopted promise take from the company and the agreement. */
export interface Adoption {
  /** How n days end here, copied into the terms (design.md section 4). */
  readonly dayEnd: DayEnd;
  /** First day of the agreement: where a recurrence begins. */
  readonly from: string;
}

/** A typical promise of a serving department, to begin a negotiation with. Its figures are starting points, never advice on law. */
export interface LibraryEntry {
  /** Stable: `payroll.payslips`. */
  readonly id: string;
  readonly area: LibraryArea;
  readonly product: { readonly kind: ProductKind; readonly name: Names };
  readonly name: Names;
  readonly kind: ObligationKind;
  readonly terms: (adoption: Adoption) => Terms;
  readonly target: Threshold;
  readonly floor: Threshold;
  /** Exact decimal. */
  readonly weight: string;
}

export interface LibraryProduct {
  readonly kind: ProductKind;
  readonly name: Names;
}

export const product = (kind: ProductKind, en: string, ru: string): LibraryProduct => ({ kind, name: { en, ru } });

type Amount = (adoption: Adoption) => Duration;
export const minutes = (n: number): Amount => () => ({ unit: "working_minutes", n });
export const hours = (n: number): Amount => () => ({ unit: "working_hours", n });
export const days = (n: number): Amount => ({ dayEnd }) => ({ unit: "working_days", n, end: dayEnd });
const calendarDays = (n: number): Amount => ({ dayEnd }) => ({ unit: "calendar_days", n, end: dayEnd });

const ACCEPTANCE = days(5);
const common = (adoption: Adoption) => ({ calendar: "provider" as const, acceptance: ACCEPTANCE(adoption), missingMeasure: "not_conforming" as const });
const CLIENT_WAITS = ["client_input"] as const;

type Share = readonly [targetPercent: number, floorPercent: number];
type Made = Pick<LibraryEntry, "name" | "kind" | "terms" | "target" | "floor" | "weight">;

const made = (kind: ObligationKind, [en, ru]: readonly [string, string], [target, floor]: Share, weight: string, terms: LibraryEntry["terms"]): Made => ({
  kind, name: { en, ru }, terms, target: { type: "share", bp: target * 100 }, floor: { type: "share", bp: floor * 100 }, weight,
});

/** From the request to the first complete delivery. */
export const inTime = (within: Amount, name: readonly [string, string], share: Share = [95, 80], weight = "2"): Made =>
  made("timing", name, share, weight, (adoption) => ({
    ...common(adoption), kind: "timing", start: "requested", due: { type: "within", duration: within(adoption) }, pauseReasons: CLIENT_WAITS, rework: "own_clock",
  }));

/** The clock starts when the client's input is complete. */
export const inTimeAfterInput = (within: Amount, name: readonly [string, string], share: Share = [95, 80], weight = "2"): Made =>
  made("timing", name, share, weight, (adoption) => ({
    ...common(adoption), kind: "timing", start: "input_complete", due: { type: "within", duration: within(adoption) }, pauseReasons: CLIENT_WAITS, rework: "own_clock",
  }));

/** By the n-th working day of the month. */
export const byWorkday = (n: number, at: ClockTime, name: readonly [string, string], share: Share = [95, 85], weight = "2"): Made =>
  made("timing", name, share, weight, (adoption) => ({ ...common(adoption), kind: "timing", start: "requested", due: { type: "nth_workday", n, at }, pauseReasons: CLIENT_WAITS, rework: "own_clock" }));

/** By the date that both sides agree on, else within a default term. */
export const byAgreedDate = (otherwise: Amount, name: readonly [string, string], share: Share = [90, 75], weight = "2"): Made =>
  made("timing", name, share, weight, (adoption) => ({
    ...common(adoption), kind: "timing", start: "requested", due: { type: "agreed_date", fallback: otherwise(adoption) }, pauseReasons: CLIENT_WAITS, rework: "own_clock",
  }));

export const answered = (within: Amount, name: readonly [string, string], share: Share = [90, 75], weight = "1"): Made =>
  made("response", name, share, weight, (adoption) => ({ ...common(adoption), kind: "response", due: { type: "within", duration: within(adoption) }, pauseReasons: [] }));

/** Delivered without being asked; `rrule` by local dates. */
export const onSchedule = (rrule: string, at: ClockTime, name: readonly [string, string], share: Share = [95, 85], weight = "2"): Made =>
  made("frequency", name, share, weight, (adoption) => ({
    ...common(adoption), kind: "frequency", rrule, dtstart: adoption.from, at, adjust: "following", windowBefore: calendarDays(3)(adoption), windowAfter: { unit: "working_hours", n: 1 },
  }));

export const rightFirstTime = (name: readonly [string, string], share: Share = [97, 90], weight = "1"): Made => made("quality", name, share, weight, (adoption) => ({ ...common(adoption), kind: "quality" }));

export const measured = (measure: string, atMost: string, name: readonly [string, string], share: Share = [95, 85], weight = "1"): Made =>
  made("quality", name, share, weight, (adoption) => ({ ...common(adoption), kind: "quality", measure: { name: measure, atMost } }));

export const complete = (atLeastPercent: number, name: readonly [string, string], share: Share = [95, 85], weight = "1"): Made =>
  made("completeness", name, share, weight, (adoption) => ({ ...common(adoption), kind: "completeness", rule: { type: "share", atLeastBp: atLeastPercent * 100 } }));

export const withParts = (parts: readonly string[], name: readonly [string, string], share: Share = [95, 85], weight = "1"): Made =>
  made("completeness", name, share, weight, (adoption) => ({ ...common(adoption), kind: "completeness", rule: { type: "checklist", parts } }));

export const asFiles = (types: readonly string[], name: readonly [string, string], share: Share = [98, 90], weight = "0.5"): Made =>
  made("format", name, share, weight, (adoption) => ({ ...common(adoption), kind: "format", rule: { type: "file_types", types } }));

/** The entries of one product of an area. */
export const entriesOf = (area: LibraryArea, code: string, what: LibraryProduct, ...promises: readonly Made[]): LibraryEntry[] =>
  promises.map((promise, index) => ({ ...promise, id: index === 0 ? `${area}.${code}` : `${area}.${code}-${promise.kind}${promises.slice(0, index).some((other, at) => at > 0 && other.kind === promise.kind) ? index : ""}`, area, product: what }));
