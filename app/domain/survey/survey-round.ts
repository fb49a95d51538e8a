import type { Calendar } from "../calendar/calendar.ts";
import { nthWorkday } from "../calendar/working-days.ts";
import { monthsOfPayPeriod, payPeriodName } from "../score/pay-period-months.ts";
import { previousPeriod } from "../score/period-choices.ts";
import { addDays, addMonths } from "../time/local-date.ts";

/** Surveys that go out once a quarter to many at a time. */
export const ROUND_SURVEYS = ["client_review", "relationship"] as const;
export type RoundSurvey = (typeof ROUND_SURVEYS)[number];

const WORKING_DAYS_BEFORE_END = 10;
/** Where nobody says which days are worked. */
const DAYS_BEFORE_END = 14;

/** The month of a quarter at whose end its round goes out: the last one for the client review (design.md section 6), the one before for the relationship survey, so that nobody has both at a time. */
export function roundMonth(survey: RoundSurvey, quarter: string): string {
  return monthsOfPayPeriod(quarter)[survey === "client_review" ? 2 : 1]!;
}

/** The month in which answers of a client review count. */
export const reviewPeriod = (quarter: string): string => roundMonth("client_review", quarter);

/** The local day on which a quarter's round opens: ten working days before the end of its month. */
export function roundOpensOn(survey: RoundSurvey, quarter: string, calendar: Calendar | null): string {
  const month = roundMonth(survey, quarter);
  return (calendar && nthWorkday(calendar, month, -WORKING_DAYS_BEFORE_END)) ?? addDays(`${addMonths(month, 1)}-01`, -DAYS_BEFORE_END);
}

/** The round of a survey that opened last on or before a local day. */
export function newestRound(survey: RoundSurvey, today: string, calendar: Calendar | null): { readonly quarter: string; readonly opensOn: string } {
  let quarter = payPeriodName(today.slice(0, 7), "quarter");
  while (roundOpensOn(survey, quarter, calendar) > today) quarter = previousPeriod(quarter);
  return { quarter, opensOn: roundOpensOn(survey, quarter, calendar) };
}

/** The quarters before one, the newest first. */
export const quartersBefore = (quarter: string, count: number): readonly string[] => {
  const before: string[] = [];
  for (let at = previousPeriod(quarter); before.length < count; at = previousPeriod(at)) before.push(at);
  return before;
};
