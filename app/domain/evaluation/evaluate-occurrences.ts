import { seasonOn } from "../agreement/season.ts";
import type { FrequencyTerms } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { workingMsBetween } from "../calendar/working-time.ts";
import type { Interval } from "../time/intervals.ts";
import { addDays } from "../time/local-date.ts";
import { localDateOf, startOfDate, zoneOf, type Zone } from "../time/zone.ts";
import { atRiskFrom } from "./at-risk.ts";
import { addDuration } from "./duration.ts";
import { expandOccurrences, windowAround, type Occurrence } from "./occurrences.ts";
import { because, type Log } from "./reasons.ts";
import type { Verdict } from "./verdict.ts";

/** A complete delivery of the obligation's product to its client. */
export interface ProductDelivery {
  readonly id: string;
  readonly at: number;
}

/** Both sides signed it; `date` is the occurrence's own date. */
export type OccurrenceChange =
  | { readonly type: "moved"; readonly date: string; readonly at: number }
  | { readonly type: "waived"; readonly date: string };

export interface OccurrenceEvaluation {
  readonly obligation: { readonly terms: FrequencyTerms };
  readonly calendar: Calendar;
  /** The organisation's zone: validity dates begin in it. */
  readonly zone: Zone | string;
  readonly asOf: number;
  /** Scheduled dates that these terms judge, `[validFrom, validTo)`; null = no end. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** List occurrences scheduled before this date; default: 93 days after `asOf`. */
  readonly until?: string;
  readonly deliveries: readonly ProductDelivery[];
  /** When the agreed input was received, by the occurrence's own date. */
  readonly inputs?: Readonly<Record<string, number>>;
  readonly changes?: readonly OccurrenceChange[];
  /** Declared windows: an occurrence whose window ends inside one is to be excused. */
  readonly incidents?: readonly Interval[];
  readonly explain?: boolean;
}

export interface OccurrenceVerdict {
  readonly occurrence: Occurrence;
  /** The delivery window as it stands after input and move; null = open until the input comes. */
  readonly windowFrom: number;
  readonly windowTo: number | null;
  readonly change: OccurrenceChange["type"] | null;
  readonly verdict: Verdict;
  readonly matchedDeliveryId?: string;
  /** An incident covers the end of the window: the arbiter's declaration excuses it. */
  readonly inIncident: boolean;
}

const DEFAULT_HORIZON_DAYS = 93;
/** The longest way to the next occurrence that a yearly rule can have: leap days. */
const NEXT_WITHIN_DAYS = 8 * 366 + 62;

/** One occurrence with what is promised for it after its input, moves and waivers. */
interface Expected {
  readonly occurrence: Occurrence;
  readonly dueAt: number;
  readonly from: number;
  readonly to: number;
  readonly change: OccurrenceChange["type"] | null;
  readonly inputAt: number | null;
  /** The agreed input is missing; it makes the occurrence void after this instant (null = open end). */
  readonly awaitsInput: boolean;
  readonly inputUntil: number | null;
  readonly log: Log;
}

/**
 * Verdicts of a frequency obligation: one for each occurrence, in the order of their scheduled dates.
 * Each occurrence, in due order, takes the earliest delivery inside its window that no other took;
 * silence is a breach. It falls due at the end of its window. No pause moves it.
 */
export function evaluateOccurrences(input: OccurrenceEvaluation): OccurrenceVerdict[] {
  const expected = expect(input);
  const deliveries = input.deliveries
    .filter((delivery) => delivery.at <= input.asOf)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const taken = new Map<string, ProductDelivery>();
  const free = new Set(deliveries);
  const inDueOrder = [...expected].sort(
    (a, b) => a.dueAt - b.dueAt || a.occurrence.scheduledAt - b.occurrence.scheduledAt,
  );
  for (const item of inDueOrder) {
    if (item.change === "waived") continue;
    for (const delivery of free) {
      if (!takes(item, delivery.at)) continue;
      taken.set(item.occurrence.date, delivery);
      free.delete(delivery);
      break;
    }
  }
  return expected.map((item) => {
    const matched = taken.get(item.occurrence.date);
    const inIncident = (input.incidents ?? []).some(([from, to]) => from <= item.to && item.to < to);
    return {
      occurrence: item.occurrence,
      verdict: decide(item, matched ?? null, inIncident, input),
      windowFrom: item.from,
      windowTo: item.to === Infinity ? null : item.to,
      change: item.change,
      ...(matched ? { matchedDeliveryId: matched.id } : {}),
      inIncident,
    };
  });
}

/** Deliveries that no occurrence took: they match nothing and are shown. */
export function unmatchedDeliveries(
  results: readonly OccurrenceVerdict[],
  deliveries: readonly ProductDelivery[],
): ProductDelivery[] {
  const matched = new Set(results.map((result) => result.matchedDeliveryId));
  return deliveries.filter((delivery) => !matched.has(delivery.id));
}

