import { createRequire } from "node:module";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { WEEKDAYS } from "#app/domain/calendar/calendar-spec.ts";
import { addWorkingMs, workingMsBetween } from "#app/domain/calendar/working-time.ts";

interface BusinessMoment {
  addWorkingTime(n: number, unit: string): BusinessMoment;
  workingDiff(other: BusinessMoment, unit: string): number;
  valueOf(): number;
}
type BusinessMomentFactory = ((ms: number) => BusinessMoment) & {
  updateLocale(name: string, locale: object): void;
};

export interface BusinessTimeBench {
  readonly name: string;
  readonly opsPerSecond: number;
  readonly ratioToMomentBusinessTime: number;
}

const HOUR = 3_600_000;
const COUNT = 4096;

/**
 * Adds and measures business time on one core, half of each, over a year of starts and up to ten
 * working days; and the same work with `moment-business-time` (its default hours, Mon–Fri 9–17).
 */
export function benchBusinessTime(seconds = 1): BusinessTimeBench {
  const week = WEEKDAYS.slice(0, 5).map((day) => [day, [["09:00", "17:00"]]] as const);
  const calendar = compileCalendar({ tz: "Europe/Moscow", weekly: Object.fromEntries(week) });
  const starts = new Float64Array(COUNT);
  const amounts = new Float64Array(COUNT);
  let seed = 42;
  const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  for (let i = 0; i < COUNT; i++) {
    starts[i] = Date.UTC(2026, 0, 1) + Math.floor(random() * 365 * 24 * 60) * 60_000;
    amounts[i] = Math.floor(random() * 80 * 60) * 60_000;
  }

  let sink = 0;
  const ours = rate(seconds, COUNT * 2, () => {
    for (let i = 0; i < COUNT; i++) {
      const due = addWorkingMs(calendar, starts[i]!, amounts[i]!);
      sink += workingMsBetween(calendar, starts[i]!, due);
    }
  });

  const moment = createRequire(import.meta.url)("moment-business-time") as BusinessMomentFactory;
  let next = 0;
  const theirs = rate(seconds, 2, () => {
    const i = next++ % COUNT;
    const start = moment(starts[i]!);
    const due = moment(starts[i]!).addWorkingTime(amounts[i]! / HOUR, "hours");
    sink += due.workingDiff(start, "minutes");
  });
  if (sink === Infinity) throw new Error("unreachable: keeps the work from being optimised away");
  return {
    name: "add or measure business time",
    opsPerSecond: Math.round(ours),
    ratioToMomentBusinessTime: Math.round(ours / theirs),
  };
}

/** Operations per second of a body that does `size` of them, after a short warm-up. */
function rate(seconds: number, size: number, body: () => void): number {
  for (const end = performance.now() + 200; performance.now() < end; ) body();
  const begin = performance.now();
  let runs = 0;
  do {
    body();
    runs++;
  } while (performance.now() - begin < seconds * 1000);
  return (runs * size) / ((performance.now() - begin) / 1000);
}
