import { describe, expect, test } from "vitest";
import { checkDraft, draftOf, type CalendarDraft } from "#app/domain/calendar/calendar-draft.ts";
import { isRussianZone, yearToConfirm } from "#app/domain/calendar/confirm-year.ts";
import { hoursText, readHours } from "#app/domain/calendar/interval-text.ts";
import { lessOneHour, proposeChanges, russianDays } from "#app/domain/calendar/propose-days.ts";
import { dayEntries } from "#app/domain/calendar/day-entries.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { compareCalendars } from "#app/domain/calendar/compare-calendars.ts";
import { russianNorm, yearHours } from "#app/domain/calendar/year-hours.ts";
import type { CalendarSpec, ClockInterval } from "#app/domain/calendar/calendar-spec.ts";

describe("hours as they are typed", () => {
  test.each([
    ["", []],
    ["9-18", [["09:00", "18:00"]]],
    ["14.00–18.30; 9:00 — 13:00", [["09:00", "13:00"], ["14:00", "18:30"]]],
    ["00:00–24:00", [["00:00", "24:00"]]],
    ["24 h", [["00:00", "24:00"]]],
    ["22:00–06:00 +1", [["22:00", "06:00"]]],
    ["08:00–08:00+1", [["08:00", "08:00"]]],
  ] as [string, ClockInterval[]][])("%j", (text, intervals) => {
    const read = readHours(text);
    expect(read).toEqual({ ok: true, intervals });
    expect(readHours(hoursText(intervals))).toEqual({ ok: true, intervals });
  });

  test.each([
    ["late", "hours_unreadable", "late"],
    ["25:00–26:00", "hours_unreadable", "25:00–26:00"],
    ["09:60–10:00", "hours_unreadable", "09:60–10:00"],
    ["24:00–02:00 +1", "hours_unreadable", "24:00–02:00 +1"],
    ["18:00–09:00", "hours_reversed", "18:00–09:00"],
    ["09:00–09:00", "hours_reversed", "09:00–09:00"],
    ["09:00–18:00 +1", "hours_too_long", "09:00–18:00 +1"],
    ["09:00–13:00, 12:00–18:00", "hours_overlap", "09:00–13:00, 12:00–18:00"],
    ["22:00–06:00 +1, 23:00–24:00", "hours_overlap", "22:00–06:00 +1, 23:00–24:00"],
    ["09:00–13:00, 9-13", "hours_twice", "9-13"],
  ])("%j is refused: %s", (text, code, part) => expect(readHours(text)).toEqual({ ok: false, code, part }));
});

const full: ClockInterval[] = [["09:00", "13:00"], ["14:00", "18:00"]];
const week = { mon: full, tue: full, wed: full, thu: full, fri: full };
const office: CalendarSpec = { tz: "Europe/Moscow", weekly: week };
const draft = (over: Partial<CalendarDraft> = {}): CalendarDraft => ({ ...draftOf({ en: "Office" }, office), ...over });
const day = (date: string, hours = "") => ({ date, hours, nameEn: "", nameRu: "" });

describe("a draft", () => {
  test("comes back as the calendar it was made from", () => {
    const spec: CalendarSpec = { ...office, holidays: ["2026-01-01"], special: { "2026-12-31": [["09:00", "15:00"]] }, names: { "2026-01-01": { en: "New Year", ru: "Новый год" } } };
    expect(checkDraft(draftOf({ en: "Office", ru: "Офис" }, spec))).toEqual({ ok: true, names: { en: "Office", ru: "Офис" }, spec });
  });

  test.each([
    ["nameEn", "name_missing", { nameEn: " " }],
    ["tz", "zone_missing", { tz: "" }],
    ["tz", "zone_unknown", { tz: "Moscow" }],
    ["tz", "zone_unknown", { tz: "+03:00" }],
    ["weekly.sat", "hours_reversed", { weekly: { ...draft().weekly, sat: "18-9" } }],
    ["weekly.sat", "night_overlap", { weekly: { ...draft().weekly, fri: "22:00–06:00 +1", sat: "05:00–12:00" } }],
    ["weekly.mon", "never_open", { weekly: { mon: "", tue: "", wed: "", thu: "", fri: "", sat: "", sun: "" } }],
    ["days.1.date", "date_twice", { days: [day("2026-01-01"), day("2026-01-01", "9-12")] }],
    ["days.0.date", "date_unreadable", { days: [day("2026-02-30")] }],
    ["days.0.date", "date_out_of_range", { days: [day("2126-02-01")] }],
    ["days.0.date", "date_missing", { days: [day("", "9-12")] }],
    ["days.0.hours", "hours_unreadable", { days: [day("2026-02-01", "noon")] }],
    ["days", "too_many_days", { days: Array.from({ length: 1001 }, () => day("")) }],
  ] as [string, string, Partial<CalendarDraft>][])("%s: %s", (field, code, over) => {
    const checked = checkDraft(draft(over));
    expect(checked.ok ? [] : checked.faults.map((fault) => [fault.field, fault.code])).toEqual([[field, code]]);
  });

  test("a blank row is no date", () => expect(checkDraft(draft({ days: [day("")] }))).toMatchObject({ ok: true, spec: office }));
});

