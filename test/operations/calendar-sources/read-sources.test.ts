import { describe, expect, test } from "vitest";
import { countries, countryHolidays, regionsOf } from "#app/operations/calendar-sources/country-holidays.server.ts";
import { MOST_EVENTS, readIcs } from "#app/operations/calendar-sources/read-ics.server.ts";
import { readProductionJson, readProductionXml } from "#app/operations/calendar-sources/read-production-calendar.server.ts";

const ics = (...events: string[]) => ["BEGIN:VCALENDAR", "VERSION:2.0", ...events.flatMap((event) => ["BEGIN:VEVENT", ...event.split("\n"), "END:VEVENT"]), "END:VCALENDAR", ""].join("\r\n");
const dates = (text: string, from = "2026-01-01", to = "2026-12-31") => {
  const read = readIcs(text, from, to);
  return read.ok ? { dates: read.value.days.map((day) => day.date), skipped: read.value.skipped } : read;
};

describe("an .ics file", () => {
  test("all-day events of one and of several days, with folded names", () => {
    const read = readIcs(ics("DTSTART;VALUE=DATE:20260101\nSUMMARY:New \n Year", "DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260504\nSUMMARY:May"), "2026-01-01", "2026-12-31");
    expect(read.ok && read.value.days).toEqual([
      { date: "2026-01-01", kind: "closed", names: { en: "New Year", ru: "New Year" } },
      ...["01", "02", "03"].map((day) => ({ date: `2026-05-${day}`, kind: "closed", names: { en: "May", ru: "May" } })),
    ]);
  });
  test("recurring ones are expanded in the range, exceptions left out", () => {
    expect(dates(ics("DTSTART;VALUE=DATE:20000704\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270704"), "2026-01-01", "2028-12-31")).toEqual({ dates: ["2026-07-04", "2028-07-04"], skipped: 0 });
  });
  test("events with a time of day and cancelled ones close no day", () => {
    expect(dates(ics("DTSTART:20260101T100000Z\nDTEND:20260101T110000Z", "DTSTART;VALUE=DATE:20260102\nSTATUS:CANCELLED", "DTSTART;VALUE=DATE:20260103"))).toEqual({ dates: ["2026-01-03"], skipped: 2 });
  });
  test("broken lines are named", () => {
    expect(readIcs("BEGIN:VCALENDAR\nVERSION:2.0\nthis is nothing\nBEGIN:VEVENT\n???\nEND:VEVENT\nEND:VCALENDAR", "2026-01-01", "2026-12-31")).toEqual({ ok: false, code: "ics_broken", facts: { count: 2, lines: "3, 5" } });
    expect(readIcs("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\n", "2026-01-01", "2026-12-31")).toMatchObject({ ok: false, code: "ics_broken" });
  });
  test("an event without a readable start is left out, the others are read", () => {
    expect(dates(ics("SUMMARY:nothing", "DTSTART;VALUE=DATE:20260103"))).toEqual({ dates: ["2026-01-03"], skipped: 1 });
  });
  test("50,000 events are counted, refused, and hold nobody up", () => {
    const text = ics(...Array.from({ length: 50_000 }, (_, i) => `DTSTART;VALUE=DATE:20260101\nSUMMARY:${i}`));
    const begun = performance.now();
    expect(readIcs(text, "2026-01-01", "2026-12-31")).toEqual({ ok: false, code: "ics_too_many", facts: { count: 50_000, most: MOST_EVENTS } });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
  test("a rule that repeats without end before the range is refused in time", () => {
    const begun = performance.now();
    expect(readIcs(ics(...Array.from({ length: 10 }, () => "DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY")), "2026-01-01", "2026-12-31")).toMatchObject({ ok: false, code: "ics_endless" });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
  test("another text is no calendar", () => expect(readIcs("hello", "2026-01-01", "2026-12-31")).toMatchObject({ code: "ics_not_calendar" }));
});

describe("a production calendar", () => {
  const xml = (days: string) => `<?xml version="1.0" encoding="UTF-8"?><calendar year="2025" lang="ru"><holidays><holiday id="1" title="Новый год"/></holidays><days>${days}</days></calendar>`;
  test("in XML: off, shortened, worked", () => {
    expect(readProductionXml(xml('<day d="01.01" t="1" h="1"/><day d="03.07" t="2"/><day d="11.01" t="2"/><day d="12.28" t="3"/>'))).toEqual({
      ok: true,
      value: {
        skipped: 0,
        days: [
          { date: "2025-01-01", kind: "closed", names: { en: "Новый год", ru: "Новый год" } }, { date: "2025-03-07", kind: "shortened", names: null },
          { date: "2025-11-01", kind: "working_shortened", names: null }, { date: "2025-12-28", kind: "working", names: null },
        ],
      },
    });
  });
  test.each([
    ["a broken one", xml('<day d="01.01" t="1">'), "xml_broken"],
    ["entities", '<!DOCTYPE a [<!ENTITY b "c">]>' + xml(""), "xml_broken"],
    ["no days", xml(""), "production_no_days"],
    ["a day that is none", xml('<day d="02.30" t="1"/>'), "production_bad_day"],
    ["an unknown type", xml('<day d="02.20" t="9"/>'), "production_bad_day"],
  ])("XML with %s is refused", (_, text, code) => expect(readProductionXml(text)).toMatchObject({ ok: false, code }));
  test("in JSON by months", () => {
    const read = readProductionJson(JSON.stringify({ year: 2025, months: [{ month: 11, days: "1*,2,3+,4,8,9,15,16,22,23,29,30" }] }));
    expect(read.ok && read.value.days.map((day) => [day.date, day.kind])).toEqual([["2025-11-01", "working_shortened"], ["2025-11-03", "closed"], ["2025-11-04", "closed"]]);
  });
  test("in JSON by lists and day by day", () => {
    const lists = readProductionJson(JSON.stringify({ years: { 2025: { closed: ["2025-01-01"], working_weekends: ["2025-11-01"], shortened: ["2025-11-01", "2025-03-07"] } } }));
    expect(lists.ok && lists.value.days.map((day) => day.kind)).toEqual(["closed", "working_shortened", "shortened"]);
    expect(readProductionJson('{"year":2025,"days":[{"d":"01.01","t":1}]}')).toMatchObject({ ok: true });
    expect(readProductionJson('{"year":2025,"days":[{"d":"13.01","t":1}]}')).toMatchObject({ code: "production_bad_day" });
    expect(readProductionJson("{")).toMatchObject({ code: "json_broken" });
    expect(readProductionJson("{}")).toMatchObject({ code: "production_no_days" });
  });
});

describe("holidays of a country", () => {
  test("public ones, with the region's", () => {
    const of = (region: string) => {
      const read = countryHolidays("DE", region, 2026, 2026);
      return read.ok ? read.value.days.map((day) => day.date) : [];
    };
    expect(of("")).toContain("2026-12-25");
    expect(of("")).not.toContain("2026-01-06");
    expect(of("BY")).toContain("2026-01-06");
    expect(regionsOf("DE").map((region) => region.code)).toContain("BY");
    expect(countries("ru").find((country) => country.code === "DE")?.name).toBe("Германия");
  });
  test("unknown ones are refused", () => {
    expect(countryHolidays("ZZ", "", 2026, 2026)).toMatchObject({ code: "unknown_country" });
    expect(countryHolidays("DE", "ZZ", 2026, 2026)).toMatchObject({ code: "unknown_region" });
    expect(countryHolidays("__proto__", "", 2026, 2026)).toMatchObject({ code: "unknown_country" });
  });
});
