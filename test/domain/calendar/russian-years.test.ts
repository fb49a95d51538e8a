import { describe, expect, test } from "vitest";
import { RUSSIAN_YEARS } from "#app/domain/calendar/russian-years.ts";
import { addDays } from "#app/domain/time/local-date.ts";

const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

describe("the shipped Russian years", () => {
  test.each([...RUSSIAN_YEARS])("%i adds up to its norm of days and hours", (year, found) => {
    let days = 0;
    let hours = 0;
    for (let date = `${year}-01-01`; date < `${year + 1}-01-01`; date = addDays(date, 1)) {
      const works = isWeekend(date) ? found.workingWeekends.includes(date) : !found.closed.includes(date);
      if (!works) continue;
      days += 1;
      hours += found.shortened.includes(date) ? 7 : 8;
    }
    expect({ days, hours }).toEqual({ days: found.normDays, hours: found.normHours });
  });
});

/**
 * Days off that the government moved, from its decrees: 1314 of 10.08.2023 (for 2024), 1335 of 04.10.2024 (for 2025),
 * 1466 of 24.09.2025 (for 2026); for 2027 the days that a legal reference publisher lists as off and worked, read out of
 * an independent project's copy of its calendar. Weekend holidays move on by themselves (Labour Code, article 112) unless a decree sends
 * them elsewhere; holidays from 1 to 8 January only by decree.
 */
const HOLIDAYS = ["01-01", "01-02", "01-03", "01-04", "01-05", "01-06", "01-07", "01-08", "02-23", "03-08", "05-01", "05-09", "06-12", "11-04"];
const MOVED: Readonly<Record<number, readonly (readonly [from: string, to: string])[]>> = {
  2024: [["01-06", "05-10"], ["01-07", "12-31"], ["04-27", "04-29"], ["11-02", "04-30"], ["12-28", "12-30"]],
  2025: [["01-04", "05-02"], ["01-05", "12-31"], ["02-23", "05-08"], ["03-08", "06-13"], ["11-01", "11-03"]],
  2026: [["01-03", "01-09"], ["01-04", "12-31"]],
  2027: [["01-02", "11-05"], ["01-03", "12-31"], ["02-20", "02-22"]],
};

describe("an independent list of moved days", () => {
  test.each(Object.keys(MOVED).map(Number))("%i: holidays and moves make exactly the shipped days", (year) => {
    const found = RUSSIAN_YEARS.get(year)!;
    const off = new Set<string>();
    const worked = new Set<string>();
    const moves = new Map((MOVED[year] ?? []).map(([from, to]) => [`${year}-${from}`, `${year}-${to}`]));
    const holidays = new Set(HOLIDAYS.map((day) => `${year}-${day}`));
    for (const date of holidays) {
      if (!isWeekend(date)) off.add(date);
      else if (!moves.has(date) && !date.startsWith(`${year}-01`)) {
        let next = date;
        while (isWeekend(next) || holidays.has(next)) next = addDays(next, 1);
        off.add(next);
      }
    }
    for (const [from, to] of moves) {
      off.add(to);
      if (!holidays.has(from)) worked.add(from);
    }
    expect([...off].sort()).toEqual(found.closed);
    expect([...worked].sort()).toEqual(found.workingWeekends);
  });

  test.each([...RUSSIAN_YEARS])("%i: a working day before a holiday is an hour shorter", (year, found) => {
    const works = (date: string) => (isWeekend(date) ? found.workingWeekends.includes(date) : !found.closed.includes(date));
    // 31 December and the days of the January holidays are closed in all of these years.
    const before = HOLIDAYS.slice(8).map((day) => addDays(`${year}-${day}`, -1)).filter(works);
    // A day off that was moved away takes its short day along: 2 November 2024 and 1 November 2025 are worked for another day.
    expect(before.every((date) => found.shortened.includes(date))).toBe(true);
    expect(found.shortened.filter((date) => !before.includes(date)).every((date) => found.workingWeekends.includes(date))).toBe(true);
  });
});
