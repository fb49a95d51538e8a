import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import { pendingAdjustments } from "#app/operations/pending-adjustments.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { readRun } from "#app/operations/read-run.server.ts";
import { releaseHeld } from "#app/operations/release-held.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { findRun } from "#db/queries/runs.server.ts";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import { acceptAll } from "#test/support/accept-all.ts";
import { closeGoodQuarter } from "#test/support/close-quarter.ts";
import { PLAIN_CURVE } from "#test/support/pay-builders.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { ADA_TARGET, addTwoMonths, at, closeTwoMonths, context, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const DEPARTMENT_ALONE = { team: "0", department: "1" };

async function correct(company: TinyCompany, id: string, obligationKey: string, move: readonly [Standing, Standing], decidedAt: number): Promise<void> {
  const { store } = company;
  const { correction: c } = store.t;
  const row = {
    id, period: "2026-06", obligationKey, item: `t:2026-06-${move[0]}-0`, cycle: 0, carry: 0, recipientId: company.departments.get("SALES")!, fromStanding: move[0], toStanding: move[1],
    reason: "late data", state: "approved" as const, createdAt: decidedAt, decidedBy: company.people.get("011")!, decidedAt,
  };
  await store.writeAll((w) => [w.insert(c).values(row).returning({ id: c.id })], { at: decidedAt, actor: { kind: "cli", id: "t" }, action: "correction.approve", entity: "correction", entityId: id });
}

async function publishedRun(company: TinyCompany, planId: string, period: string, now: number): Promise<string> {
  const { store, accounts } = company;
  const ctx = context(store, now);
  const prepared = await prepareBonusRun(ctx, { planId, period, accountId: accounts.hana });
  if (!prepared.ok) throw new Error(prepared.code);
  const { runId, contentHash } = prepared.value;
  await acceptAll(ctx, runId, accounts.hana);
  for (const [type, accountId] of [["submit", accounts.hana], ["approve", accounts.dora], ["publish", accounts.hana]] as const) {
    const step = await decideRunStep(ctx, { type, runId, accountId, contentHash });
    if (!step.ok) throw new Error(`${type}: ${step.code}`);
  }
  return runId;
}