function expect(input: OccurrenceEvaluation): Expected[] {
  const { calendar, asOf, validFrom, validTo } = input;
  const { terms } = input.obligation;
  const zone = typeof input.zone === "string" ? zoneOf(input.zone) : input.zone;
  const horizon = input.until ?? addDays(localDateOf(zone, asOf), DEFAULT_HORIZON_DAYS);
  const until = validTo !== null && validTo < horizon ? validTo : horizon;
  if (until <= validFrom) return [];
  const list = expandOccurrences(terms, calendar, validFrom, until);
  const changes = new Map((input.changes ?? []).map((change) => [change.date, change]));

  /** The end of the next scheduled window, or of the obligation where none comes. */
  const nextWindowEnd = (i: number): number | null => {
    const next = list[i + 1] ?? nextAfter(terms, calendar, until, validTo);
    if (next) return next.windowTo;
    return validTo === null ? null : startOfDate(zone, validTo);
  };

  return list.map((occurrence, i) => {
    const log: Log = input.explain === false ? null : [];
    explainSchedule(terms, occurrence, log);
    const change = changes.get(occurrence.date);
    const base = {
      occurrence,
      dueAt: occurrence.scheduledAt,
      from: occurrence.windowFrom,
      to: occurrence.windowTo,
      change: change?.type ?? null,
      inputAt: null,
      awaitsInput: false,
      inputUntil: null,
      log,
    };
    if (change?.type === "waived") log?.push(because("occurrence_waived"));
    if (change?.type === "moved") {
      log?.push(because("occurrence_moved", { at: change.at }));
      const window = windowAround(terms, calendar, change.at);
      return { ...base, dueAt: change.at, from: window.from, to: window.to };
    }
    if (change || !terms.afterInput) return base;

    const inputUntil = nextWindowEnd(i);
    const received = input.inputs?.[occurrence.date];
    const inTime = received !== undefined && (inputUntil === null || received <= inputUntil);
    if (!inTime || received > asOf) {
      log?.push(because("input_awaited"));
      return { ...base, awaitsInput: true, inputUntil, to: inputUntil ?? Infinity };
    }
    const dueAt = Math.max(
      occurrence.scheduledAt,
      addDuration(calendar, received, terms.afterInput),
    );
    log?.push(because("input_received", { at: received, due: dueAt }));
    if (dueAt === occurrence.scheduledAt) return { ...base, inputAt: received };
    const window = windowAround(terms, calendar, dueAt);
    return { ...base, inputAt: received, dueAt, from: window.from, to: window.to };
  });
}

function nextAfter(
  terms: FrequencyTerms,
  calendar: Calendar,
  from: string,
  validTo: string | null,
): Occurrence | undefined {
  const far = addDays(from, NEXT_WITHIN_DAYS);
  const to = validTo !== null && validTo < far ? validTo : far;
  return from < to ? expandOccurrences(terms, calendar, from, to)[0] : undefined;
}

/** Inside the window; or from the scheduled one on, before the input came: it was not needed then. */
function takes(item: Expected, at: number): boolean {
  if (at >= item.from && at <= item.to) return true;
  return item.inputAt !== null && at < item.inputAt && at >= item.occurrence.windowFrom;
}

function explainSchedule(terms: FrequencyTerms, occurrence: Occurrence, log: Log): void {
  if (!log) return;
  const { date, scheduledDate, scheduledAt } = occurrence;
  if (seasonOn(terms.seasons, scheduledDate)) log.push(because("season", { date: scheduledDate }));
  if (date !== scheduledDate) log.push(because("adjusted", { from: date, to: scheduledDate }));
  log.push(because("scheduled", { date: scheduledDate, at: scheduledAt }));
}

function decide(
  item: Expected,
  delivery: ProductDelivery | null,
  inIncident: boolean,
  input: OccurrenceEvaluation,
): Verdict {
  const { asOf, calendar } = input;
  const { log, dueAt, from, to } = item;
  const verdict = (rest: Partial<Verdict> & Pick<Verdict, "state" | "outcome">): Verdict => ({
    cycle: 0,
    carry: 0,
    dueAt,
    fallsDueAt: to === Infinity ? null : to,
    decidedAt: null,
    lateByMs: null,
    measured: null,
    nextChangeAt: null,
    ...rest,
    reasons: log ?? [],
  });
  if (item.change === "waived") return verdict({ state: "cancelled", outcome: "void" });
  if (!item.awaitsInput) log?.push(because("window", { from, to }));
  if (delivery) {
    log?.push(because("matched", { at: delivery.at }));
    const dates = item.awaitsInput ? { fallsDueAt: item.occurrence.windowTo } : {};
    const lateByMs = workingMsBetween(calendar, dueAt, delivery.at);
    const { at } = delivery;
    return verdict({ state: "done", outcome: "met", ...dates, decidedAt: at, lateByMs });
  }
  if (item.awaitsInput) {
    const { inputUntil } = item;
    if (inputUntil === null || asOf <= inputUntil) {
      const nextChangeAt = inputUntil === null ? null : inputUntil + 1;
      return verdict({ state: "running", outcome: "pending", dueAt: null, fallsDueAt: null, nextChangeAt });
    }
    log?.push(because("input_never_came", { until: inputUntil }));
    return verdict({ state: "cancelled", outcome: "void", dueAt: null, fallsDueAt: inputUntil });
  }
  if (asOf > to) {
    log?.push(because("nothing_delivered"));
    if (inIncident) log?.push(because("incident_at_window_end"));
    return verdict({ state: "done", outcome: "breached" });
  }
  const riskAt = atRiskFrom(calendar, from, to, false, []);
  if (asOf < riskAt) return verdict({ state: "running", outcome: "pending", nextChangeAt: riskAt });
  log?.push(because("at_risk", { since: riskAt }));
  return verdict({ state: "running", outcome: "at_risk", nextChangeAt: to + 1 });
}
