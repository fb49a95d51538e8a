import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { checkObligation } from "#app/domain/agreement/check-agreement-text.ts";
import type { Obligation, TimingTerms } from "#app/domain/agreement/terms.ts";
import { evaluateTask } from "#app/domain/evaluation/evaluate-task.ts";
import { obligationConditions } from "#app/format/obligation-sentence.ts";

const calendar = compileCalendar({ tz: "UTC", weekly: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "18:00"]]])) });
const hours = (n: number) => ({ type: "within", duration: { unit: "working_hours", n } }) as const;
const TERMS: TimingTerms = {
  kind: "timing", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "eod" }, missingMeasure: "not_conforming", start: "requested", due: hours(4), pauseReasons: [], rework: "own_clock",
  volume: { upTo: 40, due: hours(12) },
};
const at = Date.parse("2026-06-01T09:00Z");
const judge = (ordinal: number | undefined, terms = TERMS) =>
  evaluateTask({
    events: [{ id: "1", type: "requested", occurredAt: at, receivedAt: at, sourceOrder: 0, payload: {} }], obligation: { terms }, calendar, zone: "UTC", asOf: at, ...(ordinal === undefined ? {} : { ordinal }),
  })[0]!;
const dueOf = (ordinal: number | undefined, terms = TERMS) => new Date(judge(ordinal, terms).dueAt!).toISOString();

describe("a volume band", () => {
  test.each<[number | undefined, string]>([
    [1, "2026-06-01T13:00:00.000Z"],
    [40, "2026-06-01T13:00:00.000Z"],
    [41, "2026-06-02T12:00:00.000Z"],
    [500, "2026-06-02T12:00:00.000Z"],
    [undefined, "2026-06-01T13:00:00.000Z"],
  ])("request %s of the day is due at %s", (ordinal, due) => expect(dueOf(ordinal)).toBe(due));

  test("says which request of the day it was", () => {
    expect(judge(41).reasons).toContainEqual({ code: "beyond_volume", facts: { n: 41, most: 40 } });
    expect(judge(40).reasons).toContainEqual({ code: "within_volume", facts: { n: 40, most: 40 } });
  });

  test("holds before a season: beyond the volume the season's term is no promise either", () => {
    const seasonal = { ...TERMS, seasons: [{ from: "06-01", to: "06-30", due: hours(2) }] };
    expect([dueOf(40, seasonal), dueOf(41, seasonal)]).toEqual(["2026-06-01T11:00:00.000Z", "2026-06-02T12:00:00.000Z"]);
  });

  test("law: a later place in the day never makes a longer second term shorter", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (a, b) => {
      expect(judge(Math.max(a, b)).dueAt!).toBeGreaterThanOrEqual(judge(Math.min(a, b)).dueAt!);
    }));
  });

  test.each([[0, "amount_not_positive"], [1.5, "amount_not_positive"], [1_000_000, "amount_too_long"]])("of %s requests is refused: %s", (upTo, code) => {
    const obligation: Obligation = { key: "k", productId: "p", name: { en: "N" }, terms: { ...TERMS, volume: { upTo, due: hours(1) } }, target: { type: "share", bp: 9000 }, weight: "1", mode: "paid" };
    expect(checkObligation(obligation, { productProviders: new Map([["p", "a"]]), providerIds: new Set(["a"]), teamIds: new Set() })).toMatchObject([{ code, path: "obligations.k.terms.volume.upTo" }]);
  });

  test("stands among the conditions in both languages", () => {
    const spoken = { product: "P", terms: TERMS, target: { type: "share", bp: 9000 } as const, weight: "1", mode: "paid" as const, calendars: { provider: "C", client: null } };
    expect(obligationConditions(spoken, "en").join(" ").replaceAll("\u00a0", " ")).toContain("This holds for up to 40 requests a day, in the order of asking; each further one: within 12 working hours of the request.");
    expect(obligationConditions(spoken, "ru").join(" ").replaceAll("\u00a0", " ")).toContain("не больше 40; для каждой следующей — за 12 рабочих часов с момента запроса.");
  });
});
