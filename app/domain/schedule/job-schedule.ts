import { DAY_MS, MINUTE_MS, dayOfParts, daysInMonth, partsOfDay } from "../time/local-date.ts";
import { instantOf, localDayOf, type Zone } from "../time/zone.ts";

/** When a job should run, by the organisation's clock. */
export type When =
  /** Every n minutes of each local day, counted from its midnight. */
  | { readonly type: "every"; readonly minutes: number }
  /** `HH:MM` local time. */
  | { readonly type: "daily"; readonly at: string }
  /** The day of the month, or its last day where the month is shorter. */
  | { readonly type: "monthly"; readonly day: number; readonly at: string };

export interface JobSchedule {
  readonly job: string;
  readonly when: When;
  /** Slots missed while nothing ran: only the newest is done, or each in order. */
  readonly missed: "newest" | "each";
}

/** What the ledger knows of a slot. `leaseUntil`: until then somebody has it, or a retry waits. */
export interface LedgerEntry {
  readonly job: string;
  readonly slot: number;
  readonly state: "waiting" | "running" | "done" | "failed" | "stopped";
  readonly leaseUntil?: number | null;
}

export interface Ledger {
  /** Slots before this instant are nobody's business: the first start, or what is known to be done. */
  readonly since: number;
  readonly entries: readonly LedgerEntry[];
}

export interface DueSlot {
  readonly job: string;
  /** The nominal local minute as a UTC instant; with the job it names one piece of work for good. */
  readonly slot: number;
}

/** After a long stop `each` catches up in steps of this many slots a wake-up. */
const MOST_AT_ONCE = 500;

const minutesOf = (at: string): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5));

/** Slots of one local day. A time in the lost hour moves forward, a repeated one is its first occurrence. */
function slotsOfDay(when: When, zone: Zone, day: number): number[] {
  const midnight = day * DAY_MS;
  switch (when.type) {
    case "every": {
      const slots: number[] = [];
      const end = instantOf(zone, midnight + DAY_MS);
      const step = Math.max(1, when.minutes) * MINUTE_MS;
      for (let slot = instantOf(zone, midnight); slot < end; slot += step) slots.push(slot);
      return slots;
    }
    case "daily":
      return [instantOf(zone, midnight + minutesOf(when.at) * MINUTE_MS)];
    case "monthly": {
      const parts = partsOfDay(day);
      const wanted = Math.min(when.day, daysInMonth(parts.year, parts.month));
      return parts.day === wanted
        ? [instantOf(zone, midnight + minutesOf(when.at) * MINUTE_MS)]
        : [];
    }
  }
}

/** All slots in `[from, to]`, in order. */
export function slotsBetween(when: When, zone: Zone, from: number, to: number): number[] {
  const slots: number[] = [];
  const last = localDayOf(zone, to) + 1;
  for (let day = localDayOf(zone, from) - 1; day <= last; day++) {
    for (const slot of slotsOfDay(when, zone, day)) if (slot >= from && slot <= to) slots.push(slot);
  }
  return slots;
}

/** The newest slot at or before an instant. */
export function newestSlot(when: When, zone: Zone, now: number): number {
  for (let day = localDayOf(zone, now) + 1; ; day = previousDay(when, day)) {
    const slots = slotsOfDay(when, zone, day).filter((slot) => slot <= now);
    if (slots.length > 0) return slots[slots.length - 1]!;
  }
}

function previousDay(when: When, day: number): number {
  if (when.type !== "monthly") return day - 1;
  const { year, month, day: ofMonth } = partsOfDay(day);
  const wanted = dayOfParts(year, month, Math.min(when.day, daysInMonth(year, month)));
  return wanted < day ? wanted : day - ofMonth;
}

/** The first slot after an instant, for pages that say what comes next. */
export function nextSlot(when: When, zone: Zone, now: number): number {
  for (let day = localDayOf(zone, now) - 1; ; day++) {
    const slot = slotsOfDay(when, zone, day).find((s) => s > now);
    if (slot !== undefined) return slot;
  }
}

/** Slots of a job that should have been worked by now, whatever the ledger says: the newest, or each since an instant. In order. */
export function slotsToDo({ when, missed }: JobSchedule, orgZone: Zone, since: number, now: number): number[] {
  if (missed === "each") return slotsBetween(when, orgZone, since, now);
  return [newestSlot(when, orgZone, now)].filter((slot) => slot >= since);
}

/** The slot of a run that somebody asks for: the second it was asked in, never one of the schedule's minutes. */
export function slotByHand(now: number): number {
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  return minute + 1 + Math.floor((now - minute) / 1000);
}

/**
 * Which slots should be worked now and are not: in the order of time, then of the schedule. Slots that
 * are done, or that somebody holds a running lease on, are not due. The caller claims a slot by its
 * unique row, so asking twice does no work twice (design.md section 10, security.md section 1.7).
 */
export function dueSlots(
  schedule: readonly JobSchedule[],
  orgZone: Zone,
  ledger: Ledger,
  now: number,
): DueSlot[] {
  const due: DueSlot[] = [];
  for (const one of schedule) {
    const known = new Map(ledger.entries.filter((e) => e.job === one.job).map((e) => [e.slot, e]));
    let taken = 0;
    for (const slot of slotsToDo(one, orgZone, ledger.since, now)) {
      const entry = known.get(slot);
      if (entry?.state === "done") continue;
      if (entry && entry.leaseUntil != null && entry.leaseUntil > now) continue;
      due.push({ job: one.job, slot });
      if (++taken === MOST_AT_ONCE) break;
    }
  }
  const order = new Map(schedule.map(({ job }, i) => [job, i]));
  return due.sort((a, b) => a.slot - b.slot || order.get(a.job)! - order.get(b.job)!);
}
