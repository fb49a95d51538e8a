import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";
import type { SourceDay, SourceDayKind } from "#app/domain/calendar/propose-days.ts";
import type { Names } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { dateOfDay, dayOfParts, daysInMonth, readDay, weekdayOf } from "#app/domain/time/local-date.ts";
import type { ReadSource } from "./read-ics.server.ts";

export type ProductionRefusal = "xml_broken" | "json_broken" | "production_no_days" | "production_bad_day";

const MOST_DAYS = 4_000;
const year = z.coerce.number().int().min(1970).max(2099);

/** Types of a day in the usual layout of production calendars: 1 day off, 2 an hour shorter, 3 worked. */
const kindOf = (type: string, date: string): SourceDayKind | null => {
  const isWeekend = weekdayOf(readDay(date) ?? 0) >= 5;
  return type === "1" ? "closed" : type === "2" ? (isWeekend ? "working_shortened" : "shortened") : type === "3" ? "working" : null;
};

const xmlDay = z.object({ d: z.string(), t: z.string(), h: z.string().optional() });
const xmlHoliday = z.object({ id: z.string(), title: z.string() });
const xmlCalendar = z.object({
  calendar: z.object({
    year, lang: z.string().optional(),
    days: z.object({ day: z.array(xmlDay).max(MOST_DAYS) }),
    holidays: z.object({ holiday: z.array(xmlHoliday).max(MOST_DAYS) }).optional().catch(undefined),
  }),
});

/** `<calendar year><days><day d="01.31" t="1" h="1"/></days></calendar>`, with the names under `holidays`. Entities are not read. */
export function readProductionXml(text: string): Result<ReadSource, ProductionRefusal> {
  // A document type can define entities that unfold into gigabytes; a calendar needs none.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return refused("xml_broken", { line: 1 });
  const valid = XMLValidator.validate(text);
  if (valid !== true) return refused("xml_broken", { line: valid.err.line });
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", parseAttributeValue: false, processEntities: false, isArray: (name) => name === "day" || name === "holiday" });
  const parsed = xmlCalendar.safeParse(parser.parse(text));
  if (!parsed.success) return refused("production_no_days");
  const { calendar } = parsed.data;
  const titles = new Map(calendar.holidays?.holiday.map((row) => [row.id, row.title.slice(0, 120)]));
  const days: SourceDay[] = [];
  for (const { d, t, h } of calendar.days.day) {
    const date = `${calendar.year}-${d.replace(".", "-")}`;
    const kind = readDay(date) === null ? null : kindOf(t, date);
    if (!kind) return refused("production_bad_day", { value: `${d} (${t})` });
    const title = h === undefined ? undefined : titles.get(h);
    days.push({ date, kind, names: kind === "closed" && title ? both(title) : null });
  }
  return days.length === 0 ? refused("production_no_days") : ok({ days, skipped: 0 });
}

const both = (title: string): Names => ({ en: title, ru: title });

const dates = z.array(z.string()).max(MOST_DAYS).default([]);
const monthsOfYear = z.object({ year, months: z.array(z.object({ month: z.coerce.number().int().min(1).max(12), days: z.string().max(400) })).max(12) });
const lists = z.object({ years: z.record(z.string(), z.object({ closed: dates, working_weekends: dates, shortened: dates })) });
const flat = z.object({ year, days: z.array(z.object({ d: z.string(), t: z.coerce.string() })).max(MOST_DAYS) });

/**
 * A production calendar as JSON: by months (`"days": "1,2,8*,9+"`, all days off, `*` an hour shorter, `+` moved), by
 * lists of dates (`closed`, `working_weekends`, `shortened`) or day by day as in the XML.
 */
export function readProductionJson(text: string): Result<ReadSource, ProductionRefusal> {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refused("json_broken");
  }
  const months = monthsOfYear.safeParse(content);
  if (months.success) return byMonths(months.data);
  const byLists = lists.safeParse(content);
  const days: { date: string; kind: SourceDayKind | null }[] = [];
  if (byLists.success) {
    for (const { closed, working_weekends: worked, shortened } of Object.values(byLists.data.years)) {
      const short = new Set(shortened);
      days.push(...closed.map((date) => ({ date, kind: "closed" as const })));
      days.push(...worked.map((date) => ({ date, kind: short.has(date) ? ("working_shortened" as const) : ("working" as const) })));
      days.push(...shortened.filter((date) => !worked.includes(date)).map((date) => ({ date, kind: "shortened" as const })));
    }
  } else {
    const one = flat.safeParse(content);
    if (!one.success) return refused("production_no_days");
    for (const { d, t } of one.data.days) {
      const date = `${one.data.year}-${d.replace(".", "-")}`;
      days.push({ date, kind: readDay(date) === null ? null : kindOf(t, date) });
    }
  }
  const bad = days.find((day) => day.kind === null || readDay(day.date) === null);
  if (bad) return refused("production_bad_day", { value: bad.date.slice(0, 40) });
  return days.length === 0 ? refused("production_no_days") : ok({ days: days.map(({ date, kind }) => ({ date, kind: kind!, names: null })), skipped: 0 });
}

function byMonths({ year: ofYear, months }: z.output<typeof monthsOfYear>): Result<ReadSource, ProductionRefusal> {
  const days: SourceDay[] = [];
  for (const { month, days: listed } of months) {
    const off = new Set<number>();
    const short = new Set<number>();
    for (const piece of listed.split(",").map((one) => one.trim()).filter(Boolean)) {
      const match = /^(\d{1,2})([*+]?)$/.exec(piece);
      const day = Number(match?.[1] ?? 0);
      if (day < 1 || day > daysInMonth(ofYear, month)) return refused("production_bad_day", { value: `${piece} (${month})` });
      (match?.[2] === "*" ? short : off).add(day);
    }
    for (let day = 1; day <= daysInMonth(ofYear, month); day++) {
      const number = dayOfParts(ofYear, month, day);
      const isWeekend = weekdayOf(number) >= 5;
      const date = dateOfDay(number);
      if (short.has(day)) days.push({ date, kind: isWeekend ? "working_shortened" : "shortened", names: null });
      else if (off.has(day) && !isWeekend) days.push({ date, kind: "closed", names: null });
      else if (!off.has(day) && isWeekend) days.push({ date, kind: "working", names: null });
    }
  }
  return days.length === 0 ? refused("production_no_days") : ok({ days, skipped: 0 });
}
