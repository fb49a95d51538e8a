import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { clocksOf, nextClock, type CaseTimes } from "#app/domain/improvement/case-clocks.ts";
import { checkFollowUpPolicy, DEFAULT_FOLLOW_UP } from "#app/domain/improvement/follow-up-policy.ts";
import { afterWorkingDays, dateAfterWorkingDays, readClock } from "#app/domain/improvement/reply-clock.ts";
import { isRepeatedBreach } from "#app/domain/improvement/repeated-breach.ts";
import { DAY_MS, HOUR_MS } from "#app/domain/time/local-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";

const WEEK = [["09:00", "18:00"]] as const;
const calendar = compileCalendar({ tz: "UTC", weekly: { mon: WEEK, tue: WEEK, wed: WEEK, thu: WEEK, fri: WEEK } } as never);
/** An hour of June 2026, UTC: the 15th is a Monday. */
const june = (day: number, hour = 10) => Date.UTC(2026, 5, day, hour);

describe("a reply clock", () => {
  it("runs in working days of the provider", () => {
    expect(afterWorkingDays(calendar, june(18), 2, "after/snap")).toBe(june(22));
    expect(afterWorkingDays(calendar, june(18), 2, "after/eod")).toBe(june(22, 18));
    expect(dateAfterWorkingDays(calendar, zoneOf("UTC"), june(18), 2)).toBe("2026-06-22");
  });

  it("runs in calendar days where no calendar says more", () => {
    expect(afterWorkingDays(null, june(18), 2, "after/snap")).toBe(june(20));
    expect(dateAfterWorkingDays(null, zoneOf("UTC"), june(18), 2)).toBe("2026-06-20");
  });

  /** From Monday 10:00 to Wednesday 10:00: 18 working hours; the last quarter is 4.5 hours. */
  const clock = { startedAt: june(15), dueAt: june(17), stoppedAt: null };
  it.each([
    ["at its beginning", june(15), "running", 18],
    ["before the last quarter", june(16, 14), "running", 5],
    ["in the last quarter", june(16, 15), "near", 4],
    ["in the night before", june(17, 3), "near", 1],
    ["at the due instant", june(17), "near", 0],
    ["an hour late", june(17, 11), "late", 1],
    ["over a weekend", june(22, 9), "late", 7 + 9 + 9 + 1],
  ] as const)("%s", (_when, now, state, hours) => expect(readClock(clock, calendar, now)).toEqual({ state, workingMs: hours * HOUR_MS }));

  it.each([
    [17, "near"],
    [15, "running"],
  ] as const)("of twenty working days, on the %sth before its end on the 18th, is %s", (day, state) => {
    expect(readClock({ startedAt: Date.UTC(2026, 4, 21, 10), dueAt: june(18), stoppedAt: null }, calendar, june(day, 11)).state).toBe(state);
  });

  it("was in time at its due instant, and too late after it, whatever time it is now", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100 * HOUR_MS, max: 100 * HOUR_MS }), fc.integer({ min: 0, max: 400 * DAY_MS }), (from, later) => {
        const stoppedAt = clock.dueAt + from;
        const read = readClock({ ...clock, stoppedAt }, calendar, stoppedAt + later);
        expect(read.state).toBe(from <= 0 ? "in_time" : "too_late");
        expect(read.workingMs).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("the clocks of a case", () => {
  const times: CaseTimes = { createdAt: 0, replyDueAt: 10, planDueAt: 20, doneDueAt: 30, repliedAt: null, plannedAt: null, handedOverAt: null, confirmedAt: null };
  it.each([
    ["the reply first", {}, "reply"],
    ["then the plan", { repliedAt: 5 }, "plan"],
    ["then the work", { repliedAt: 5, plannedAt: 6 }, "done"],
    ["nothing once it is handed over", { repliedAt: 5, plannedAt: 6, handedOverAt: 7 }, null],
    ["the work again after a reopening", { repliedAt: 5, plannedAt: 6, handedOverAt: null }, "done"],
    ["the work only, of a case from before clocks", { replyDueAt: null, planDueAt: null }, "done"],
  ] as const)("ask for %s", (_what, over, clock) => expect(nextClock({ ...times, ...over })?.clock ?? null).toBe(clock));

  it("stand in the order in which they fall due", () => expect(clocksOf(times).map((one) => one.clock)).toEqual(["reply", "plan", "done"]));
});

describe("a repeated breach", () => {
  const of = (text: string) => [...text].map((one, index) => ({ fellDueAt: 1000 - index, kept: one === "+" }));
  /** Newest first: + kept, - missed. */
  it.each([
    ["---+++++++", true],
    ["-+-+-+++++", true],
    ["-++++++-+-", true],
    ["-+++++++--", true],
    ["-++++++++--", false],
    ["--++++++++", false],
    ["+---------", false],
    ["---", true],
    ["--", false],
    ["", false],
  ])("of %s is %s by three of ten", (text, expected) => expect(isRepeatedBreach(of(text), { missed: 3, of: 10 })).toBe(expected));
});

describe("the policy of replies and cases", () => {
  it("is right as it comes", () => expect(checkFollowUpPolicy(DEFAULT_FOLLOW_UP)).toEqual([]));

  it.each([
    ["a reply in no days", { replyDays: { ...DEFAULT_FOLLOW_UP.replyDays, claim: 0 } }, [{ field: "claim", code: "out_of_range", low: 1, high: 60 }]],
    ["no clock for a complaint", { replyDays: { ...DEFAULT_FOLLOW_UP.replyDays, complaint: null } }, [{ field: "complaint", code: "out_of_range", low: 1, high: 60 }]],
    ["half a day", { caseReplyDays: 1.5 }, [{ field: "caseReplyDays", code: "out_of_range", low: 1, high: 60 }]],
    ["a plan before the reply", { caseReplyDays: 6 }, [{ field: "casePlanDays", code: "before_the_step_before" }]],
    ["done before the plan", { caseDoneDays: 4 }, [{ field: "caseDoneDays", code: "before_the_step_before" }]],
    ["more missed than looked at", { repeat: { missed: 11, of: 10 } }, [{ field: "missed", code: "more_than_looked_at" }]],
  ] as const)("refuses %s", (_what, over, faults) => expect(checkFollowUpPolicy({ ...DEFAULT_FOLLOW_UP, ...over })).toEqual(faults));
});
