import type { Locale } from "#app/domain/names.ts";
import { formatWorkingTime } from "./duration.ts";
import { formatInstantNear } from "./instant.ts";

const OPEN: Record<
  Locale,
  {
    due: (when: string) => string;
    left: (time: string) => string;
    was: (when: string, late: string) => string;
  }
> = {
  en: {
    due: (when) => `due ${when}`,
    left: (time) => `${time} of working time left`,
    was: (when, late) => `was due ${when} (${late} ago by working time)`,
  },
  ru: {
    due: (when) => `срок ${when}`,
    left: (time) => `осталось ${time} рабочего времени`,
    was: (when, late) => `срок был ${when} (${late} рабочего времени назад)`,
  },
};

/**
 * When an undelivered thing is due, in people's terms: "due tomorrow 12:00 (3 h 20 min of working time left)". `workingMs` is the
 * working time between now and the due instant, as the calendar measures it; null where no calendar applies.
 */
export function dueSentence(
  due: {
    readonly dueAt: number;
    readonly now: number;
    readonly zone: string;
    readonly workingMs: number | null;
  },
  locale: Locale
): string {
  const when = formatInstantNear(due.dueAt, due.now, due.zone, locale);
  const words = OPEN[locale];
  if (due.workingMs === null) return words.due(when);
  const time = formatWorkingTime(due.workingMs, locale);
  return due.now > due.dueAt ? words.was(when, time) : `${words.due(when)} (${words.left(time)})`;
}

const DONE: Record<
  Locale,
  { late: (time: string) => string; early: (time: string) => string; exact: string }
> = {
  en: {
    late: (time) => `delivered ${time} after the promise`,
    early: (time) => `delivered ${time} early`,
    exact: "delivered on time",
  },
  ru: {
    late: (time) => `передано на ${time} позже срока`,
    early: (time) => `передано на ${time} раньше срока`,
    exact: "передано в срок",
  },
};

/** How a delivery stands to its promise; `lateByMs` is working time, negative when early, as in a verdict. */
export function deliveredSentence(lateByMs: number, locale: Locale): string {
  const words = DONE[locale];
  if (Math.abs(lateByMs) < 60_000) return words.exact;
  const time = formatWorkingTime(lateByMs, locale);
  return lateByMs > 0 ? words.late(time) : words.early(time);
}
