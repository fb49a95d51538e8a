import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { checkWatchWord, lastMiss, nextDelivery, watchState, watchTimes } from "#app/domain/relationship/watch.ts";

const week = compileCalendar({ tz: "UTC", weekly: { mon: [["09:00", "18:00"]], tue: [["09:00", "18:00"]], wed: [["09:00", "18:00"]], thu: [["09:00", "18:00"]], fri: [["09:00", "18:00"]] } });
/** June 2026: the 1st is a Monday. */
const june = (day: number, hour: number, minute = 0) => Date.UTC(2026, 5, day, hour, minute);

describe("which delivery is watched", () => {
  const kept = (decidedAt: number) => ({ decidedAt, isKept: true });
  const missed = (decidedAt: number) => ({ decidedAt, isKept: false });
  test.each([
    ["nothing was delivered yet", [], null],
    ["the last one was kept", [missed(1), kept(2)], null],
    ["the last one was missed", [kept(1), missed(2)], 2],
    ["a kept one clears it, in whatever order they are told", [kept(5), missed(2), missed(4)], null],
    ["of two decided at once the missed one counts", [missed(3), kept(3)], 3],
  ])("%s", (_name, decided, at) => {
    expect(lastMiss(decided)?.decidedAt ?? null).toBe(at);
  });

  test("the one that is due first", () => {
    const at = (item: string, dueAt: number) => ({ item, beginsAt: 0, dueAt });
    expect(nextDelivery([at("t:b", 9), at("o:a", 4), at("t:a", 4)])?.item).toBe("o:a");
    expect(nextDelivery([])).toBeNull();
  });
});

describe("when the word is asked for", () => {
  test.each([
    ["at half of the working time, waited for to three quarters", june(1, 9), june(4, 18), june(1, 9), june(2, 18), june(3, 18)],
    ["nights and weekends count for nothing", june(5, 9), june(8, 18), june(5, 9), june(5, 18), june(8, 13, 30)],
    ["noticed late, it is asked at once and waited for half of the rest", june(1, 9), june(4, 18), june(4, 10), june(4, 10), june(4, 14)],
    ["where no working time is left nothing is waited for", june(5, 18), june(8, 9), june(5, 18), june(8, 9), june(8, 9)],
    ["never after the due instant", june(1, 9), june(1, 12), june(2, 9), june(1, 12), june(1, 12)],
  ])("%s", (_name, beginsAt, dueAt, noticedAt, askAt, answerBy) => {
    expect(watchTimes({ beginsAt, dueAt }, noticedAt, week)).toEqual({ askAt, answerBy });
  });

  test("asked not before it begins or is noticed, waited for between asking and due", () => {
    const minute = fc.integer({ min: 0, max: 40 * 24 * 60 }).map((n) => june(1, 0) + n * 60_000);
    fc.assert(
      fc.property(minute, minute, minute, (beginsAt, dueAt, noticedAt) => {
        const { askAt, answerBy } = watchTimes({ beginsAt, dueAt }, noticedAt, week);
        expect(askAt).toBeLessThanOrEqual(dueAt);
        expect(askAt).toBeGreaterThanOrEqual(Math.min(noticedAt, dueAt));
        expect(answerBy).toBeGreaterThanOrEqual(askAt);
        expect(answerBy).toBeLessThanOrEqual(dueAt);
      }),
    );
  });
});

describe("how a watched delivery stands", () => {
  const watch = { askAt: 10, answerBy: 20, word: null, endedAs: null } as const;
  test.each([
    ["before half time", watch, 9, "watched"],
    ["from half time on", watch, 10, "asked"],
    ["when nobody has said a word", watch, 20, "unconfirmed"],
    ["a word holds until the end", { ...watch, word: "on_track" as const }, 30, "on_track"],
    ["a late word is a word", { ...watch, word: "at_risk" as const }, 30, "at_risk"],
    ["the end is the end", { ...watch, word: "at_risk" as const, endedAs: "kept" as const }, 5, "kept"],
  ])("%s", (_name, one, now, state) => {
    expect(watchState(one, now)).toBe(state);
  });
});

describe("what is wrong with a word", () => {
  const open = { dueAt: 100, endedAs: null };
  const codes = (said: Partial<Parameters<typeof checkWatchWord>[1]>, now = 50, watch: Parameters<typeof checkWatchWord>[0] = open) => checkWatchWord(watch, { word: "at_risk", newAt: 120, reason: "the press is broken", ...said }, now).map((row) => row.code);
  test("on track needs no reason", () => expect(codes({ word: "on_track", newAt: null, reason: "" })).toEqual([]));
  test("at risk says why and until when", () => expect(codes({ newAt: null, reason: "" })).toEqual(["reason_missing", "date_missing"]));
  test("the new date lies after the promise", () => expect(codes({ newAt: 100 })).toEqual(["date_not_later"]));
  test("and ahead", () => expect(codes({ newAt: 120 }, 120)).toEqual(["date_not_later"]));
  test("nothing is said of what has ended", () => expect(codes({}, 50, { dueAt: 100, endedAs: "missed" })).toEqual(["watch_ended"]));
});
