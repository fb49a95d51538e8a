import { describe, expect, test } from "vitest";
import { blockers, closingChecklist, type ClosingFacts } from "#app/domain/score/closing-check.ts";

const CLEAN: ClosingFacts = {
  isPastCutOff: true, isReviewOver: true, earlierOpen: 0, undecided: 0, openDisputes: 0, carriedDisputes: 0, pendingCorrections: 0, lateAnswers: 0, openInvitations: 0, unmeasurable: 0, silentSources: 0, lateEdits: 0,
  deliveries: 100, withoutAgreement: 0, linesNotPaid: 0,
};
const notOk = (over: Partial<ClosingFacts>) => closingChecklist({ ...CLEAN, ...over }).filter((line) => line.state !== "ok").map((line) => [line.id, line.state, line.count]);

describe("the checklist of a closing", () => {
  test("a clean month has nothing in the way", () => expect(notOk({})).toEqual([]));
  test.each([
    ["cut_off", { isPastCutOff: false }, 1], ["earlier", { earlierOpen: 2 }, 2], ["undecided", { undecided: 3 }, 3],
  ])("%s blocks", (id, over, count) => expect(notOk(over)).toEqual([[id, "blocks", count]]));
  test.each([
    ["review", { isReviewOver: false }, 1], ["disputes", { openDisputes: 4 }, 4], ["carried", { carriedDisputes: 1 }, 1], ["corrections", { pendingCorrections: 5 }, 5], ["ratings_late", { lateAnswers: 2 }, 2],
    ["ratings_open", { openInvitations: 7 }, 7], ["unmeasurable", { unmeasurable: 3 }, 3], ["sources", { silentSources: 1 }, 1], ["late_edits", { lateEdits: 6 }, 6],
  ])("%s is looked at", (id, over, count) => expect(notOk(over)).toEqual([[id, "look", count]]));
  test("coverage is looked at below nine deliveries in ten", () => {
    expect(notOk({ withoutAgreement: 10 })).toEqual([]);
    expect(notOk({ withoutAgreement: 11 })).toEqual([["coverage", "look", 11]]);
    expect(notOk({ deliveries: 0 })).toEqual([]);
  });
  test("only what blocks is counted as being in the way", () => expect(blockers(closingChecklist({ ...CLEAN, undecided: 1, earlierOpen: 1, openDisputes: 9 }))).toBe(2));
});
