import type { Names } from "../names.ts";
import type { CalendarSpec, ClockInterval } from "./calendar-spec.ts";

/** A date of a calendar that has hours of its own; none = closed. */
export interface DayEntry {
  readonly date: string;
  readonly intervals: readonly ClockInterval[];
  readonly names: Names | null;
}

/** Every date that differs from the week, in order. A special date wins over a holiday. */
export function dayEntries(spec: CalendarSpec): DayEntry[] {
  const byDate = new Map<string, readonly ClockInterval[]>();
  for (const date of spec.holidays ?? []) byDate.set(date, []);
  for (const [date, intervals] of Object.entries(spec.special ?? {})) byDate.set(date, intervals);
  return [...byDate]
    .map(([date, intervals]) => ({ date, intervals, names: spec.names?.[date] ?? null }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
