import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localTime } from "#app/format/local-time.ts";

const ZONES = ["UTC", "Europe/Moscow", "Asia/Kolkata", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Chatham", "America/St_Johns"];

/** What the platform says, asked each time. */
function wallByIntl(instant: number, zone: string): string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  return format.format(instant).replace(", ", " ");
}

const wall = (instant: number, zone: string): string => {
  const local = localTime(instant, zone);
  return `${local.date} ${String(local.hour).padStart(2, "0")}:${String(local.minute).padStart(2, "0")}`;
};

describe("the wall clock of a zone", () => {
  it("is the platform's at any instant", () => {
    const instants = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => wall(instant, zone) === wallByIntl(instant, zone)));
  });

  it("is the platform's in each minute around the nights when clocks change", () => {
    const nights = [
      ["America/New_York", Date.UTC(2026, 2, 8, 7)],
      ["America/New_York", Date.UTC(2026, 10, 1, 6)],
      ["Australia/Lord_Howe", Date.UTC(2026, 3, 4, 15)],
      ["America/St_Johns", Date.UTC(2010, 2, 14, 3, 31)],
      ["Africa/Cairo", Date.UTC(2026, 3, 23, 22)],
    ] as const;
    for (const [zone, change] of nights)
      for (let minute = -40; minute <= 40; minute += 1) expect(wall(change + minute * 60_000, zone)).toBe(wallByIntl(change + minute * 60_000, zone));
  });

  it("refuses a zone that does not exist", () => {
    expect(() => localTime(0, "Moon/Base")).toThrow(RangeError);
  });
});
