import { HOUR_MS } from "../time/local-date.ts";

/** Facts corrected in this time before a closing are shown beside it: what changes last is looked at twice. */
export const LATE_EDIT_MS = 72 * HOUR_MS;
/** Below this share of deliveries under an agreement a score stands on little. */
const COVERAGE_LOOK_BP = 9_000;

export const CHECK_IDS = [
  "cut_off", "review", "earlier", "undecided", "disputes", "carried", "corrections", "ratings_late", "ratings_open", "unmeasurable", "sources", "late_edits", "coverage", "modes",
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** `blocks`: closing is refused while it lasts; `look`: closing goes on, somebody should look. */
export type CheckState = "ok" | "look" | "blocks";

export interface CheckLine {
  readonly id: CheckId;
  readonly state: CheckState;
  /** What the line is about: items, objections, sources …; for coverage the deliveries without an agreement. */
  readonly count: number;
}

/** What a closing's checklist is made from; all are counts unless named otherwise. */
export interface ClosingFacts {
  readonly isPastCutOff: boolean;
  /** The review is over: what is objected to from now on is carried. */
  readonly isReviewOver: boolean;
  readonly earlierOpen: number;
  /** Due items whose outcome time has not decided: an acceptance window, a grace, a pause. */
  readonly undecided: number;
  readonly openDisputes: number;
  readonly carriedDisputes: number;
  /** Changes to closed months of the same pay period that wait for a decision. */
  readonly pendingCorrections: number;
  readonly lateAnswers: number;
  readonly openInvitations: number;
  readonly unmeasurable: number;
  readonly silentSources: number;
  readonly lateEdits: number;
  readonly deliveries: number;
  readonly withoutAgreement: number;
  readonly linesNotPaid: number;
}

/**
 * The lines of a closing's checklist in their order (ui.md, Period). What blocks is what `decidePeriod` refuses: before the
 * cut-off, after an open month, with an undecided item; the rest is looked at and decided by people.
 */
export function closingChecklist(facts: ClosingFacts): readonly CheckLine[] {
  const blocks = (id: CheckId, count: number): CheckLine => ({ id, count, state: count > 0 ? "blocks" : "ok" });
  const look = (id: CheckId, count: number): CheckLine => ({ id, count, state: count > 0 ? "look" : "ok" });
  const isThin = facts.deliveries > 0 && 10_000 * (facts.deliveries - facts.withoutAgreement) < COVERAGE_LOOK_BP * facts.deliveries;
  return [
    blocks("cut_off", facts.isPastCutOff ? 0 : 1),
    look("review", facts.isReviewOver ? 0 : 1),
    blocks("earlier", facts.earlierOpen),
    blocks("undecided", facts.undecided),
    look("disputes", facts.openDisputes),
    look("carried", facts.carriedDisputes),
    look("corrections", facts.pendingCorrections),
    look("ratings_late", facts.lateAnswers),
    look("ratings_open", facts.openInvitations),
    look("unmeasurable", facts.unmeasurable),
    look("sources", facts.silentSources),
    look("late_edits", facts.lateEdits),
    { id: "coverage", count: facts.withoutAgreement, state: isThin ? "look" : "ok" },
    { id: "modes", count: facts.linesNotPaid, state: "ok" },
  ];
}

/** How many lines keep the month from closing. */
export const blockers = (lines: readonly CheckLine[]): number => lines.filter((line) => line.state === "blocks").length;
