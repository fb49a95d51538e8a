import { describe, expect, test } from "vitest";
import { expandRecurrence, recurrenceFault } from "#app/domain/schedule/recurrence.ts";

describe("dates of a recurrence", () => {
  test.each([
    ["FREQ=DAILY", "2026-03-01", "2026-03-03", "2026-03-06", ["2026-03-03", "2026-03-04", "2026-03-05"]],
    ["FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-01", "2026-03-01", "2026-03-10", ["2026-03-02", "2026-03-05", "2026-03-09"]],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-03-02", "2026-03-03", "2026-04-01", ["2026-03-16", "2026-03-30"]],
    ["FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-01", "2026-01-01", "2026-06-01", ["2026-01-31", "2026-03-31", "2026-05-31"]],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-01", "2026-01-01", "2026-04-01", ["2026-01-31", "2026-02-28", "2026-03-31"]],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01", "2026-01-01", "2026-04-01", ["2026-01-30", "2026-02-27", "2026-03-31"]],
    ["FREQ=MONTHLY;BYDAY=2TU", "2026-01-01", "2026-01-01", "2026-03-01", ["2026-01-13", "2026-02-10"]],
    ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "2026-01-01", "2026-01-01", "2028-01-01", ["2026-03-31", "2027-03-31"]],
    ["FREQ=MONTHLY;COUNT=2;BYMONTHDAY=5", "2026-01-01", "2026-02-01", "2027-01-01", ["2026-02-05"]],
    ["FREQ=DAILY;UNTIL=20260303", "2026-03-01", "2026-03-02", "2026-04-01", ["2026-03-02", "2026-03-03"]],
    ["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-01-01", "2026-01-01", "2033-01-01", ["2028-02-29", "2032-02-29"]],
    ["FREQ=DAILY", "2026-03-05", "2026-03-01", "2026-03-06", ["2026-03-05"]],
    ["FREQ=DAILY", "2026-03-05", "2026-03-07", "2026-03-07", []],
  ])("%s from %s, in [%s, %s)", (rule, dtstart, from, to, dates) => {
    expect(expandRecurrence(rule, dtstart, from, to)).toEqual(dates);
  });

  test.each([
    ["FREQ=HOURLY", "rrule_sub_daily"],
    ["FREQ=SECONDLY;COUNT=2", "rrule_sub_daily"],
    ["FREQ=DAILY;BYHOUR=9", "rrule_time_part"],
    ["FREQ=DAILY;UNTIL=20260301T000000Z", "rrule_time_part"],
    ["DTSTART;TZID=Europe/Moscow:20260101T090000\nRRULE:FREQ=DAILY", "rrule_tzid"],
    ["FREQ=DAILY;TZID=Europe/Moscow", "rrule_tzid"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "rrule_never_fires"],
    ["FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31", "rrule_never_fires"],
    ["FREQ=DAILY;UNTIL=20250101", "rrule_never_fires"],
    ["FREQ=DAILY;INTERVAL=7;BYDAY=MO", "rrule_never_fires"],
    ["FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3", "rrule_never_fires"],
    ["FREQ=MONTHLY;INTERVAL=12;BYDAY=5MO;BYMONTHDAY=1", "rrule_never_fires"],
    ["FREQ=FORTNIGHTLY", "bad_rrule"],
    ["FREQ=DAILY;FREQ=DAILY", "bad_rrule"],
    ["INTERVAL=2", "bad_rrule"],
    ["FREQ=DAILY;COUNT=2;UNTIL=20270101", "bad_rrule"],
    ["FREQ=DAILY;INTERVAL=0", "bad_rrule"],
    ["FREQ=WEEKLY;BYDAY=XX", "bad_rrule"],
    ["FREQ=WEEKLY;BYDAY=1MO", "bad_rrule"],
    ["FREQ=MONTHLY;BYMONTHDAY=32", "bad_rrule"],
    ["FREQ=MONTHLY;BYSETPOS=1", "bad_rrule"],
    ["FREQ=DAILY;UNTIL=20261301", "bad_rrule"],
    ["", "bad_rrule"],
  ])("%j is refused: %s", (rule, fault) => {
    expect(recurrenceFault(rule, "2026-01-01")).toBe(fault);
    expect(() => expandRecurrence(rule, "2026-01-01", "2026-01-01", "2026-02-01")).toThrow(fault);
  });

  test("a start that is no date is refused", () => {
    expect(recurrenceFault("FREQ=DAILY", "2026-02-30")).toBe("bad_date");
    expect(recurrenceFault("FREQ=DAILY", "2026-02-28")).toBeNull();
  });
});
