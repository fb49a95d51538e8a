import { describe, expect, it } from "vitest";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { explainDue } from "#app/domain/calendar/explain-due.ts";
import { RUSSIAN_YEARS } from "#app/domain/calendar/russian-years.ts";
import { russianNorm, yearHours } from "#app/domain/calendar/year-hours.ts";

const DAY: [string, string][] = [["09:00", "13:00"], ["14:00", "18:00"]];
const WEEK = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY };
const HOUR = 3_600_000;
const office = compileCalendar({ tz: "Europe/Moscow", weekly: WEEK, holidays: ["2026-03-09"], special: { "2026-04-30": [["09:00", "13:00"], ["14:00", "17:00"]], "2026-03-14": DAY } });

describe("the hours of a year", () => {
  const year = yearHours(office, 2026);
  const day = (date: string) => year.months[Number(date.slice(5, 7)) - 1]?.days[Number(date.slice(8, 10)) - 1];

  it.each([
    ["2026-03-10", 8 * HOUR, null],
    ["2026-03-09", 0, "day_closed"],
    ["2026-04-30", 7 * HOUR, "day_changed"],
    ["2026-03-14", 8 * HOUR, "day_extra"],
    ["2026-03-15", 0, null],
  ])("%s", (date, ms, exception) => {
    expect(day(date)).toMatchObject({ date, ms, exception });
  });

  it("say when a day opens, in minutes of the wall clock", () => {
    expect(day("2026-03-10")?.minutes).toEqual([540, 780, 840, 1080]);
  });

  it("add up by month, quarter and year", () => {
    expect(year.sum.ms).toBe(year.quarters.reduce((sum, part) => sum + part.ms, 0));
    expect(year.sum.days).toBe(year.months.reduce((sum, month) => sum + month.sum.days, 0));
    expect(year.months.flatMap((month) => month.days)).toHaveLength(365);
    expect(yearHours(office, 2024).months[1]?.days).toHaveLength(29);
  });

  it("of a night shift belong to the day on which it opens", () => {
    const nights = compileCalendar({ tz: "UTC", weekly: { fri: [["22:00", "06:00"]] } });
    const march = yearHours(nights, 2026).months[2];
    expect(march?.days[5]).toMatchObject({ date: "2026-03-06", ms: 8 * HOUR, minutes: [1320, 1800] });
    expect(march?.days[6]?.ms).toBe(0);
  });
});

describe("the Russian norm", () => {
  it.each([...RUSSIAN_YEARS.keys()])("of %i adds up by quarter and month", (year) => {
    const norm = russianNorm(year)!;
    expect(norm.quarters.reduce((sum, part) => sum + part.hours, 0)).toBe(norm.sum.hours);
    expect(norm.months.reduce((sum, part) => sum + part.days, 0)).toBe(norm.sum.days);
  });
  it("knows months of 2026 and no year that is not shipped", () => {
    expect(russianNorm(2026)?.months[0]).toEqual({ days: 15, hours: 120 });
    expect(russianNorm(2026)?.months[3]).toEqual({ days: 22, hours: 175 });
    expect(russianNorm(1999)).toBeNull();
  });
});

describe("the explanation of a term", () => {
  const friday = Date.parse("2026-03-06T16:40:00+03:00");

  it("names the skipped days: the example of the task page", () => {
    const found = explainDue(office, friday, { unit: "working_days", n: 2, end: "snap" });
    expect(new Date(found.due).toISOString()).toBe("2026-03-11T13:40:00.000Z");
    expect(found.days.map((day) => [day.date, day.closed, day.ms / HOUR])).toEqual([
      ["2026-03-06", null, 4 / 3],
      ["2026-03-07", "weekend", 0],
      ["2026-03-08", "weekend", 0],
      ["2026-03-09", "holiday", 0],
      ["2026-03-10", null, 8],
      ["2026-03-11", null, 20 / 3],
    ]);
    expect(found.workingMs).toBe(16 * HOUR);
  });

  it("of working hours adds exactly that much working time", () => {
    const found = explainDue(office, friday, { unit: "working_hours", n: 5 });
    expect(found.days.reduce((sum, day) => sum + day.ms, 0)).toBe(5 * HOUR);
  });

  it("of a long term is cut, and says by how much", () => {
    const found = explainDue(office, friday, { unit: "elapsed_days", n: 100 });
    expect([found.days.length, found.more]).toEqual([60, 41]);
  });
});
