import { describe, expect, test } from "vitest";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import type { CalendarSpec, ClockInterval } from "#app/domain/calendar/calendar-spec.ts";
import { intersectCalendars } from "#app/domain/calendar/intersect-calendars.ts";
import {
  addWorkingDays,
  isWorkday,
  nthWorkday,
  workdaysBetween,
  type DayRule,
} from "#app/domain/calendar/working-days.ts";
import {
  addWorkingMs,
  isOpen,
  openIntervals,
  subtractWorkingMs,
  workingMsBetween,
} from "#app/domain/calendar/working-time.ts";
import { formatInstant, parseInstant } from "#app/domain/time/instant.ts";

const MINUTE = 60_000;
const days = (names: string, ...hours: ClockInterval[]): CalendarSpec["weekly"] =>
  Object.fromEntries(names.split(" ").map((name) => [name, hours]));
const WEEK = "mon tue wed thu fri";
const office: CalendarSpec = { tz: "Europe/Moscow", weekly: days(WEEK, ["09:00", "18:00"]) };
const always: CalendarSpec = {
  tz: "America/New_York",
  weekly: days(`${WEEK} sat sun`, ["00:00", "24:00"]),
};
const nights: CalendarSpec = { tz: "Europe/Berlin", weekly: days(WEEK, ["22:00", "06:00"]) };

const at = parseInstant;
const add = (spec: CalendarSpec, start: string, minutes: number): string => {
  const calendar = compileCalendar(spec);
  return formatInstant(calendar.zone, addWorkingMs(calendar, at(start), minutes * MINUTE));
};
const subtract = (spec: CalendarSpec, start: string, minutes: number): string => {
  const calendar = compileCalendar(spec);
  return formatInstant(calendar.zone, subtractWorkingMs(calendar, at(start), minutes * MINUTE));
};
const between = (spec: CalendarSpec, a: string, b: string): number =>
  workingMsBetween(compileCalendar(spec), at(a), at(b)) / MINUTE;

describe("add", () => {
  test.each([
    ["within the day", office, "2026-03-04T10:00:00+03:00", 60, "2026-03-04T11:00:00+03:00"],
    ["a due time on a closing time is that closing", office, "2026-03-04T17:00:00+03:00", 60, "2026-03-04T18:00:00+03:00"],
    ["over the weekend", office, "2026-03-06T17:30:00+03:00", 60, "2026-03-09T09:30:00+03:00"],
    ["0 while open is the start", office, "2026-03-04T10:00:00+03:00", 0, "2026-03-04T10:00:00+03:00"],
    ["0 at a closing time is the next opening", office, "2026-03-06T18:00:00+03:00", 0, "2026-03-09T09:00:00+03:00"],
    ["the lost hour does not count", always, "2026-03-08T00:00:00-05:00", 180, "2026-03-08T04:00:00-04:00"],
    ["the repeated hour counts twice", always, "2026-11-01T00:00:00-04:00", 180, "2026-11-01T02:00:00-05:00"],
    ["a night belongs to the evening it opened", nights, "2026-03-07T05:00:00+01:00", 90, "2026-03-09T22:30:00+01:00"],
    ["a night over the lost hour has seven hours", { ...nights, special: { "2026-03-28": [["22:00", "06:00"]] } }, "2026-03-28T22:00:00+01:00", 420, "2026-03-29T06:00:00+02:00"],
  ] as [string, CalendarSpec, string, number, string][])("%s", (_, spec, start, minutes, due) => {
    expect(add(spec, start, minutes)).toBe(due);
  });
});

test("work that fills up to any closing ends there, also in an uneven calendar", () => {
  const quarters = Array.from({ length: 20 }, (_, i): ClockInterval => {
    const clock = (minute: number) => `${String(i + 2).padStart(2, "0")}:${minute}`;
    return [clock(15), clock(30)];
  });
  const calendar = compileCalendar({
    tz: "Etc/UTC",
    weekly: days(WEEK, ...quarters),
    special: { "2026-03-07": [["00:00", "24:00"]], "2026-03-08": [["00:00", "24:00"]] },
  });
  const start = at("2026-03-02T00:00:00Z");
  for (const [opens, closes] of openIntervals(calendar, start, at("2026-05-01T00:00:00Z"))) {
    const until = workingMsBetween(calendar, start, closes);
    expect(addWorkingMs(calendar, start, until)).toBe(closes);
    expect(addWorkingMs(calendar, start, until + 1)).toBeGreaterThan(closes + 1);
    const left = workingMsBetween(calendar, opens, at("2026-05-01T00:00:00Z"));
    expect(subtractWorkingMs(calendar, at("2026-05-01T00:00:00Z"), left)).toBe(opens);
  }
});

