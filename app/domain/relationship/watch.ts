import type { Calendar } from "../calendar/calendar.ts";
import { addWorkingMs, workingMsBetween } from "../calendar/working-time.ts";
import { refused } from "../refusal.ts";
import type { Refused } from "../refusal.ts";

/** A decided delivery of a product to a client. */
export interface DecidedDelivery {
  readonly decidedAt: number;
  readonly isKept: boolean;
}

/** A delivery of the product to the client that lies ahead. */
export interface ComingDelivery {
  readonly item: string;
  /** When its time began: requested, or the opening of its window. */
  readonly beginsAt: number;
  readonly dueAt: number;
}

/** The newest decided delivery where it was missed: what makes the next one watched. A kept one clears it; of two decided at once the missed one counts. */
export function lastMiss<D extends DecidedDelivery>(decided: readonly D[]): D | null {
  const newest = decided.reduce<D | null>((last, one) => (last === null || one.decidedAt > last.decidedAt || (one.decidedAt === last.decidedAt && last.isKept) ? one : last), null);
  return newest === null || newest.isKept ? null : newest;
}

/** The delivery to be watched after a miss (design.md section 9): the one that is due first. */
export function nextDelivery<C extends ComingDelivery>(coming: readonly C[]): C | null {
  return [...coming].sort((a, b) => a.dueAt - b.dueAt || (a.item < b.item ? -1 : 1))[0] ?? null;
}

/** When the word is asked for, and until when it is waited for. */
export interface WatchTimes {
  readonly askAt: number;
  readonly answerBy: number;
}

/**
 * The word is asked for at half of the working time from the beginning to the due instant, and waited for half of what is left then. A
 * delivery that begins to be watched later is asked about at once. Where no working time is left, nothing is waited for.
 */
export function watchTimes({ beginsAt, dueAt }: Pick<ComingDelivery, "beginsAt" | "dueAt">, noticedAt: number, calendar: Calendar): WatchTimes {
  const askAt = Math.min(Math.max(halfway(calendar, beginsAt, dueAt), noticedAt), dueAt);
  return { askAt, answerBy: halfway(calendar, askAt, dueAt) };
}

/** Whole minutes, because people read them. */
function halfway(calendar: Calendar, from: number, to: number): number {
  const working = from < to ? workingMsBetween(calendar, from, to) : 0;
  if (working <= 0) return to;
  return Math.min(addWorkingMs(calendar, from, Math.floor(working / 2 / 60_000) * 60_000), to);
}

/** What the provider says of a watched delivery. */
export const WATCH_WORDS = ["on_track", "at_risk"] as const;
export type WatchWord = (typeof WATCH_WORDS)[number];

/** How a watched delivery ended: kept, missed, or it was not to be counted any more. */
export const WATCH_ENDS = ["kept", "missed", "void"] as const;
export type WatchEnd = (typeof WATCH_ENDS)[number];

export const WATCH_STATES = ["unconfirmed", "at_risk", "asked", "watched", "on_track", ...WATCH_ENDS] as const;
export type WatchState = (typeof WATCH_STATES)[number];

/** How a watched delivery stands at an instant; the last word holds until the end. */
export function watchState(watch: WatchTimes & { readonly word: WatchWord | null; readonly endedAs: WatchEnd | null }, now: number): WatchState {
  if (watch.endedAs !== null) return watch.endedAs;
  if (watch.word !== null) return watch.word;
  if (now < watch.askAt) return "watched";
  return now < watch.answerBy ? "asked" : "unconfirmed";
}

export const LONGEST_WATCH_REASON = 1000;

export interface SaidOfWatch {
  readonly word: WatchWord;
  /** When it comes instead; only with *at risk*. */
  readonly newAt: number | null;
  readonly reason: string;
}

/** What is wrong with a word: one at risk says why and until when, and the new date lies after the promise and ahead. */
export function checkWatchWord(watch: { readonly dueAt: number; readonly endedAs: WatchEnd | null }, said: SaidOfWatch, now: number): Refused[] {
  if (watch.endedAs !== null) return [refused("watch_ended")];
  const faults: Refused[] = [];
  if (said.reason.length > LONGEST_WATCH_REASON) faults.push(refused("text_too_long", { longest: LONGEST_WATCH_REASON }, "reason"));
  if (said.word === "on_track") return faults;
  if (said.reason === "") faults.push(refused("reason_missing", undefined, "reason"));
  if (said.newAt === null) faults.push(refused("date_missing", undefined, "newAt"));
  else if (said.newAt <= watch.dueAt || said.newAt <= now) faults.push(refused("date_not_later", undefined, "newAt"));
  return faults;
}
