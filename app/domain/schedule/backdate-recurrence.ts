import { addDays, addMonths, dayOf, daysInMonth } from "../time/local-date.ts";

/**
 * A recurrence as though it had begun on or before a date: the first date goes back by whole intervals, so the later dates stay what
 * they are. A number of repetitions, which would count from the new first date, is left out.
 */
export function backdateRecurrence(rrule: string, dtstart: string, from: string): { readonly rrule: string; readonly dtstart: string } {
  if (dtstart <= from) return { rrule, dtstart };
  const parts = new Map(rrule.toUpperCase().replace(/^RRULE:/, "").split(";").map((part) => part.split("=", 2) as [string, string]));
  parts.delete("COUNT");
  const text = [...parts].map(([name, value]) => `${name}=${value}`).join(";");
  const n = Number(parts.get("INTERVAL") ?? 1);
  switch (parts.get("FREQ")) {
    case "WEEKLY":
      return { rrule: text, dtstart: daysBack(dtstart, from, 7 * n) };
    case "MONTHLY":
      return { rrule: text, dtstart: monthsBack(dtstart, from, n) };
    case "YEARLY":
      return { rrule: text, dtstart: monthsBack(dtstart, from, 12 * n) };
    default:
      return { rrule: text, dtstart: daysBack(dtstart, from, n) };
  }
}

const daysBack = (dtstart: string, from: string, step: number): string => addDays(dtstart, -step * Math.ceil((dayOf(dtstart) - dayOf(from)) / step));

/** Back by whole steps until the date is reached, and on to a month that has the day. */
function monthsBack(dtstart: string, from: string, step: number): string {
  const day = Number(dtstart.slice(8, 10));
  for (let month = addMonths(dtstart.slice(0, 7), -step); ; month = addMonths(month, -step)) {
    const [year, ofYear] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
    const date = `${month}-${dtstart.slice(8, 10)}`;
    if (day <= daysInMonth(year, ofYear) && date <= from) return date;
  }
}
