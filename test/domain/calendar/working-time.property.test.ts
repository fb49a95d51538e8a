import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { intersectCalendars } from "#app/domain/calendar/intersect-calendars.ts";
import {
  addWorkingMs,
  isOpen,
  openIntervals,
  subtractWorkingMs,
  workingMsBetween,
} from "#app/domain/calendar/working-time.ts";
import { calendarAroundAChange, openMinutes } from "#test/support/random-calendar.ts";

const MINUTE = 60_000;
/** Six days, with the change in the middle; starts and amounts stay inside. */
const SPAN = 6 * 1440;

const question = calendarAroundAChange.chain(({ spec, date }) =>
  fc.record({
    spec: fc.constant(spec),
    from: fc.constant(Date.parse(`${date}T00:00:00Z`) - 3 * 1440 * MINUTE),
    start: fc.integer({ min: 0, max: SPAN - 1 }),
    other: fc.integer({ min: 0, max: SPAN - 1 }),
    amount: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 })),
    pauses: fc.array(fc.tuple(fc.nat(SPAN), fc.nat(SPAN)), { maxLength: 3 }),
  }),
);

/** Counting minutes: open and in no pause. */
function walk(q: { spec: Parameters<typeof openMinutes>[0]; from: number; pauses: [number, number][] }) {
  const open = openMinutes(q.spec, q.from, SPAN);
  for (const [a, b] of q.pauses) for (let i = a; i < b && i < SPAN; i++) open[i] = 0;
  return open;
}

describe("working time, against a walk minute by minute around changes of clocks", () => {
  test("is_open", () => {
    fc.assert(
      fc.property(question, (q) => {
        const open = openMinutes(q.spec, q.from, SPAN);
        const calendar = compileCalendar(q.spec);
        for (let i = 0; i < SPAN; i += 7) {
          expect(isOpen(calendar, q.from + i * MINUTE)).toBe(open[i] === 1);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("between is the number of counting minutes, with its sign", () => {
    fc.assert(
      fc.property(question, (q) => {
        const counting = walk(q);
        const [a, b] = [Math.min(q.start, q.other), Math.max(q.start, q.other)];
        const expected = counting.subarray(a, b).reduce((sum, n) => sum + n, 0);
        const calendar = compileCalendar(q.spec);
        const pauses = q.pauses.map(
          ([x, y]) => [q.from + x * MINUTE, q.from + y * MINUTE] as const,
        );
        const [from, to] = [q.from + a * MINUTE, q.from + b * MINUTE];
        expect(workingMsBetween(calendar, from, to, pauses)).toBe(expected * MINUTE);
        expect(workingMsBetween(calendar, to, from, pauses)).toBe(0 - expected * MINUTE);
      }),
      { numRuns: 400 },
    );
  });

  test("add is the earliest instant, subtract the latest", () => {
    fc.assert(
      fc.property(question, (q) => {
        const counting = walk(q);
        const calendar = compileCalendar(q.spec);
        const pauses = q.pauses.map(
          ([x, y]) => [q.from + x * MINUTE, q.from + y * MINUTE] as const,
        );
        const start = q.from + q.start * MINUTE;
        // Earliest: walk forward until the amount has passed; 0 wants an open minute.
        let i = q.start;
        let left = q.amount;
        if (left === 0) while (i < SPAN && counting[i] === 0) i++;
        else while (i < SPAN && left > 0) left -= counting[i++]!;
        if (i < SPAN && left === 0) {
          expect(addWorkingMs(calendar, start, q.amount * MINUTE, pauses)).toBe(q.from + i * MINUTE);
        }
        // Latest: walk back; then on over closed minutes it would be later, so stop at once.
        let k = q.start;
        left = q.amount;
        if (left === 0) {
          if (counting[k] === 0) while (k > 0 && counting[k - 1] === 0) k--;
        } else while (k > 0 && left > 0) left -= counting[--k]!;
        if (k > 0 && left === 0) {
          expect(subtractWorkingMs(calendar, start, q.amount * MINUTE, pauses)).toBe(
            q.from + k * MINUTE,
          );
        }
      }),
      { numRuns: 800 },
    );
  });

  test("add and between are inverse, and subtract leads back", () => {
    fc.assert(
      fc.property(question, fc.integer({ min: 1, max: 40 * 1440 }), (q, minutes) => {
        const calendar = compileCalendar(q.spec);
        const start = q.from + q.start * MINUTE + 123;
        let due: number;
        try {
          due = addWorkingMs(calendar, start, minutes * MINUTE);
        } catch {
          return; // never opens
        }
        expect(workingMsBetween(calendar, start, due)).toBe(minutes * MINUTE);
        expect(isOpen(calendar, due - 1)).toBe(true);
        const back = subtractWorkingMs(calendar, due, minutes * MINUTE);
        expect(workingMsBetween(calendar, back, due)).toBe(minutes * MINUTE);
        expect(back).toBeGreaterThanOrEqual(start);
        expect(isOpen(calendar, back)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("what was asked before changes no answer", () => {
    fc.assert(
      fc.property(question, fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 4 }), (q, years) => {
        const start = q.from + q.start * MINUTE;
        const fresh = compileCalendar(q.spec);
        const used = compileCalendar(q.spec);
        for (const n of years) isOpen(used, start + n * 366 * 1440 * MINUTE);
        const end = start + 90 * 1440 * MINUTE;
        expect(openIntervals(used, start, end)).toEqual(openIntervals(fresh, start, end));
      }),
      { numRuns: 60 },
    );
  });

  test("the hours of both are open when each is open", () => {
    fc.assert(
      fc.property(question, question, (q, other) => {
        const a = compileCalendar(q.spec);
        const b = compileCalendar(other.spec);
        const both = intersectCalendars(a, b);
        for (let i = 0; i < SPAN; i += 15) {
          const t = q.from + i * MINUTE;
          expect(isOpen(both, t)).toBe(isOpen(a, t) && isOpen(b, t));
        }
      }),
      { numRuns: 60 },
    );
  });
});
