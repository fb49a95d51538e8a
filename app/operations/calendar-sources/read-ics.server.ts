import ICAL from "ical.js";
import type { SourceDay } from "#app/domain/calendar/propose-days.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { addDays } from "#app/domain/time/local-date.ts";

/** A country has some twenty holidays a year; a file with more events than this is somebody's whole diary. */
export const MOST_EVENTS = 2_000;
/** Steps of all recurrences together: what keeps a rule that never reaches the asked years from holding up the server. */
const MOST_STEPS = 20_000;
/** Longest event in days that is read as days off. */
const LONGEST_EVENT = 62;
const SHOWN_LINES = 10;

/** A content line of RFC 5545: a name, parameters, a colon. A continuation begins with a blank. */
const CONTENT_LINE = /^[A-Za-z0-9-]+(?:;[^:]*(?:"[^"]*"[^:]*)*)?:/;

export interface ReadSource {
  readonly days: readonly SourceDay[];
  /** Events with a time of day, cancelled or very long ones: they close no day. */
  readonly skipped: number;
}

export type IcsRefusal = "ics_not_calendar" | "ics_broken" | "ics_too_many" | "ics_endless";

/**
 * The all-day events of an iCalendar text as closed days, with several days and recurrences expanded between two
 * dates. What is wrong is said before anything is parsed: the number of events, and the lines that are no content
 * lines (facts `lines`, `count`).
 */
export function readIcs(text: string, from: string, to: string): Result<ReadSource, IcsRefusal> {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (!/^BEGIN:VCALENDAR\s*$/i.test(lines.find((line) => line.trim() !== "") ?? "")) return refused("ics_not_calendar");
  let events = 0;
  const broken: number[] = [];
  lines.forEach((line, i) => {
    if (/^BEGIN:VEVENT\s*$/i.test(line)) events += 1;
    else if (line.trim() !== "" && !/^[ \t]/.test(line) && !CONTENT_LINE.test(line)) broken.push(i + 1);
  });
  if (events > MOST_EVENTS) return refused("ics_too_many", { count: events, most: MOST_EVENTS });
  if (broken.length > 0) return refused("ics_broken", { count: broken.length, lines: broken.slice(0, SHOWN_LINES).join(", ") });
  let root: InstanceType<typeof ICAL.Component>;
  try {
    root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  } catch (error) {
    // The parser says where it stopped in words of its own; a person needs the line, which it does not always know.
    const line = /line (\d+)/i.exec(String(error))?.[1];
    return refused("ics_broken", { count: 1, lines: line ?? "?" });
  }
  const days: SourceDay[] = [];
  let skipped = 0;
  const steps = { left: MOST_STEPS };
  for (const component of root.getAllSubcomponents("vevent")) {
    const read = readEvent(component, from, to, steps);
    if (read === "endless") return refused("ics_endless");
    if (read === null) skipped += 1;
    else days.push(...read);
  }
  return ok({ days, skipped });
}

function readEvent(component: InstanceType<typeof ICAL.Component>, from: string, to: string, steps: { left: number }): SourceDay[] | null | "endless" {
  try {
    const event = new ICAL.Event(component);
    const start = event.startDate;
    if (!start?.isDate || component.getFirstPropertyValue("status") === "CANCELLED" || event.isRecurrenceException()) return null;
    const length = event.endDate?.isDate ? Math.max(1, event.endDate.subtractDateTz(start).toSeconds() / 86_400) : 1;
    if (length > LONGEST_EVENT) return null;
    const summary = (event.summary ?? "").trim().slice(0, 120);
    const names = summary ? { en: summary, ru: summary } : null;
    const off = (first: string): SourceDay[] =>
      Array.from({ length }, (_, i) => addDays(first, i))
        .filter((date) => date >= from && date <= to)
        .map((date) => ({ date, kind: "closed" as const, names }));
    if (!event.isRecurring()) return off(dateOf(start));
    const days: SourceDay[] = [];
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const date = dateOf(next);
      if (date > to) break;
      if ((steps.left -= 1) < 0) return "endless";
      days.push(...off(date));
    }
    return days;
  } catch {
    // One event that its own fields contradict (no start, a rule that is none) is left out and counted.
    return null;
  }
}

const dateOf = (time: InstanceType<typeof ICAL.Time>): string => `${String(time.year).padStart(4, "0")}-${String(time.month).padStart(2, "0")}-${String(time.day).padStart(2, "0")}`;
