import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Terms } from "#app/domain/agreement/terms.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { evaluateTask } from "#app/domain/evaluation/evaluate-task.ts";
import { REASON_CODES } from "#app/domain/evaluation/reasons.ts";
import type { TaskEvent, TaskEventPayload } from "#app/domain/evaluation/task-event.ts";
import type { Verdict } from "#app/domain/evaluation/verdict.ts";
import { CHANGES } from "#test/support/random-calendar.ts";
import { OFFICE } from "#test/support/task-events.ts";

const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 2, 2);
const instant = fc.integer({ min: 0, max: 60 * 1440 }).map((m) => BEGIN + m * MINUTE);

const zone = fc.constantFrom("Europe/Moscow", ...new Set(CHANGES.map(([tz]) => tz)));
const duration = fc.oneof(
  fc.record({ unit: fc.constantFrom("working_minutes", "working_hours"), n: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ unit: fc.constantFrom("working_days", "calendar_days"), n: fc.integer({ min: 0, max: 9 }), end: fc.constantFrom("snap", "eod") }),
  fc.record({ unit: fc.constant("elapsed_days"), n: fc.integer({ min: 0, max: 9 }) }),
);
const due = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("within"), duration }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("nth_workday"), n: fc.constantFrom(1, 5, -1), at: fc.constantFrom("12:00", "24:00") }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("agreed_date"), fallback: duration }) },
);
const common = {
  calendar: fc.constant("provider"),
  acceptance: duration,
  missingMeasure: fc.constant("not_conforming"),
};
const timing = fc.record({
  kind: fc.constant("timing"),
  ...common,
  start: fc.constantFrom("requested", "input_complete"),
  due,
  grace: fc.option(duration, { nil: undefined }),
  cutOff: fc.constantFrom(undefined, "15:00"),
  pauseReasons: fc.constant(["client"]),
  rework: fc.constantFrom("own_clock", "same_clock"),
}) as unknown as fc.Arbitrary<Terms>;
const response = fc.record({ kind: fc.constant("response"), ...common, due, pauseReasons: fc.constant(["client"]) }) as unknown as fc.Arbitrary<Terms>;
const others = fc.oneof(
  fc.record({ kind: fc.constant("quality"), ...common }),
  fc.record({ kind: fc.constant("quality"), ...common, measure: fc.constant({ name: "defects", atMost: "1" }) }),
  fc.record({ kind: fc.constant("completeness"), ...common, rule: fc.constant({ type: "share", atLeastBp: 9000 }) }),
  fc.record({ kind: fc.constant("format"), ...common, rule: fc.constant({ type: "glob", pattern: "*.pdf" }) }),
) as unknown as fc.Arbitrary<Terms>;
const terms = fc.oneof({ weight: 3, arbitrary: timing }, response, others);

const payload: fc.Arbitrary<TaskEventPayload> = fc.record(
  {
    reason: fc.constantFrom("client", "lunch"),
    by: fc.constantFrom("provider", "client", "both", "no_answer"),
    at: instant,
    partial: fc.boolean(),
    items: fc.nat(10),
    itemsRequested: fc.constant(10),
    files: fc.constantFrom([{ name: "a.pdf" }], [{ name: "b.doc" }]),
    name: fc.constant("defects"),
    value: fc.constantFrom("0", "2"),
    recipientId: fc.constantFrom("a", "b"),
  },
  { requiredKeys: [] },
);
const type = fc.constantFrom(
  "acknowledged", "assigned", "paused", "paused", "resumed", "input_complete", "due_proposed", "due_agreed",
  "delivered", "delivered", "returned", "accepted", "cancelled", "measured",
) as fc.Arbitrary<TaskEvent["type"]>;

const number = (list: readonly Omit<TaskEvent, "id" | "sourceOrder">[]): TaskEvent[] =>
  list.map((event, i) => ({ ...event, id: `e${i}`, sourceOrder: i }));
const history = fc
  .tuple(instant, fc.array(fc.record({ type, occurredAt: instant, payload }), { maxLength: 9 }))
  .map(([requestedAt, rest]) =>
    number([
      { type: "requested", occurredAt: requestedAt, receivedAt: 0, payload: {} },
      ...rest.map((event) => ({ ...event, receivedAt: 0 })),
    ]),
  );

const calendars = new Map<string, ReturnType<typeof compileCalendar>>();
const calendarIn = (tz: string) => {
  let calendar = calendars.get(tz);
  if (!calendar) calendars.set(tz, (calendar = compileCalendar({ ...OFFICE, tz })));
  return calendar;
};
const recipients = fc.constantFrom<string[] | undefined>(undefined, ["a", "b"]);
const run = (t: Terms, events: TaskEvent[], tz: string, asOf: number, rest = {}): Verdict[] =>
  evaluateTask({ obligation: { terms: t }, events, calendar: calendarIn(tz), zone: tz, asOf, ...rest });
const asOfs = fc.oneof(instant, fc.constant(BEGIN + 400 * 1440 * MINUTE));

