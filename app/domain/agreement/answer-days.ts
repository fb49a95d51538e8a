import type { Calendar } from "../calendar/calendar.ts";
import { nthWorkingDayFrom } from "../calendar/working-days.ts";
import { addDays, dateOfDay, dayOf } from "../time/local-date.ts";
import type { VersionLife } from "./agreement-life.ts";
import { turnOf } from "./decide-agreement.ts";
import { otherSide, type AgreementSide } from "./agreement-life.ts";

/** Working days that the other side has for its answer unless the proposal says otherwise. */
export const ANSWER_WORKING_DAYS = 5;
/** A second signature that is missing is asked for this many days before the text should hold. */
const SECOND_SIGNATURE_DAYS = 5;
/** How long before its end a version's sides are told, first and again. */
export const RENEWAL_DAYS = [60, 14] as const;

/** The n-th working day after (n < 0: before) a date; calendar days where nobody says which days are worked. */
export function workingDayFrom(calendar: Calendar | null, date: string, n: number): string {
  return calendar ? dateOfDay(nthWorkingDayFrom(calendar, dayOf(date), n)) : addDays(date, n);
}

/** Whom to remind of an open proposal today: the side that has to answer from the working day before its date on. */
export function reminderDue(life: VersionLife, today: string, calendar: Calendar | null): { readonly side: AgreementSide; readonly day: string } | null {
  const side = turnOf(life);
  if (side === null || life.state !== "proposed") return null;
  const day =
    side === otherSide(life.draftedSide) ? (life.answerBy === null ? null : workingDayFrom(calendar, life.answerBy, -1)) : addDays(life.from, -SECOND_SIGNATURE_DAYS);
  return day !== null && today >= day ? { side, day } : null;
}

/** Which of the renewal notices is due: the nearest one whose day has come; null = none, or it has ended. */
export function renewalDue(to: string | null, today: string): number | null {
  if (to === null || to <= today) return null;
  return [...RENEWAL_DAYS].reverse().find((days) => addDays(to, -days) <= today) ?? null;
}
