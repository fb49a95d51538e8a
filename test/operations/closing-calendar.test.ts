import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_CLOSING_RULE } from "#app/domain/score/closing-calendar.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { datesOf } from "#app/operations/closing-months.server.ts";
import { readClosingPlan } from "#app/operations/closing-plan.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { saveClosingRule } from "#app/operations/save-closing-rule.server.ts";
import { setClosingDates } from "#app/operations/set-closing-dates.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { findClosingDates } from "#db/queries/closing-dates.server.ts";
import { loadPeriod } from "#db/queries/periods.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** Pay on the 10th: the cut-off comes before the month's end. */
const EARLY = { ...DEFAULT_CLOSING_RULE, paymentDay: 10, confirmDays: 2, cutOffDays: 6 };

describe.each(STORES)("the closing calendar on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  /** Noon of 15 July 2026: July is open, August is there and has not begun. */
  const mid = () => context(company.store, at("2026-07-15"));
  const arbiter = () => company.people.get("011")!;
  const span = async (month: string) => {
    const row = await loadPeriod(company.store, month);
    return row && [new Date(row.from).toISOString().slice(0, 10), new Date(row.to).toISOString().slice(0, 10)];
  };

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await ensurePeriods(mid());
  });
  afterAll(() => opened.dispose());

  test("without a rule a month ends with its last day", async () => {
    expect(await span("2026-08")).toEqual(["2026-08-01", "2026-09-01"]);
    expect((await readClosingPlan(mid()))?.months.find((row) => row.month === "2026-08")).toMatchObject({ dates: null, isAhead: true });
  });

  test("a rule moves what has not opened and leaves what has", async () => {
    const before = [await span("2026-06"), await span("2026-07")];
    expect(await saveClosingRule(mid(), EARLY, arbiter())).toMatchObject({ ok: true, value: { months: ["2026-08"] } });
    expect([await span("2026-06"), await span("2026-07")]).toEqual(before);
    // 21 August is the last day: the period ends with it.
    expect(await span("2026-08")).toEqual(["2026-08-01", "2026-08-22"]);
  });

  test("the next month begins where the one before ends, also when it is made later", async () => {
    await ensurePeriods(context(company.store, at("2026-08-03")));
    expect(await span("2026-09")).toEqual(["2026-08-22", "2026-09-22"]);
    expect(await findClosingDates(company.store, "2026-09")).toMatchObject({ cutOffOn: "2026-09-21", payOn: "2026-10-09", byHand: false });
  });

  test("a rule that gives impossible dates is refused", async () => {
    expect(await saveClosingRule(mid(), { ...EARLY, paymentDay: 1, reviewDays: 15 }, arbiter())).toMatchObject({ ok: false, faults: [{ code: "dates_impossible", field: "paymentDay", facts: { month: "2026-08" } }] });
    expect(await saveClosingRule(mid(), { ...EARLY, cutOffDays: 0 }, arbiter())).toMatchObject({ ok: false, faults: [{ code: "out_of_range", field: "cutOffDays" }] });
  });

  test("dates set by hand move the month and its neighbour, and outlast a new rule", async () => {
    const row = (await findClosingDates(company.store, "2026-08"))!;
    const set = { month: "2026-08", dates: { ...datesOf(row), cutOffOn: "2026-08-27" }, rowVersion: row.rowVersion, personId: arbiter() };
    expect(await setClosingDates(mid(), set)).toMatchObject({ ok: true });
    expect([await span("2026-08"), await span("2026-09")]).toEqual([["2026-08-01", "2026-08-28"], ["2026-08-28", "2026-09-22"]]);
    // The page that was shown before is not written over what was saved since.
    expect(await setClosingDates(mid(), set)).toMatchObject({ ok: false, faults: [{ code: "changed_meanwhile" }] });
    expect(await saveClosingRule(context(company.store, at("2026-07-16")), { ...EARLY, cutOffDays: 5 }, arbiter())).toMatchObject({ ok: true });
    expect(await span("2026-08")).toEqual(["2026-08-01", "2026-08-28"]);
    expect(await findClosingDates(company.store, "2026-08")).toMatchObject({ cutOffOn: "2026-08-27", byHand: true });
    expect(await span("2026-09")).toEqual(["2026-08-28", "2026-09-23"]);
  });

  test("a cut-off after the period opened is refused, a first instant of it included", async () => {
    const row = (await findClosingDates(company.store, "2026-08"))!;
    for (const now of [Date.UTC(2026, 7, 1), at("2026-08-20")]) {
      expect(await setClosingDates(context(company.store, now), { month: "2026-08", dates: { ...datesOf(row), cutOffOn: "2026-08-26" }, rowVersion: row.rowVersion, personId: arbiter() })).toMatchObject({ ok: false, faults: [{ code: "already_open" }] });
    }
    expect(await span("2026-08")).toEqual(["2026-08-01", "2026-08-28"]);
  });

  test("a month that opens between reading and writing keeps its cut-off", async () => {
    const row = (await findClosingDates(company.store, "2026-09"))!;
    const { store } = company;
    const { period: p } = store.t;
    const racing: typeof store = {
      ...store,
      // Its review begins after this operation has read it and before it writes.
      writeAll: async (...args) => {
        await store.writeAll((w) => [w.update(p).set({ state: "review" }).where(eq(p.month, "2026-09")).returning({ month: p.month })], { at: 1, actor: { kind: "cli", id: "t" }, action: "period.review", entity: "period", entityId: "2026-09" });
        return store.writeAll(...args);
      },
    };
    expect(await setClosingDates(context(racing, at("2026-08-05")), { month: "2026-09", dates: { ...datesOf(row), cutOffOn: "2026-09-24" }, rowVersion: row.rowVersion, personId: arbiter() })).toMatchObject({ ok: false, faults: [{ code: "changed_meanwhile" }] });
    expect((await findClosingDates(store, "2026-09"))?.cutOffOn).toBe(row.cutOffOn);
  });

  test("the review lasts as the calendar says", async () => {
    const { store } = company;
    await startReview(context(store, at("2026-08-29")));
    const august = (await loadPeriod(store, "2026-08"))!;
    const planned = (await findClosingDates(store, "2026-08"))!;
    expect(august.state).toBe("review");
    expect(august.reviewEndsAt).toBe(Date.parse(`${planned.reviewEndsOn}T00:00:00Z`) + DAY_MS);
    // A month without dates of its own has a week.
    expect((await loadPeriod(store, "2026-07"))?.reviewEndsAt).toBe(Date.UTC(2026, 7, 8));
  });
});
