import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlanGate } from "#app/domain/pay/plan-terms.ts";
import { forecastPayout } from "#app/operations/forecast-payout.server.ts";
import { liveScorecards } from "#app/operations/live-scorecards.server.ts";
import { objectToStatement, OBJECTION_LASTS_MS } from "#app/operations/object-to-statement.server.ts";
import { readOwnPay } from "#app/operations/read-own-pay.server.ts";
import { readyToPay } from "#app/operations/ready-to-pay.server.ts";
import { touchPeriods } from "#db/queries/periods.server.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { addTwoMonths, addVerdicts, at, closeTwoMonths, context, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

/** Sales is served at 93.46: the gate takes something, and one line kept in full would lift it. */
const GATE: PlanGate = { id: "lowest_client", type: "lowest_client", thresholdBp: 9400, minDueItems: 10, effect: { action: "cap", capBp: 8000 } };

describe.each(STORES)("what a person sees of pay on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let runId: string;
  const person = (number: string) => company.people.get(number)!;
  const published = at("2026-07-10");

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    ({ runId } = await payTinyCompany(company, { gates: [GATE] }));
    await addVerdicts(company, "FIN-SALES/report", "2026-07", { met: 9, breached: 1 });
  });
  afterAll(() => opened.dispose());

  test("the own statement, with every line named and its plan", async () => {
    const { statement, past } = await readOwnPay(company.store, person("001"), null, published);
    const { explained } = statement!;
    expect(past).toMatchObject([{ runId, period: "2026-Q2" }]);
    expect(explained.plan).toMatchObject({ name: { en: "Back office" }, number: 1, from: "2026-04-01" });
    expect(explained.statement.lines.map((line) => line.id)).toEqual(expect.arrayContaining(["target", "time", "gate:lowest_client"]));
    for (const { id } of explained.statement.lines.filter((line) => line.id.startsWith("obligation:"))) expect(explained.names[id.slice(id.indexOf("/") + 1)]).toBeDefined();
  });

  test("nobody else's, however it is asked for", async () => {
    expect(await readOwnPay(company.store, person("003"), runId, published)).toEqual({ statement: null, past: [] });
  });

  test("what would have changed it is the whole chain again, with the largest losses first", async () => {
    const { statement } = await readOwnPay(company.store, person("002"), null, published);
    const { otherwise, statement: bo } = statement!.explained;
    expect(otherwise.length).toBeGreaterThan(0);
    for (const other of otherwise) {
      expect(other.changeMinor).toBeGreaterThan(0);
      expect(bo.amountMinor + other.changeMinor).toBeLessThanOrEqual(bo.proratedMinor);
    }
  });

  test("the running period is forecast in percent, from what is measured so far", async () => {
    const forecast = await forecastPayout(company.store, person("001"), at("2026-07-20"));
    expect(forecast).toMatchObject({ period: "2026-Q3", planName: { en: "Back office" }, departmentId: company.departments.get("FIN") });
    expect(forecast!.payoutBp).toBeGreaterThan(0);
    expect(JSON.stringify(forecast)).not.toMatch(/minor/i);
    expect(await forecastPayout(company.store, person("003"), at("2026-07-20"))).toBeNull();
  });

  test("live figures are kept between pages, and not longer than a moment once an input changed", async () => {
    const { store } = company;
    const now = at("2026-07-21");
    const first = await liveScorecards(store, "2026-07", now);
    expect(await liveScorecards(store, "2026-07", now + 60_000)).toBe(first);
    await store.writeAll((w) => touchPeriods(store, w, ["2026-07"]), { at: now, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "x", entityId: "x" });
    expect(await liveScorecards(store, "2026-07", now + 5_000)).toBe(first);
    const next = await liveScorecards(store, "2026-07", now + 60_000);
    expect(next).not.toBe(first);
    expect(next.asOf).toBe(now + 60_000);
    expect(await liveScorecards(store, "2026-07", now + 7 * 60_000)).not.toBe(next);
  });

  test("a statement is objected to once, with a reason, in time, and by its person", async () => {
    const object = (over: Partial<Parameters<typeof objectToStatement>[1]>, now = published) => objectToStatement(context(company.store, now), { runId, personId: person("001"), reason: "Two reports were on time", ...over });
    expect(await object({ personId: person("003") })).toMatchObject({ code: "unknown_statement" });
    expect(await object({ reason: "  " })).toMatchObject({ code: "reason_missing" });
    expect(await object({}, published + OBJECTION_LASTS_MS + 1)).toMatchObject({ code: "too_late" });
    expect((await readOwnPay(company.store, person("001"), null, published)).statement!.objection).toEqual({ until: published + OBJECTION_LASTS_MS, decideBy: null });
    expect(await object({})).toMatchObject({ ok: true });
    expect(await object({})).toMatchObject({ code: "already_objected" });
    expect((await readOwnPay(company.store, person("001"), null, published)).statement!.objection).toEqual({ until: null, decideBy: published + OBJECTION_LASTS_MS });
  });

  test("HR sees what stands between now and the next payout", async () => {
    const ready = await readyToPay(company.store, at("2026-07-20"));
    expect(ready!.months.map(({ month, daysLeft }) => [month, daysLeft])).toEqual([["2026-07", 12]]);
    expect(ready!.departments).toMatchObject([{ departmentId: company.departments.get("FIN"), disputes: 1, lines: { paid: 3, trial: 0, observe: 0 } }]);
    expect(ready!.withoutPlan).toEqual({ total: 0, rows: [] });
    expect(ready!.funds).toMatchObject([{ runId, period: "2026-Q2", state: "published", limitMinor: null }]);
  });
});
