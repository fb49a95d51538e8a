import { addMonths, DAY_MS } from "../time/local-date.ts";
import { payPeriodName } from "../score/pay-period-months.ts";

/** A request that runs longer than this is confirmed anew each week to whoever wants certainty. */
export const WEEK_MS = 7 * DAY_MS;

/** Full weeks that a request has been running: 0 = less than one. */
export const weeksOpen = (requestedAt: number, now: number): number => Math.max(0, Math.floor((now - requestedAt) / WEEK_MS));

/** A promise that broke longer ago is talked over in the meeting of the two, no longer by a call. */
export const CALL_WITHIN_MS = 3 * DAY_MS;

/** Advice is asked for once a quarter: the quarter of a local day. */
export const quarterOfAdvice = (today: string): string => payPeriodName(today.slice(0, 7), "quarter");

/** The month of which a comparison is told on a day: the one that has just ended. */
export const monthToCompare = (today: string): string => addMonths(today.slice(0, 7), -1);