describe("proposals", () => {
  test("the shipped years, taken whole, meet the norm of every month", () => {
    for (const year of [2024, 2025, 2026, 2027]) {
      const changes = proposeChanges(week, [], russianDays(year, year), `${year}-01-01`, `${year}-12-31`);
      const holidays = changes.filter((one) => one.after?.intervals.length === 0).map((one) => one.date);
      const special = Object.fromEntries(changes.flatMap((one) => (one.after && one.after.intervals.length > 0 ? [[one.date, one.after.intervals]] : [])));
      const hours = yearHours(compileCalendar({ ...office, holidays, special }), year);
      const norm = russianNorm(year)!;
      expect({ days: hours.sum.days, hours: hours.sum.ms / 3_600_000 }).toEqual(norm.sum);
      expect(hours.months.map((month) => month.sum.ms / 3_600_000)).toEqual(norm.months.map((month) => month.hours));
      expect(hours.quarters.map((quarter) => quarter.days)).toEqual(norm.quarters.map((quarter) => quarter.days));
    }
  });

  test("say what is new, what changes and what the source does not have", () => {
    const current = dayEntries({ ...office, holidays: ["2026-01-01", "2026-03-20"], special: { "2026-04-30": [["09:00", "12:00"]], "2025-05-05": [["09:00", "10:00"]] } });
    const source = [
      { date: "2026-01-01", kind: "closed" as const, names: null }, { date: "2026-02-23", kind: "closed" as const, names: { en: "Day" } },
      { date: "2026-04-30", kind: "shortened" as const, names: null }, { date: "2026-05-09", kind: "closed" as const, names: null },
    ];
    expect(proposeChanges(week, current, source, "2026-01-01", "2026-12-31").map((one) => [one.kind, one.date])).toEqual([["added", "2026-02-23"], ["removed", "2026-03-20"], ["changed", "2026-04-30"]]);
  });

  test.each([
    [full, [["09:00", "13:00"], ["14:00", "17:00"]]],
    [[["09:00", "13:00"], ["14:00", "15:00"]], [["09:00", "13:00"]]],
    [[["09:00", "13:00"], ["14:00", "14:30"]], [["09:00", "12:30"]]],
    [[["22:00", "06:00"]], [["22:00", "05:00"]]],
    [[["17:00", "01:00"]], [["17:00", "24:00"]]],
    [[["09:00", "09:30"]], []],
  ] as [ClockInterval[], ClockInterval[]][])("an hour less than %j", (hours, shorter) => expect(lessOneHour(hours)).toEqual(shorter));
});

test("versions are compared day by day", () => {
  const other = compileCalendar({ ...office, holidays: ["2026-03-09"], weekly: { ...week, sat: [["10:00", "12:00"]] } });
  expect(compareCalendars(compileCalendar(office), other, "2026-03-07", "2026-03-10").map((one) => [one.date, one.msBefore / 3_600_000, one.msAfter / 3_600_000])).toEqual([["2026-03-07", 0, 2], ["2026-03-09", 8, 0]]);
});

test("the next year of a Russian calendar waits for a person from 1 October", () => {
  const none = new Set<number>();
  expect(yearToConfirm("Europe/Moscow", "2026-09-30", none)).toBeNull();
  expect(yearToConfirm("Europe/Moscow", "2026-10-01", none)).toBe(2027);
  expect(yearToConfirm("Europe/Moscow", "2026-12-31", new Set([2027]))).toBeNull();
  expect(yearToConfirm("Europe/Berlin", "2026-12-31", none)).toBeNull();
  expect(isRussianZone("Asia/Kamchatka")).toBe(true);
});
