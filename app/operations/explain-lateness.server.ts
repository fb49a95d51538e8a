import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { workingMsBetween } from "#app/domain/calendar/working-time.ts";
import { fromBp, toBp } from "#app/domain/decimal/stored-units.ts";
import { whole } from "#app/domain/decimal/rational.ts";
import { readTaskHistory } from "#app/domain/evaluation/task-history.ts";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import { hands, shownPauses } from "#app/domain/evaluation/who-had-the-ball.ts";
import { firstCause } from "#app/domain/improvement/first-cause.ts";
import type { Cause } from "#app/domain/improvement/first-cause.ts";
import { firstBreach, taskRef } from "#app/domain/evaluation/chain.ts";
import { lateByGroups, type GroupedDelivery } from "#app/domain/improvement/late-by-group.ts";
import { lateByHour, lateByLoad } from "#app/domain/improvement/late-by-hour.ts";
import type { BandCell, LoadThird } from "#app/domain/improvement/late-by-hour.ts";
import type { Names } from "#app/domain/names.ts";
import { keptOf } from "#app/domain/score/kept-share.ts";
import { pareto } from "#app/domain/score/pareto.ts";
import { xmr } from "#app/domain/score/xmr.ts";
import type { XmrSignal } from "#app/domain/score/xmr.ts";
import { HOUR_MS, weekdayOf } from "#app/domain/time/local-date.ts";
import { localDateOf, localDayOf, localOf } from "#app/domain/time/zone.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { loadTallies } from "#db/queries/scorecards.server.ts";
import { loadEvents } from "#db/queries/tasks.server.ts";
import { loadJudgedDeliveries } from "#db/queries/work-list.server.ts";
import type { JudgedDelivery } from "#db/queries/work-list.server.ts";
import type { ObligationRow } from "#db/queries/agreements.server.ts";
import type { Store } from "#db/store.ts";
import { loadWaits } from "#db/queries/waits.server.ts";
import { loadUpstream } from "./chain-excuses.server.ts";
import { groupBy } from "./agreement-book.server.ts";
import type { AgreementBook } from "./agreement-book.server.ts";

/** So many of the newest deliveries are looked at, and so many late ones in detail: a page stays a page at a million tasks. */
const MOST_DELIVERIES = 3_000;
const MOST_LATE = 500;
/** The vital few: the causes that make up four fifths. */
const VITAL_PCT = 80;
const BASELINE = 6;

export interface LateDelivery extends JudgedDelivery {
  readonly cause: Cause;
}

export interface MonthPoint {
  readonly period: string;
  readonly keptBp: number;
  readonly kept: number;
  readonly of: number;
}

export interface Lateness {
  readonly name: Names;
  /** Promised share in 0.01 %; null where the target is a number of misses. */
  readonly targetBp: number | null;
  readonly due: number;
  readonly late: number;
  /** Whether older deliveries were left out. */
  readonly isPartial: boolean;
  readonly causes: readonly { readonly cause: Cause; readonly count: number; readonly shareBp: number; readonly cumulativeBp: number; readonly isVital: boolean }[];
  readonly deliveries: readonly LateDelivery[];
  readonly byHour: readonly (readonly BandCell[])[];
  readonly byLoad: readonly LoadThird[];
  /** Of the newest deliveries: late ones by hands and by the wait for input. */
  readonly byGroup: ReturnType<typeof lateByGroups>;
  readonly months: readonly MonthPoint[];
  readonly limitsBp: { readonly mean: number; readonly upper: number; readonly lower: number } | null;
  readonly signals: readonly { readonly period: string; readonly signal: XmrSignal }[];
}

export interface LateLine {
  readonly obligation: ObligationRow;
  readonly providerId: string;
  /** The client party where it is one department. */
  readonly clientId: string | null;
  readonly calendar: Calendar;
}

/** A line by its key: its newest terms, its two sides and the provider's hours; null when there is none. */
export function findLateLine(book: AgreementBook, obligationKey: string): LateLine | null {
  for (const agreement of book.agreements.values()) {
    const found = book.versionsOf(agreement.id).flatMap((version) => book.obligationsOf(version.id).filter((row) => row.key === obligationKey)).at(-1);
    if (found) return { obligation: found, providerId: agreement.providerId, clientId: agreement.clientDepartmentId, calendar: book.calendarFor(agreement, "provider", agreement.clientDepartmentId ?? agreement.providerId).calendar };
  }
  return null;
}

/**
 * Why deliveries of a line were late: first causes, the weekday and hour of their requests, busy days, and the months as a process
 * behaviour chart. `months` are looked at in detail, `history` are the months of the chart, the oldest first.
 */