describe("subtract mirrors add", () => {
  test.each([
    ["within the day", office, "2026-03-04T11:00:00+03:00", 60, "2026-03-04T10:00:00+03:00"],
    ["a start on an opening time is that opening", office, "2026-03-04T10:00:00+03:00", 60, "2026-03-04T09:00:00+03:00"],
    ["0 at a closing time is that closing", office, "2026-03-06T18:00:00+03:00", 0, "2026-03-06T18:00:00+03:00"],
    ["0 while closed is the previous closing", office, "2026-03-07T12:00:00+03:00", 0, "2026-03-06T18:00:00+03:00"],
    ["0 at an opening is the opening", office, "2026-03-09T09:00:00+03:00", 0, "2026-03-09T09:00:00+03:00"],
  ] as [string, CalendarSpec, string, number, string][])("%s", (_, spec, start, minutes, found) => {
    expect(subtract(spec, start, minutes)).toBe(found);
  });
});

describe("hours of a day", () => {
  const with_ = (special: CalendarSpec["special"], holidays?: string[]): CalendarSpec => ({
    ...nights,
    special,
    holidays,
  });
  test("a holiday does not cut the tail of the night before", () => {
    // Tuesday 3 March is a holiday: Monday's night still ends at 06:00 on it, Tuesday's never opens.
    const spec = with_(undefined, ["2026-03-03"]);
    expect(between(spec, "2026-03-03T00:00:00+01:00", "2026-03-04T00:00:00+01:00")).toBe(360);
  });
  test("special hours replace what opens on the date and win over a holiday", () => {
    const spec = with_({ "2026-03-03": [["10:00", "11:00"]] }, ["2026-03-03"]);
    expect(between(spec, "2026-03-03T00:00:00+01:00", "2026-03-04T00:00:00+01:00")).toBe(420);
  });
  test("an empty special list closes the date", () => {
    expect(isWorkday(compileCalendar(with_({ "2026-03-03": [] })), "2026-03-03")).toBe(false);
  });
  test("to = from is the whole 24 hours, into the next date", () => {
    const spec: CalendarSpec = { tz: "Etc/UTC", weekly: days("mon", ["09:00", "09:00"]) };
    expect(between(spec, "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z")).toBe(1440);
    expect(isOpen(compileCalendar(spec), at("2026-03-03T08:59:00Z"))).toBe(true);
  });
  test("overlapping and touching intervals count once", () => {
    const spec: CalendarSpec = {
      tz: "Etc/UTC",
      weekly: days("mon", ["09:00", "12:00"], ["11:00", "13:00"], ["13:00", "14:00"]),
    };
    expect(between(spec, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z")).toBe(300);
    expect(openIntervals(compileCalendar(spec), at("2026-03-02T00:00:00Z"), at("2026-03-03T00:00:00Z"))).toEqual([
      [at("2026-03-02T09:00:00Z"), at("2026-03-02T14:00:00Z")],
    ]);
  });
  test("an interval that lies in the lost hour moves behind it", () => {
    const spec: CalendarSpec = { tz: "America/New_York", weekly: days("sun", ["02:15", "02:45"]) };
    const calendar = compileCalendar(spec);
    const [from, to] = [at("2026-03-08T00:00:00-05:00"), at("2026-03-09T00:00:00-04:00")];
    expect(openIntervals(calendar, from, to)).toEqual([
      [at("2026-03-08T03:15:00-04:00"), at("2026-03-08T03:45:00-04:00")],
    ]);
  });
  test("an interval that the lost hour reverses is dropped, and its date does not work", () => {
    const spec: CalendarSpec = { tz: "America/New_York", weekly: days("sun", ["02:30", "03:00"]) };
    expect(isWorkday(compileCalendar(spec), "2026-03-08")).toBe(false);
    expect(isWorkday(compileCalendar(spec), "2026-03-15")).toBe(true);
  });
  test("an ambiguous closing is its first occurrence", () => {
    const spec: CalendarSpec = { tz: "America/New_York", weekly: days("sun", ["00:00", "01:30"]) };
    expect(between(spec, "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00")).toBe(90);
  });
  test("midnight that does not exist ends the day before at the change", () => {
    const spec: CalendarSpec = {
      tz: "America/Sao_Paulo",
      weekly: days(`${WEEK} sat sun`, ["00:00", "24:00"]),
      special: { "2015-10-18": [] },
    };
    // 18 October 2015 began at 01:00, which is the end of the 17th.
    expect(add(spec, "2015-10-17T23:00:00-03:00", 60)).toBe("2015-10-18T01:00:00-02:00");
  });
});

describe("between", () => {
  test("is negative when reversed, and a plain zero when nothing is between", () => {
    expect(between(office, "2026-03-05T10:00:00+03:00", "2026-03-04T10:00:00+03:00")).toBe(-540);
    expect(between(office, "2026-03-08T10:00:00+03:00", "2026-03-07T10:00:00+03:00")).toBe(0);
  });
  test("overlapping pauses are taken out once, and only where the calendar is open", () => {
    const calendar = compileCalendar(office);
    const pauses = [
      [at("2026-03-04T12:00:00+03:00"), at("2026-03-04T14:00:00+03:00")],
      [at("2026-03-04T13:00:00+03:00"), at("2026-03-05T10:00:00+03:00")],
    ] as const;
    const [a, b] = [at("2026-03-04T09:00:00+03:00"), at("2026-03-05T18:00:00+03:00")];
    expect(workingMsBetween(calendar, a, b, pauses) / MINUTE).toBe(180 + 480);
  });
});

describe("working days", () => {
  const go = (start: string, n: number, rule: DayRule, spec = office): string => {
    const calendar = compileCalendar(spec);
    return formatInstant(calendar.zone, addWorkingDays(calendar, at(start), n, rule));
  };
  const holiday = { ...office, holidays: ["2026-03-09"] };
  test.each([
    ["keep: same clock time", "2026-03-04T11:30:00+03:00", 2, "after/keep", "2026-03-06T11:30:00+03:00"],
    ["keep stays closed", "2026-03-07T20:00:00+03:00", 1, "after/keep", "2026-03-09T20:00:00+03:00"],
    ["snap: to the next opening when closed then", "2026-03-04T20:00:00+03:00", 2, "after/snap", "2026-03-09T09:00:00+03:00"],
    ["snap: a closing time is closed", "2026-03-04T18:00:00+03:00", 1, "after/snap", "2026-03-06T09:00:00+03:00"],
    ["snap back for N < 0", "2026-03-04T20:00:00+03:00", -1, "after/snap", "2026-03-03T18:00:00+03:00"],
    ["snap back before the opening", "2026-03-04T06:00:00+03:00", -1, "after/snap", "2026-03-02T18:00:00+03:00"],
    ["eod: last closing of the date", "2026-03-04T11:30:00+03:00", 2, "after/eod", "2026-03-06T18:00:00+03:00"],
    ["eod back", "2026-03-04T11:30:00+03:00", -3, "after/eod", "2026-02-27T18:00:00+03:00"],
    ["0 days, keep: the start, even closed", "2026-03-07T20:00:00+03:00", 0, "after/keep", "2026-03-07T20:00:00+03:00"],
    ["0 days, snap: the next opening when closed", "2026-03-07T20:00:00+03:00", 0, "after/snap", "2026-03-09T09:00:00+03:00"],
    ["0 days, snap: the start when open", "2026-03-04T10:00:00+03:00", 0, "after/snap", "2026-03-04T10:00:00+03:00"],
    ["0 days, eod: the end of today", "2026-03-04T20:00:00+03:00", 0, "after/eod", "2026-03-04T18:00:00+03:00"],
    ["0 days, eod on a free date: the end of the next working date", "2026-03-07T20:00:00+03:00", 0, "after/eod", "2026-03-09T18:00:00+03:00"],
  ] as [string, string, number, DayRule, string][])("%s", (_, start, n, rule, due) => {
    expect(go(start, n, rule)).toBe(due);
  });
  test("holidays are no working dates", () => {
    expect(go("2026-03-06T16:40:00+03:00", 2, "after/snap", holiday)).toBe("2026-03-11T16:40:00+03:00");
    expect(workdaysBetween(compileCalendar(holiday), "2026-03-06", "2026-03-11")).toBe(2);
    expect(workdaysBetween(compileCalendar(holiday), "2026-03-11", "2026-03-06")).toBe(-2);
  });
  test("a night's last closing time is on the next date", () => {
    expect(go("2026-03-02T12:00:00+01:00", 1, "after/eod", nights)).toBe("2026-03-04T06:00:00+01:00");
  });
  test("the n-th working day of a month", () => {
    const calendar = compileCalendar(holiday);
    expect(nthWorkday(calendar, "2026-03", 6)).toBe("2026-03-10");
    expect(nthWorkday(calendar, "2026-03", -1)).toBe("2026-03-31");
    expect(nthWorkday(calendar, "2026-03", 0)).toBeNull();
    expect(nthWorkday(calendar, "2026-03", 22)).toBeNull();
  });
});

describe("the hours of both", () => {
  const moscow = compileCalendar(office);
  const berlin = compileCalendar({
    tz: "Europe/Berlin",
    weekly: days(WEEK, ["09:00", "17:00"]),
    holidays: ["2026-03-04"],
  });
  const both = intersectCalendars(moscow, berlin);
  test("are open when each is", () => {
    expect(openIntervals(both, at("2026-03-03T00:00:00+03:00"), at("2026-03-05T00:00:00+03:00"))).toEqual([
      [at("2026-03-03T11:00:00+03:00"), at("2026-03-03T18:00:00+03:00")],
    ]);
  });
  test("have working days that the other side's holiday takes away", () => {
    expect(isWorkday(both, "2026-03-03")).toBe(true);
    expect(isWorkday(both, "2026-03-04")).toBe(false);
    const due = addWorkingDays(both, at("2026-03-03T12:00:00+03:00"), 1, "after/eod");
    expect(formatInstant(both.zone, due)).toBe("2026-03-05T18:00:00+03:00");
  });
});

describe("refusals", () => {
  const code = (run: () => unknown): string => {
    try {
      run();
      return "none";
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  };
  const never = compileCalendar({ tz: "Etc/UTC", weekly: {} });
  const once = (date: string): CalendarSpec => ({
    tz: "Etc/UTC",
    weekly: {},
    special: { [date]: [["09:00", "10:00"]] },
  });
  test("a calendar that never opens within 60 years", () => {
    const start = at("2026-01-01T00:00:00Z");
    expect(code(() => addWorkingMs(never, start, 1))).toBe("never_open");
    expect(code(() => addWorkingMs(never, start, 0))).toBe("never_open");
    expect(code(() => subtractWorkingMs(never, start, 0))).toBe("never_open");
    expect(code(() => addWorkingDays(never, start, 1, "after/keep"))).toBe("never_open");
    expect(code(() => addWorkingDays(never, start, 0, "after/snap"))).toBe("never_open");
    expect(add(once("2085-06-01"), "2026-01-01T00:00:00Z", 60)).toBe("2085-06-01T10:00:00+00:00");
    expect(code(() => add(once("2087-06-01"), "2026-01-01T00:00:00Z", 60))).toBe("never_open");
    expect(code(() => add(once("2026-06-01"), "2026-01-01T00:00:00Z", 61))).toBe("never_open");
  });
  test("is the same answer when the far opening is already known", () => {
    const calendar = compileCalendar(once("2087-06-01"));
    expect(isOpen(calendar, at("2087-06-01T09:30:00Z"))).toBe(true);
    expect(isOpen(calendar, at("2026-01-01T00:00:00Z"))).toBe(false);
    const start = at("2026-01-01T00:00:00Z");
    expect(code(() => addWorkingMs(calendar, start, MINUTE))).toBe("never_open");
    expect(code(() => addWorkingMs(calendar, start, 0))).toBe("never_open");
    expect(code(() => addWorkingDays(calendar, start, 1, "after/eod"))).toBe("never_open");
    const after = at("2150-01-01T00:00:00Z");
    expect(code(() => subtractWorkingMs(calendar, after, MINUTE))).toBe("never_open");
  });
  test("more work than 60 years, where the calendar does open", () => {
    expect(add(office, "2026-01-01T00:00:00Z", 60 * 2000 * 100)).toMatch(/^2111-/);
  });
  test("negative and endless amounts", () => {
    const calendar = compileCalendar(office);
    for (const ms of [-1, NaN, Infinity]) {
      expect(code(() => addWorkingMs(calendar, 0, ms))).toBe("bad_amount");
      expect(code(() => subtractWorkingMs(calendar, 0, ms))).toBe("bad_amount");
    }
    expect(code(() => addWorkingDays(calendar, 0, 1.5, "after/keep"))).toBe("bad_amount");
    expect(code(() => addWorkingMs(calendar, NaN, 1))).toBe("bad_instant");
  });
  test.each([
    ["no weekly hours", { tz: "Etc/UTC" }],
    ["an unknown weekday", { tz: "Etc/UTC", weekly: { monday: [] } }],
    ["an hour without its zero", { tz: "Etc/UTC", weekly: { mon: [["9:00", "17:00"]] } }],
    ["an hour past the day", { tz: "Etc/UTC", weekly: { mon: [["09:00", "24:30"]] } }],
    ["opening at 24:00", { tz: "Etc/UTC", weekly: { mon: [["24:00", "24:00"]] } }],
    ["three ends", { tz: "Etc/UTC", weekly: { mon: [["09:00", "12:00", "13:00"]] } }],
    ["a date that is none", { tz: "Etc/UTC", weekly: {}, holidays: ["2026-02-29"] }],
    ["a special date that is none", { tz: "Etc/UTC", weekly: {}, special: { "2026-1-1": [] } }],
    ["a bare interval", { tz: "Etc/UTC", weekly: { mon: ["09:00", "17:00"] } }],
  ])("bad_calendar: %s", (_, spec) => {
    expect(code(() => compileCalendar(spec as unknown as CalendarSpec))).toBe("bad_calendar");
  });
  test.each(["Mars/Olympus", "", "+03:00", undefined, 3])("unknown_zone: %s", (tz) => {
    expect(code(() => compileCalendar({ tz, weekly: {} } as unknown as CalendarSpec))).toBe("unknown_zone");
  });
});