describe("an evaluation", () => {
  test("does not depend on the order in which events are given", () => {
    fc.assert(
      fc.property(terms, history, zone, asOfs, recipients, fc.infiniteStream(fc.nat()), (t, events, tz, asOf, r, seed) => {
        const keys = new Map(events.map((e) => [e.id, seed.next().value as number]));
        const shuffled = [...events].sort((a, b) => keys.get(a.id)! - keys.get(b.id)!);
        expect(run(t, shuffled, tz, asOf, { recipients: r })).toEqual(run(t, events, tz, asOf, { recipients: r }));
      }),
      { numRuns: 300 },
    );
  });

  test("is not changed by corrections that say what was said", () => {
    fc.assert(
      fc.property(terms, history, zone, asOfs, fc.nat(), (t, events, tz, asOf, pick) => {
        const same = events[pick % events.length]!;
        const correction: TaskEvent = {
          id: "z1", type: "corrected", occurredAt: asOf, receivedAt: asOf, sourceOrder: 99,
          payload: { eventId: same.id, occurredAt: same.occurredAt, payload: same.payload },
        };
        expect(run(t, [...events, correction], tz, asOf)).toEqual(run(t, events, tz, asOf));
      }),
      { numRuns: 300 },
    );
  });

  test("changes its state and outcome by the clock alone only at nextChangeAt", () => {
    fc.assert(
      fc.property(terms, history, zone, instant, fc.nat(), recipients, (t, events, tz, asOf, more, r) => {
        const known = events.filter((event) => event.occurredAt <= asOf);
        const now = run(t, known, tz, asOf, { recipients: r });
        const next = Math.min(...now.map((v) => v.nextChangeAt ?? Infinity));
        expect(next).toBeGreaterThan(asOf);
        const horizon = asOf + 200 * 1440 * MINUTE;
        const until = Math.min(next, horizon);
        const brief = (list: Verdict[]) => list.map((v) => [v.cycle, v.carry, v.state, v.outcome]);
        const later = asOf + (more % Math.max(1, until - asOf));
        expect(brief(run(t, known, tz, later, { recipients: r }))).toEqual(brief(now));
        if (next <= horizon && !now.some((v) => v.state === "paused")) {
          expect(brief(run(t, known, tz, next, { recipients: r }))).not.toEqual(brief(now));
        }
      }),
      { numRuns: 800 },
    );
  });

  test("an added counting pause never turns met into breached", () => {
    fc.assert(
      fc.property(terms, history, zone, asOfs, instant, fc.nat(5 * 1440), (t, events, tz, asOf, from, length) => {
        const plain = events.filter((event) => !event.type.startsWith("due_"));
        const before = run(t, plain, tz, asOf);
        // An incident is a counting pause without the power to end another one.
        const after = run(t, plain, tz, asOf, { incidents: [[from, from + length * MINUTE]] });
        for (const verdict of before) {
          if (verdict.outcome !== "met") continue;
          const same = after.find((v) => v.cycle === verdict.cycle && v.carry === verdict.carry);
          expect(same?.outcome).toBe("met");
        }
      }),
      { numRuns: 800 },
    );
  });

  test("nor does a pause that somebody tells, whatever ends it", () => {
    fc.assert(
      fc.property(terms, history, zone, asOfs, instant, (t, events, tz, asOf, from) => {
        const plain = events.filter((event) => !event.type.startsWith("due_"));
        const paused: TaskEvent = { id: "added", type: "paused", occurredAt: from, receivedAt: from, sourceOrder: 50, payload: { reason: "client" } };
        const before = run(t, plain, tz, asOf).filter((verdict) => verdict.outcome === "met");
        const after = run(t, [...plain, paused], tz, asOf);
        for (const verdict of before) {
          expect(after.find((v) => v.cycle === verdict.cycle && v.carry === verdict.carry)?.outcome).toBe("met");
        }
      }),
      { numRuns: 800 },
    );
  });

  test("a pause for another reason, or one that the client rejected, changes no outcome and no date", () => {
    fc.assert(
      fc.property(terms, history, zone, asOfs, instant, fc.constantFrom({ reason: "holiday" }, { reason: "client", rejected: true }), (t, events, tz, asOf, from, payload) => {
        const paused: TaskEvent = { id: "added", type: "paused", occurredAt: from, receivedAt: from, sourceOrder: 50, payload };
        const brief = (list: Verdict[]) => list.map((v) => [v.cycle, v.carry, v.state, v.outcome, v.dueAt, v.fallsDueAt, v.lateByMs]);
        expect(brief(run(t, [...events, paused], tz, asOf))).toEqual(brief(run(t, events, tz, asOf)));
      }),
      { numRuns: 300 },
    );
  });

  test("says the same with and without reasons, and only known ones", () => {
    fc.assert(
      fc.property(terms, history, zone, asOfs, (t, events, tz, asOf) => {
        const told = run(t, events, tz, asOf);
        expect(run(t, events, tz, asOf, { explain: false })).toEqual(told.map((v) => ({ ...v, reasons: [] })));
        for (const verdict of told) {
          for (const { code } of verdict.reasons) expect(REASON_CODES).toContain(code);
        }
        const keys = told.map((v) => `${v.cycle}/${v.carry}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 300 },
    );
  });
});
