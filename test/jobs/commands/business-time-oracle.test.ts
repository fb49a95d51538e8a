import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { WEEKDAYS, type CalendarSpec, type ClockInterval } from "#app/domain/calendar/calendar-spec.ts";
import { answerBusinessTime } from "#jobs/commands/business-time.ts";
import { slowAdd, slowAddDays, slowBetween, slowDaysBetween, slowIsOpen, slowIsWorkday, slowNthWorkday, slowSubtract } from "#test/support/slow-business-time.ts";

/**
 * `concord business-time` against the slow reading of formulas.md. `ORACLE_CASES` asks for more than the seeded few
 * thousand of every run, `ORACLE_SEED` for others.
 */
const CASES = Number(process.env["ORACLE_CASES"] ?? 1_500);
const SEED = Number(process.env["ORACLE_SEED"] ?? 20_261);

/** Both hemispheres, half and quarter hours, half-hour changes, changes at midnight, Ramadan, dates left out. */
const ZONES = [
  "Etc/UTC", "Europe/Moscow", "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Sao_Paulo", "America/Santiago", "America/Havana", "America/Asuncion",
  "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Asia/Beirut", "Asia/Gaza", "Asia/Amman", "Africa/Cairo", "Africa/Casablanca", "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Antarctica/Troll",
] as const;

/** A small generator with a seed (mulberry32): the same cases on every machine. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function changesOf(tz: string): number[] {
  const found: number[] = [];
  const last = Temporal.PlainDate.from("2040-12-31").toZonedDateTime(tz).epochMilliseconds;
  for (let at = Temporal.PlainDate.from("1990-01-01").toZonedDateTime(tz).getTimeZoneTransition("next"); at && at.epochMilliseconds < last; at = at.getTimeZoneTransition("next")) found.push(at.epochMilliseconds);
  return found;
}

function makeCases(count: number, seed: number) {
  const random = randomOf(seed);
  const int = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[int(list.length)]!;
  const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const interval = (): ClockInterval => [clock(int(96) * 15), clock(int(97) * 15)];
  const shapes: (() => ClockInterval[])[] = [
    () => [["09:00", "18:00"]], () => [["09:00", "13:00"], ["14:00", "18:00"]], () => [["00:00", "24:00"]], () => [["22:00", "06:00"]], () => [["00:00", "00:30"], ["23:30", "24:00"]],
    () => [["01:30", "03:15"]], () => [interval(), interval()], () => [interval()], () => [],
  ];
  const changes = new Map(ZONES.map((tz) => [tz, changesOf(tz)]));
  return Array.from({ length: count }, (_, id) => {
    const tz = pick(ZONES);
    const around = changes.get(tz)!;
    const first = Date.UTC(1990, 0, 1);
    const centre = around.length > 0 && random() < 0.6 ? pick(around) : first + int(51 * 365) * 86_400_000;
    const start = centre + (int(6 * 1440) - 3 * 1440) * 60_000 + (random() < 0.2 ? int(60_000) : 0);
    const near = (days: number) => new Date(centre + (int(2 * days) - days) * 86_400_000).toISOString().slice(0, 10);
    const usual = pick(shapes);
    const weekly = Object.fromEntries(WEEKDAYS.flatMap((day, i) => (i < 5 || random() < 0.3 ? [[day, random() < 0.7 ? usual() : pick(shapes)()]] : [])));
    const spec: CalendarSpec = {
      tz, weekly,
      ...(random() < 0.5 ? { holidays: Array.from({ length: int(5) }, () => near(12)) } : {}),
      ...(random() < 0.5 ? { special: Object.fromEntries(Array.from({ length: int(4) }, () => [near(6), pick(shapes)()])) } : {}),
    };
    const pauses = random() < 0.3 ? Array.from({ length: 1 + int(3) }, () => { const a = start + (int(8 * 1440) - 2 * 1440) * 60_000; return [a, a + (int(3000) - 100) * 60_000] as const; }) : [];
    const op = pick(["add", "add", "subtract", "between", "between", "is_open", "is_workday", "add_days", "add_days", "nth_workday", "days_between"] as const);
    return {
      id, spec, op, start, pauses, end: start + (int(40 * 1440) - 20 * 1440) * 60_000, minutes: random() < 0.15 ? 0 : int(4000), days: int(31) - 15, rule: pick(["after/keep", "after/snap", "after/eod"] as const),
      n: int(51) - 25, date: near(8), other: near(60),
    };
  });
}

type Case = ReturnType<typeof makeCases>[number];
const iso = (ms: number) => new Date(ms).toISOString();

function ask(c: Case): { result?: unknown; error?: string } {
  const question: Record<Case["op"], object> = {
    add: { start: iso(c.start), minutes: c.minutes, pauses: c.pauses.map((p) => p.map(iso)) },
    subtract: { start: iso(c.start), seconds: c.minutes * 60, pauses: c.pauses.map((p) => p.map(iso)) },
    between: { start: iso(c.start), end: iso(c.end), unit: "seconds", pauses: c.pauses.map((p) => p.map(iso)) },
    is_open: { start: iso(c.start) }, is_workday: { date: c.date }, add_days: { start: iso(c.start), days: c.days || 1, rule: c.rule },
    nth_workday: { month: c.date.slice(0, 7), n: c.n }, days_between: { start_date: c.date, end_date: c.other },
  };
  return JSON.parse(answerBusinessTime(JSON.stringify({ id: c.id, calendar: c.spec, op: c.op, ...question[c.op] })));
}

/** What the slow reading says; undefined where it does not look far enough. */
function slow(c: Case): unknown {
  switch (c.op) {
    case "add": return slowAdd(c.spec, c.start, c.minutes * 60_000, c.pauses) ?? undefined;
    case "subtract": return slowSubtract(c.spec, c.start, c.minutes * 60_000, c.pauses) ?? undefined;
    case "between": return slowBetween(c.spec, c.start, c.end, c.pauses) / 1000;
    case "is_open": return slowIsOpen(c.spec, c.start);
    case "is_workday": return slowIsWorkday(c.spec, Temporal.PlainDate.from(c.date));
    case "add_days": return slowAddDays(c.spec, c.start, c.days || 1, c.rule) ?? undefined;
    case "nth_workday": return slowNthWorkday(c.spec, c.date.slice(0, 7), c.n);
    case "days_between": return slowDaysBetween(c.spec, c.date, c.other);
  }
}

describe("business time", () => {
  test(`equals its slow reading in ${CASES} cases over ${ZONES.length} zones, 1990 to 2040`, { timeout: 3_600_000 }, () => {
    let compared = 0;
    const wrong: unknown[] = [];
    for (const c of makeCases(CASES, SEED)) {
      const wanted = slow(c);
      if (wanted === undefined) continue;
      compared += 1;
      const { result, error } = ask(c);
      const got = typeof wanted === "number" && typeof result === "string" ? Date.parse(result) : result;
      if (got !== wanted && wrong.length < 5) wrong.push({ case: c, wanted: typeof wanted === "number" && c.op !== "between" && c.op !== "days_between" ? iso(wanted) : wanted, got: result ?? error });
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(CASES * 0.9);
  });
});
