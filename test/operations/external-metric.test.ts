import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import { explainStatement } from "#app/operations/explain-statement.server.ts";
import { pendingAdjustments } from "#app/operations/pending-adjustments.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { readRun } from "#app/operations/read-run.server.ts";
import { recalculateRun } from "#app/operations/recalculate-run.server.ts";
import { addExternalMetric, enterExternalValue } from "#app/operations/save-external-metric.server.ts";
import { findRun } from "#db/queries/runs.server.ts";
import { acceptAll } from "#test/support/accept-all.ts";
import { PLAIN_CURVE } from "#test/support/pay-builders.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, planTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

describe.each(STORES)("a metric from outside in a plan, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  let metricId: string;
  let runId: string;
  const ctx = () => context(opened.store, at("2026-07-20"));
  const enter = (value: string, over: { period?: string; source?: string; metricId?: string } = {}) => enterExternalValue(ctx(), { metricId, period: "2026-Q2", value, source: "Survey of June", accountId: company.accounts.hana, ...over });
  const step = async (type: "submit" | "approve" | "publish", who: "hana" | "dora") => {
    const { contentHash } = (await findRun(opened.store, runId))!;
    const done = await decideRunStep(ctx(), { type, runId, accountId: company.accounts[who], contentHash });
    if (!done.ok) throw new Error(done.code);
  };
  const ada = async () => (await readRun(opened.store, (await findRun(opened.store, runId))!)).statements.find((one) => one.personId === company.people.get("001")!)!;

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    const added = await addExternalMetric(ctx(), null, { en: "Customers' NPS", ru: "NPS клиентов" });
    if (!added.ok) throw new Error(added.code);
    metricId = added.value.id;
    planId = await planTinyCompany(company, { payout: PLAIN_CURVE, mix: { team: "0", department: "1" }, external: { metricId, weightPct: "20", zero: "0", target: "40" } });
  });
  afterAll(() => opened.dispose());

  test("bad input is refused at its field", async () => {
    expect(await addExternalMetric(ctx(), null, {})).toMatchObject({ code: "missing", field: "nameEn" });
    expect(await addExternalMetric(ctx(), null, { ru: "nps КЛИЕНТОВ" })).toMatchObject({ code: "name_taken" });
    expect(await enter("38", { metricId: "none" })).toMatchObject({ code: "unknown_metric", field: "metricId" });
    expect(await enter("38", { period: "2026-06" })).toMatchObject({ code: "bad_period", field: "period" });
    expect(await enter("38", { period: "2026-Q5" })).toMatchObject({ code: "bad_period", field: "period" });
    expect(await enter("", {})).toMatchObject({ code: "not_a_number", field: "value" });
    expect(await enter("38", { source: "  " })).toMatchObject({ code: "source_missing", field: "source" });
  });

  test("the newest value of the period goes into the run", async () => {
    await enter("12");
    expect(await enter("38")).toMatchObject({ ok: true });
    const prepared = await prepareBonusRun(ctx(), { planId, period: "2026-Q2", accountId: company.accounts.hana });
    if (!prepared.ok) throw new Error(prepared.code);
    ({ runId } = prepared.value);
    // 0.8 × 96.73 + 0.2 × 95.00 = 96.38 pays 92.76 %: 12,345.67 × 92.76 % = 11,451.84
    expect(await ada()).toMatchObject({ amountMinor: 1_145_184, segments: [{ scoreBp: 9638, external: { ownBp: 9673, value: "38", scoreBp: 9500 } }] });
  });

  test("the statement names it, and says what its target would have paid", async () => {
    const row = (await findRun(opened.store, runId))!;
    const explained = await explainStatement(opened.store, "2026-Q2", row.planVersionId, await ada());
    expect(explained.names[metricId]).toEqual({ en: "Customers' NPS", ru: "NPS клиентов" });
    // 0.8 × 96.73 + 20 = 97.38 pays 94.76 %: 11,698.76
    expect(explained.otherwise.find(({ leaf }) => leaf.kind === "external")).toMatchObject({ changeMinor: 1_169_876 - 1_145_184 });
  });

  test("while the run is decided on, the value stands still; what the run used is kept with it", async () => {
    await acceptAll(ctx(), runId, company.accounts.hana);
    await step("submit", "hana");
    expect(await enter("40")).toMatchObject({ code: "run_being_decided", field: "period" });
    await step("approve", "dora");
    await step("publish", "hana");
    expect(await enter("40")).toMatchObject({ ok: true });
    const again = (await recalculateRun(opened.store, (await findRun(opened.store, runId))!))!;
    expect(again.run.statements.find((one) => one.personId === company.people.get("001")!)).toEqual(await ada());
  });

  test("a value that changes after the payment is an adjustment of the next run", async () => {
    const differences = (await pendingAdjustments(opened.store, planId, "2026-Q3")).flatMap((one) => one.differences);
    expect(differences.find((one) => one.personId === company.people.get("001")!)).toMatchObject({ paidMinor: 1_145_184, recalculatedMinor: 1_169_876, deltaMinor: 24_692 });
  });
});
