import type { ObligationKind } from "#app/domain/agreement/terms.ts";

const CLOCKS = ["timing", "response"] as const;
const DELIVERED = ["quality", "completeness", "format"] as const;
const TASKS = [...CLOCKS, ...DELIVERED] as const;
const ALL = [...TASKS, "frequency"] as const;

/** What design.md section 5 says of an evaluation, each rule with the kinds that it says it of. */
export const RULES = {
  // Events
  "redundant event is noted without effect": TASKS,
  "nothing before the request counts": TASKS,
  "order is occurredAt, then source order": TASKS,
  "a correction changes the fact": TASKS,
  "what was taken back never was": TASKS,
  "later facts are not known yet": ALL,
  "agreed before the old date passed": ["timing"],
  "agreed after the old date passed": ["timing"],
  "after an agreed date only later pauses": ["timing"],
  "one side agrees on nothing": ["timing"],
  "an imported move keeps the first value": ["timing"],
  "several recipients are one item": TASKS,
  // State and outcome
  "done late": CLOCKS,
  "at risk before it is due": ["timing", "response", "frequency"],
  // Pauses
  "only listed reasons count": CLOCKS,
  "a pause ends at the first of resumed, delivered, cancelled": CLOCKS,
  "overlapping pauses count once": CLOCKS,
  "hours run around pauses": CLOCKS,
  "days move by the open time of a pause": CLOCKS,
  "calendar days move by its elapsed time": CLOCKS,
  "a fixed date moves too": CLOCKS,
  "pauses move the date one after the other": ["timing"],
  "a pause after due moves nothing": CLOCKS,
  "a pause out of hours moves nothing": CLOCKS,
  "a rejected pause does not count": CLOCKS,
  "no pause moves it": ["frequency", ...DELIVERED],
  // Cycles
  "own clock: the first delivery decides": ["timing"],
  "own clock: a return opens a cycle": ["timing"],
  "own clock: the rework term": ["timing"],
  "rework counts only when breached": ["timing"],
  "same clock: the last delivery decides": ["timing"],
  "same clock: time with the client is free": ["timing"],
  "a partial delivery stops no clock": TASKS,
  "a return inside the window": TASKS,
  "a return after the window is without effect": TASKS,
  // When it falls due
  "met at the due instant": CLOCKS,
  "grace decides the outcome, not the period": CLOCKS,
  "midnight belongs to the next date": ["timing", "response", "frequency"],
  "no due date: unmeasurable, due at delivery": CLOCKS,
  "the terms' start": CLOCKS,
  "due at the end of the acceptance window": DELIVERED,
  "the window may end in a later month": DELIVERED,
  "accepting early does not shorten it": DELIVERED,
  "silence accepts": ["quality"],
  "undelivered is due": CLOCKS,
  "undelivered is not due": DELIVERED,
  // Carry
  "undelivered at a later month's end": ["timing"],
  "carried eleven times at most": ["timing"],
  "not carried while a pause runs": ["timing"],
  "never carried": ["response", "frequency", ...DELIVERED],
  // Cancelled
  "cancelled by the client before due": TASKS,
  "cancelled by both before due": TASKS,
  "closed as no answer before due": TASKS,
  "cancelled after due": TASKS,
  "cancelled by the provider alone": TASKS,
  // Counting
  "a missing measure is unmeasurable": DELIVERED,
  // Incidents
  "an incident is a counting pause": CLOCKS,
  "an incident over the window's end": ["frequency"],
  // Occurrences
  "the adjusted date": ["frequency"],
  "the adjusted date may cross a month": ["frequency"],
  "the scheduled date decides the terms": ["frequency"],
  "both ends of the window belong to it": ["frequency"],
  "outside the window it matches nothing": ["frequency"],
  "silence is a breach": ["frequency"],
  "the earliest unmatched delivery, in due order": ["frequency"],
  "falls due at the window's end": ["frequency"],
  "a late input moves due and window": ["frequency"],
  "an input in time moves nothing": ["frequency"],
  "a missing input makes it void": ["frequency"],
  "moved by both": ["frequency"],
  "waived by both": ["frequency"],
} as const satisfies Readonly<Record<string, readonly ObligationKind[]>>;

export type Rule = keyof typeof RULES;

/** Rules that are said of a kind. */
export const rulesOf = (kind: ObligationKind): Rule[] => (Object.keys(RULES) as Rule[]).filter((rule) => (RULES[rule] as readonly string[]).includes(kind));
