import { refused } from "../refusal.ts";
import type { Refused } from "../refusal.ts";
import { payPeriodDays, payPeriodName } from "../score/pay-period-months.ts";
import { addDays, readDay } from "../time/local-date.ts";

/** What an agenda speaks of; `own` is a point that people added. */
export const POINT_KINDS = ["missed", "watched", "ratings", "changes", "cases", "expiring", "own"] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/** What a meeting decides: an improvement case, a draft of changed terms, or that somebody does something by a day. */
export const DECISION_KINDS = ["case", "terms", "action"] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** Open while it is written, sent when one side signed its minutes, agreed when both did. */
export const MEETING_STATES = ["open", "sent", "agreed"] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

/** The two departments of a meeting in the order in which they are stored, whoever serves whom. */
export function pairOf(a: string, b: string): { readonly oneId: string; readonly otherId: string } {
  return a < b ? { oneId: a, otherId: b } : { oneId: b, otherId: a };
}

/** Who confirmed the minutes of each side; null = not yet. */
export interface Confirmations {
  readonly one: string | null;
  readonly other: string | null;
}

export const meetingState = ({ one, other }: Confirmations): MeetingState => (one !== null && other !== null ? "agreed" : one !== null || other !== null ? "sent" : "open");

export const MEETING_STEPS = ["confirm", "reopen"] as const;
export type MeetingStep = (typeof MEETING_STEPS)[number];

/** People of the meeting by department, and the day that it was held. */
export interface MeetingFacts {
  readonly oneId: string;
  readonly otherId: string;
  readonly heldOn: string;
  readonly confirmed: Confirmations;
  /** Departments of those who were there: each side has to be among them. */
  readonly attended: readonly string[];
}

/**
 * What a step makes of the confirmations. Each side confirms once, with a meeting that was held and had both sides in it; until both
 * have, either side may open the minutes again, which takes the other's confirmation back. Agreed minutes stay.
 *
 * @param side the department for which the person acts
 */
export function stepMeeting(meeting: MeetingFacts, step: MeetingStep, side: string, personId: string, today: string): { readonly ok: true; readonly confirmed: Confirmations } | Refused {
  const state = meetingState(meeting.confirmed);
  if (state === "agreed") return refused("meeting_agreed");
  if (step === "reopen") return state === "sent" ? { ok: true, confirmed: { one: null, other: null } } : refused("meeting_open");
  if (meeting.heldOn > today) return refused("meeting_ahead");
  if (![meeting.oneId, meeting.otherId].every((id) => meeting.attended.includes(id))) return refused("side_missing");
  const key = side === meeting.oneId ? "one" : "other";
  if (meeting.confirmed[key] !== null) return refused("confirmed_already");
  // Two people, also where one stands on both sides.
  if (Object.values(meeting.confirmed).includes(personId)) return refused("same_person");
  return { ok: true, confirmed: { ...meeting.confirmed, [key]: personId } };
}

export const LONGEST_NOTE = 4000;
export const MOST_POINTS = 40;

/** What is wrong with a day on which two departments met: none, or more than a month ahead. */
export function checkHeldOn(heldOn: string, today: string): Refused | null {
  if (readDay(heldOn) === null) return refused("not_a_date", undefined, "heldOn");
  return heldOn > addDays(today, 31) ? refused("too_far", undefined, "heldOn") : null;
}

export interface DecisionDraft {
  readonly kind: DecisionKind | null;
  readonly text: string;
  readonly providerId: string;
  readonly ownerId: string;
  readonly dueOn: string;
}

/** What is wrong with a decision, each fault with its field. A case and terms belong to a provider; an action to a person and a day. */
export function checkDecision(draft: DecisionDraft, sides: readonly string[], people: ReadonlySet<string>, today: string): Refused[] {
  const faults: Refused[] = [];
  if (draft.kind === null) faults.push(refused("no_kind", undefined, "kind"));
  if (draft.text === "") faults.push(refused("no_text", undefined, "text"));
  if (draft.text.length > LONGEST_NOTE) faults.push(refused("text_too_long", { longest: LONGEST_NOTE }, "text"));
  if (draft.kind === "action") {
    if (!people.has(draft.ownerId)) faults.push(refused("no_owner", undefined, "ownerId"));
    if (readDay(draft.dueOn) === null) faults.push(refused("not_a_date", undefined, "dueOn"));
    else if (draft.dueOn < today) faults.push(refused("in_the_past", undefined, "dueOn"));
  } else if (draft.kind !== null && !sides.includes(draft.providerId)) faults.push(refused("no_provider", undefined, "providerId"));
  return faults;
}

/** Days before a quarter's end from which the heads are reminded to meet. */
const REMIND_DAYS = 14;

/** The quarter for which two departments are to be reminded on a day: its last two weeks have begun and they have not met in it. */
export function meetingOwed(today: string, lastHeldOn: string | null): string | null {
  const quarter = payPeriodName(today.slice(0, 7), "quarter");
  const { from, to } = payPeriodDays(quarter);
  if (today < addDays(to, -REMIND_DAYS)) return null;
  return lastHeldOn !== null && lastHeldOn >= from ? null : quarter;
}
