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
