import type { Names } from "../names.ts";
import { DomainError } from "../refusal.ts";
import { readDay, weekdayOf } from "../time/local-date.ts";
import { zoneOf } from "../time/zone.ts";
import { WEEKDAYS, type CalendarSpec, type ClockInterval, type Weekday } from "./calendar-spec.ts";
import { dayEntries } from "./day-entries.ts";
import { hoursText, minutesOfInterval, readHours, type HoursFault } from "./interval-text.ts";

/** A date that differs from the week, as it is typed; no hours = closed. */
export interface DraftDay {
  readonly date: string;
  readonly hours: string;
  readonly nameEn: string;
  readonly nameRu: string;
}

/** A calendar as it stands in the editor's fields. */
export interface CalendarDraft {
  readonly nameEn: string;
  readonly nameRu: string;
  readonly tz: string;
  readonly weekly: Readonly<Record<Weekday, string>>;
  readonly days: readonly DraftDay[];
}

export const DRAFT_FAULTS = ["name_missing", "zone_missing", "zone_unknown", "never_open", "date_missing", "date_unreadable", "date_out_of_range", "date_twice", "night_overlap", "too_many_days"] as const;
export type DraftFaultCode = (typeof DRAFT_FAULTS)[number] | HoursFault;

/** What is wrong, and at which field: `nameEn`, `tz`, `weekly.mon`, `days.3.date`, `days.3.hours`, `days`. */
export interface DraftFault {
  readonly field: string;
  readonly code: DraftFaultCode;
  /** The piece that is meant. */
  readonly part: string;
}

export const FIRST_DATE = "1970-01-01";
export const LAST_DATE = "2099-12-31";
/** Days off of some 25 years; a longer list is a mistake of the source. */
export const MOST_DAYS = 1_000;

export type CheckedDraft =
  | { readonly ok: true; readonly names: Names; readonly spec: CalendarSpec }
  | { readonly ok: false; readonly faults: readonly DraftFault[] };

/** Reads an editor's fields into a calendar, or says at each field what is wrong with it. */
export function checkDraft(draft: CalendarDraft): CheckedDraft {
  const faults: DraftFault[] = [];
  const names = namesOf(draft.nameEn, draft.nameRu);
  if (!names) faults.push({ field: "nameEn", code: "name_missing", part: "" });
  const tz = draft.tz.trim();
  const zoneFault = checkZone(tz);
  if (zoneFault) faults.push({ field: "tz", code: zoneFault, part: tz });
  const weekly = readWeek(draft.weekly, faults);
  const days = readDays(draft.days, faults);
  if (faults.length === 0 && Object.values(weekly).every((hours) => hours.length === 0) && days.every((day) => day.intervals.length === 0)) {
    faults.push({ field: "weekly.mon", code: "never_open", part: "" });
  }
  if (faults.length > 0 || !names) return { ok: false, faults };
  return { ok: true, names, spec: specOf(tz, weekly, days) };
}

interface ReadDayEntry {
  readonly date: string;
  readonly intervals: readonly ClockInterval[];
  readonly names: Names | null;
}

export function namesOf(en: string, ru: string): Names | null {
  const [english, russian] = [en.trim(), ru.trim()];
  return english || russian ? { ...(english ? { en: english } : {}), ...(russian ? { ru: russian } : {}) } : null;
}

function checkZone(tz: string): DraftFaultCode | null {
  if (tz === "") return "zone_missing";
  try {
    zoneOf(tz);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return "zone_unknown";
    throw error;
  }
}

function readWeek(typed: CalendarDraft["weekly"], faults: DraftFault[]): Record<Weekday, readonly ClockInterval[]> {
  const week = {} as Record<Weekday, readonly ClockInterval[]>;
  for (const day of WEEKDAYS) {
    const hours = readHours(typed[day]);
    week[day] = hours.ok ? hours.intervals : [];
    if (!hours.ok) faults.push({ field: `weekly.${day}`, code: hours.code, part: hours.part });
  }
  // A night that reaches into hours of the next morning counts once, and is nearly always a slip.
  WEEKDAYS.forEach((day, i) => {
    const last = week[day].at(-1);
    const next = WEEKDAYS[(i + 1) % 7]!;
    const first = week[next][0];
    if (last && first && minutesOfInterval(last)[1] - 1440 > minutesOfInterval(first)[0]) faults.push({ field: `weekly.${next}`, code: "night_overlap", part: hoursText([first]) });
  });
  return week;
}

function readDays(typed: readonly DraftDay[], faults: DraftFault[]): ReadDayEntry[] {
  if (typed.length > MOST_DAYS) faults.push({ field: "days", code: "too_many_days", part: String(MOST_DAYS) });
  const seen = new Set<string>();
  return typed.slice(0, MOST_DAYS).flatMap((day, i): ReadDayEntry[] => {
    const date = day.date.trim();
    const isBlank = date === "" && day.hours.trim() === "" && !namesOf(day.nameEn, day.nameRu);
    if (isBlank) return [];
    const dateFault = date === "" ? "date_missing" : readDay(date) === null ? "date_unreadable" : date < FIRST_DATE || date > LAST_DATE ? "date_out_of_range" : seen.has(date) ? "date_twice" : null;
    if (dateFault) faults.push({ field: `days.${i}.date`, code: dateFault, part: date });
    seen.add(date);
    const hours = readHours(day.hours);
    if (!hours.ok) faults.push({ field: `days.${i}.hours`, code: hours.code, part: hours.part });
    return [{ date, intervals: hours.ok ? hours.intervals : [], names: namesOf(day.nameEn, day.nameRu) }];
  });
}

/** A calendar of a week and the dates that differ from it. */
export function specOf(tz: string, weekly: Partial<Record<Weekday, readonly ClockInterval[]>>, days: readonly ReadDayEntry[]): CalendarSpec {
  const sorted = [...days].sort((a, b) => (a.date < b.date ? -1 : 1));
  const closed = sorted.filter((day) => day.intervals.length === 0);
  const special = sorted.filter((day) => day.intervals.length > 0);
  const named = sorted.filter((day) => day.names);
  return {
    tz,
    weekly: Object.fromEntries(WEEKDAYS.flatMap((day) => (weekly[day] && weekly[day].length > 0 ? [[day, weekly[day]]] : []))),
    ...(closed.length > 0 ? { holidays: closed.map((day) => day.date) } : {}),
    ...(special.length > 0 ? { special: Object.fromEntries(special.map((day) => [day.date, day.intervals])) } : {}),
    ...(named.length > 0 ? { names: Object.fromEntries(named.map((day) => [day.date, day.names!])) } : {}),
  };
}

/** The fields that an editor of this calendar begins with. */
export function draftOf(names: Names, spec: CalendarSpec): CalendarDraft {
  return {
    nameEn: names.en ?? "",
    nameRu: names.ru ?? "",
    tz: spec.tz,
    weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, hoursText(spec.weekly[day] ?? [])])) as Record<Weekday, string>,
    days: dayEntries(spec).map((day) => ({ date: day.date, hours: hoursText(day.intervals), nameEn: day.names?.en ?? "", nameRu: day.names?.ru ?? "" })),
  };
}

/** The usual hours of a date's weekday. */
export function usualHours(weekly: CalendarSpec["weekly"], date: string): readonly ClockInterval[] {
  const day = readDay(date);
  return day === null ? [] : (weekly[WEEKDAYS[weekdayOf(day)]!] ?? []);
}
