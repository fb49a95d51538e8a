import { DAY_MS } from "../time/local-date.ts";
import { instantOf, localDayOf } from "../time/zone.ts";
import type { Zone } from "../time/zone.ts";

/** How questions about deliveries reach a person: each by a mail of its own, one mail a week, or in the inbox of the portal only. */
export const SURVEY_MAILS = ["each", "weekly", "none"] as const;
export type SurveyMail = (typeof SURVEY_MAILS)[number];

export const isSurveyMail = (text: unknown): text is SurveyMail => (SURVEY_MAILS as readonly unknown[]).includes(text);

/** Deliveries that one weekly mail asks about, at most; the others wait for the next. */
export const MOST_IN_WEEKLY = 3;

/** 1 January 1970 was a Thursday: day 4 is the first Monday. */
const FIRST_MONDAY = 4;

/** The Monday after an instant, by the clock of a place: its day number (days since 1970) and the instant at which it begins. */
export function nextMonday(zone: Zone, at: number): { readonly day: number; readonly startsAt: number } {
  const today = localDayOf(zone, at);
  const day = today + 7 - ((((today - FIRST_MONDAY) % 7) + 7) % 7);
  return { day, startsAt: instantOf(zone, day * DAY_MS) };
}