describe.each(STORES)("what is corrected after it was paid, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  let ada: string;

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    ({ planId } = await payTinyCompany(company, { payout: PLAIN_CURVE, mix: DEPARTMENT_ALONE }));
    ada = company.people.get("001")!;
  });
  afterAll(() => opened.dispose());
  const pending = async (open = "2026-Q3") => (await pendingAdjustments(company.store, planId, open)).flatMap((one) => one.differences);

  test("nothing is owed while nothing was corrected", async () => {
    expect(await pending()).toEqual([]);
  });

  test("a correction approved before the quarter was frozen is in its counts already", async () => {
    await correct(company, "early", "FIN-SALES/report", ["breached", "met"], at("2026-07-01"));
    expect(await pending()).toEqual([]);
  });

  test("a payslip that was on time after all pays the difference", async () => {
    // Reports 36 of 40 = 90.00 -> 94.74, payslips 18 of 22 = 81.82 -> 90.91, Sales 93.46, Legal 100: score 96.73 pays 93.46 %.
    // With 19 of 22 = 86.36 -> 95.96, Sales 95.15: score 97.58 pays 95.16 %.
    await correct(company, "late", "FIN-SALES/payslip", ["breached", "met"], at("2026-08-01"));
    const difference = (await pending()).find((one) => one.personId === ada);
    expect(difference).toMatchObject({ paidMinor: 1_153_826, recalculatedMinor: 1_174_814, alreadyAdjustedMinor: 0, deltaMinor: 20_988 });
    expect(ADA_TARGET).toBe(1_234_567);
  });

  test("the next run has it as a line of its own, and the one after it does not pay it again", async () => {
    await closeGoodQuarter(company, "2026-Q3");
    const runId = await publishedRun(company, planId, "2026-Q3", at("2026-10-10"));
    const { statements } = await readRun(company.store, (await findRun(company.store, runId))!);
    const statement = statements.find((one) => one.personId === ada)!;
    expect(statement.lines.at(-1)).toEqual({ id: "adjustment:2026-Q2", segmentId: null, amountMinor: 20_988 });
    expect(statement.amountMinor).toBe(ADA_TARGET + 20_988);
    expect(statement.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(statement.amountMinor);
    expect(await pending("2026-Q4")).toEqual([]);
  });

  test("a loss larger than the bonus is written off by the plan's policy: the bonus stays as it is", async () => {
    const small = { personId: ada, from: "2026-10-01", to: null, target: { type: "amount" as const, minor: 5 } };
    expect(await setPlanMembers(context(company.store, at("2026-10-15")), { planId, changes: [small] })).toMatchObject({ ok: true });
    await correct(company, "worse", "FIN-SALES/report", ["met", "breached"], at("2026-10-20"));
    expect((await pending("2026-Q4")).find((one) => one.personId === ada)!.deltaMinor).toBeLessThan(-5);
    await closeGoodQuarter(company, "2026-Q4");
    const runId = await publishedRun(company, planId, "2026-Q4", at("2027-01-10"));
    const { statements } = await readRun(company.store, (await findRun(company.store, runId))!);
    const statement = statements.find((one) => one.personId === ada)!;
    expect(statement).toMatchObject({ amountMinor: 5, adjustments: [{ period: "2026-Q2", appliedMinor: 0, carryMinor: 0 }] });
  });

  test("the next period waits until the last run is published", async () => {
    await closeGoodQuarter(company, "2027-Q1");
    await closeGoodQuarter(company, "2027-Q2");
    const ctx = context(company.store, at("2027-07-10"));
    expect(await prepareBonusRun(ctx, { planId, period: "2027-Q1", accountId: company.accounts.hana })).toMatchObject({ ok: true });
    expect(await prepareBonusRun(ctx, { planId, period: "2027-Q2", accountId: company.accounts.hana })).toMatchObject({ code: "earlier_run_open", facts: { period: "2027-Q1" } });
  });
});

describe("what was held", () => {
  let opened: TestStore;
  let company: TinyCompany;
  afterAll(() => opened.dispose());

  test("HR releases it once, with a reason, and the next run pays it", async () => {
    opened = await STORES[0]![1]();
    company = await tinyCompany(opened.store);
    // Nothing was due in May and June: there is no score, and the plan holds.
    await closeTwoMonths(company);
    const { planId, runId } = await payTinyCompany(company, { mix: DEPARTMENT_ALONE });
    const { accounts, departments, people, store } = company;
    const paid = (await readRun(store, (await findRun(store, runId))!)).statements.find((one) => one.personId === people.get("001"))!;
    expect(paid).toMatchObject({ amountMinor: 0, heldMinor: ADA_TARGET });
    const release = (over: object = {}) => releaseHeld(context(store, at("2026-08-01")), { runId, departmentId: departments.get("FIN")!, accountId: accounts.hana, payoutBp: 8000, reason: "No work came in", ...over });
    expect(await release({ reason: " " })).toMatchObject({ code: "reason_missing" });
    expect(await release({ payoutBp: 10_001 })).toMatchObject({ code: "percent_out_of_range" });
    expect(await release({ departmentId: departments.get("SALES") })).toMatchObject({ code: "nothing_held" });
    expect(await release({ accountId: accounts.dora })).toMatchObject({ code: "not_your_role" });
    expect(await release()).toMatchObject({ ok: true, value: { people: 1 } });
    expect(await release()).toMatchObject({ code: "already_released" });
    // 12,345.67 x 80 % = 9,876.536
    const [past] = await pendingAdjustments(store, planId, "2026-Q3");
    expect(past!.differences).toMatchObject([{ personId: people.get("001"), paidMinor: 0, recalculatedMinor: 987_654, releasedMinor: 987_654, deltaMinor: 987_654 }]);
  });
});