export async function explainLateness(store: Store, book: AgreementBook, line: LateLine, months: readonly string[], history: readonly string[], now: number): Promise<Lateness> {
  const { obligation } = line;
  const [judged, tallies] = await Promise.all([loadJudgedDeliveries(store, obligation.key, months, MOST_DELIVERIES), loadTallies(store, history, [obligation.key])]);
  const sample = judged.slice(0, MOST_LATE);
  const { deliveries, events, days } = await findCauses(store, book, line, judged, { of: judged, alsoOf: sample.map((row) => row.taskId) }, now);
  const { zone } = line.calendar;

  const counts = new Map<string, number>();
  for (const { cause } of deliveries) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const ranked = pareto(counts, whole(VITAL_PCT));
  return {
    name: obligation.name, targetBp: obligation.target.type === "share" ? obligation.target.bp : null, due: judged.length, late: judged.filter((row) => row.standing === "breached").length, isPartial: judged.length === MOST_DELIVERIES,
    causes: ranked.rows.map((row) => ({ cause: row.cause as Cause, count: row.count, shareBp: toBp(row.share), cumulativeBp: toBp(row.cumulative), isVital: ranked.vital.includes(row.cause) })),
    deliveries,
    byHour: lateByHour(judged.map((row) => ({ weekday: weekdayOf(localDayOf(zone, row.requestedAt)) + 1, hour: Math.floor((localOf(zone, row.requestedAt) % DAY_MS) / HOUR_MS), late: row.standing === "breached" }))),
    byLoad: lateByLoad([...days.values()].map((rows) => ({ due: rows.length, late: rows.filter((row) => row.standing === "breached").length }))),
    byGroup: lateByGroups(sample.map((row) => groupedOf(line, row, events.get(row.taskId) ?? [], now))),
    ...chartOf(tallies, history, obligation),
  };
}

/** The late ones of some deliveries with their first causes, and the events of these and of `alsoOf`; how crowded a day was is told by all judged deliveries of the line. */
export async function findCauses(store: Store, book: AgreementBook, line: LateLine, judged: readonly JudgedDelivery[], { of, alsoOf }: { readonly of: readonly JudgedDelivery[]; readonly alsoOf: readonly string[] }, now: number) {
  const late = of.filter((row) => row.standing === "breached").slice(0, MOST_LATE);
  const lateIds = late.map((row) => row.taskId);
  const [events, waits] = await Promise.all([loadEvents(store, [...new Set([...lateIds, ...alsoOf])]), loadWaits(store, lateIds)]);
  const upstream = await loadUpstream(store, book, waits);
  const dayOfRequest = (row: JudgedDelivery) => localDateOf(line.calendar.zone, row.requestedAt);
  const days = groupBy(judged, dayOfRequest);
  const loads = [...days.values()].map((rows) => rows.length).sort((a, b) => a - b);
  const usualLoad = loads[Math.floor(loads.length / 2)] ?? 0;
  const deliveries = late.map((row): LateDelivery => ({ ...row, cause: causeOf(line, row, events.get(row.taskId) ?? [], { load: days.get(dayOfRequest(row))?.length ?? 1, usualLoad, upstreamLate: firstBreach(upstream.waitsOf(taskRef(row.taskId)), upstream.waitsOf, upstream.breachOf) !== null }, now) }));
  return { deliveries, events, days };
}

/** Through how many hands it went, and how long it waited for the client, whether or not the terms count that. */
export function groupedOf({ calendar }: LateLine, row: JudgedDelivery, events: readonly TaskEvent[], now: number): GroupedDelivery {
  const history = readTaskHistory(events, now);
  const waits = (history?.pauses ?? []).filter((pause) => pause.reason.startsWith("client"));
  const until = row.deliveredAt ?? now;
  const inputWaitMs = waits.reduce((sum, pause) => sum + Math.max(0, workingMsBetween(calendar, pause.from, Math.min(pause.to ?? until, until))), 0);
  return { hands: hands(events, now).length, inputWaitMs, late: row.standing === "breached" };
}

function causeOf({ obligation: { terms }, calendar }: LateLine, row: JudgedDelivery, events: readonly TaskEvent[], load: { load: number; usualLoad: number; upstreamLate: boolean }, now: number): Cause {
  const history = readTaskHistory(events, now);
  const due = row.dueAt ?? row.deliveredAt ?? now;
  const start = Math.min(history?.inputCompleteAt ?? row.requestedAt, due);
  const worked = (from: number, to: number) => (to > from ? workingMsBetween(calendar, from, to) : 0);
  const taken = history && !history.acknowledgedByDelivery ? history.acknowledgedAt : null;
  const reasons = terms.kind === "timing" || terms.kind === "response" ? terms.pauseReasons : [];
  const pauses = history ? shownPauses(history, reasons).filter((pause) => !pause.counts) : [];
  return firstCause({
    termMs: worked(start, due), takenAfterMs: taken !== null && taken <= due ? worked(start, taken) : null, lateMs: worked(due, row.deliveredAt ?? now),
    uncountedPauseMs: pauses.reduce((sum, pause) => sum + worked(Math.max(pause.from, start), Math.min(pause.to, due)), 0),
    assignments: events.filter((event) => event.type === "assigned").length, ...load,
  });
}

function chartOf(tallies: Awaited<ReturnType<typeof loadTallies>>, history: readonly string[], { terms }: ObligationRow): Pick<Lateness, "months" | "limitsBp" | "signals"> {
  const missing = "missingMeasure" in terms ? terms.missingMeasure : "not_conforming";
  const months = history.flatMap((period): MonthPoint[] => {
    const tally: Record<string, number> = {};
    for (const row of tallies) if (row.period === period) tally[row.standing] = (tally[row.standing] ?? 0) + row.n;
    const kept = keptOf(tally, missing);
    return kept.bp === null ? [] : [{ period, keptBp: kept.bp, kept: kept.kept, of: kept.of }];
  });
  const chart = xmr(months.map((month) => fromBp(month.keptBp)), Math.max(BASELINE, months.length), { min: whole(0), max: whole(100) });
  if (chart.mean === null) return { months, limitsBp: null, signals: [] };
  return { months, limitsBp: { mean: toBp(chart.mean), upper: toBp(chart.unpl), lower: toBp(chart.lnpl) }, signals: chart.signals.map(([index, signal]) => ({ period: months[index - 1]!.period, signal })) };
}
