import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import { calculateRun } from "#app/operations/calculate-run.server.ts";
import { openCoefficientBook } from "#app/operations/coefficient-book.server.ts";
import { askForCoefficients, giveCoefficients } from "#app/operations/give-coefficients.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { loadPlanVersionAt } from "#db/queries/plans.server.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const Q2 = "2026-Q2";
const TARGET = 10_000_000;

/** Finance shares what it earned: Ada (head), Bo and Leo, who works in the payroll team here, at one target each. */
describe.each(STORES)("coefficients of a pool on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  const on = (day: string) => context(company.store, at(day));
  const id = (number: string) => company.people.get(number)!;
  const give = (day: string, entries: { number: string; coefficient: string; reason?: string }[], departments = ["FIN", "PAYROLL"], by = "001") =>
    giveCoefficients(on(day), {
      planId, period: Q2, accountId: company.accounts.ada, personId: id(by), departmentIds: departments.map((code) => company.departments.get(code)!),
      entries: entries.map(({ number, coefficient, reason = "" }) => ({ personId: id(number), coefficient, reason })),
    });
  const book = async () => (await openCoefficientBook(company.store, planId, Q2, at("2026-07-05")))!;
  const statements = async () => {
    const version = await loadPlanVersionAt(company.store, planId, "2026-04-01");
    return (await calculateRun(company.store, version!, Q2)).run;
  };

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    const terms = { ...DEFAULT_PLAN, mode: "pool" as const, payout: { type: "steps" as const, steps: [[0, 10_000]] as const }, nothingMeasured: "pay_full" as const, approvalChain: ["director"] as const };
    const saved = await savePlan(on("2026-07-01"), { planId: null, code: "POOL", name: { en: "Pool" }, from: "2026-04-01", terms, accountId: null });
    if (!saved.ok) throw new Error(saved.code);
    ({ planId } = saved.value);
    const changes = ["001", "002"].map((number) => ({ personId: id(number), from: "2026-04-01", to: null, target: { type: "amount", minor: TARGET } as const }));
    const set = await setPlanMembers(on("2026-07-01"), { planId, changes: [...changes, { personId: id("020"), from: "2026-04-01", to: null, target: { type: "percent_only" } }] });
    if (!set.ok) throw new Error(set.code);
  });
  afterAll(() => opened.dispose());

  test("nothing is entered before HR asks, and the day has not passed", async () => {
    expect(await give("2026-07-05", [{ number: "002", coefficient: "1" }])).toMatchObject({ code: "not_asked" });
    const ask = (lastDay: string) => askForCoefficients(on("2026-07-05"), { planId, period: Q2, lastDay, accountId: company.accounts.hana });
    expect(await ask("2026-07-04")).toMatchObject({ code: "bad_day" });
    expect(await ask("2026-07-32")).toMatchObject({ code: "bad_day" });
    expect(await ask("2026-07-08")).toMatchObject({ ok: true, value: { deadlineAt: Date.parse("2026-07-09T00:00:00Z") } });
  });

  test("the head of the members is told, once a deadline", async () => {
    const { notice } = company.store.t;
    const told = (await company.store.q.select().from(notice)).filter((row) => row.kind === "coefficients_asked");
    expect(told.map((row) => [row.personId, row.refs])).toEqual([[id("001"), { planId, period: Q2, to: "2026-07-08" }]]);
  });

  test("a head sees parts of the pool and no amount; whoever is paid by percent only has none", async () => {
    const [pool, ...others] = (await book()).pools;
    expect(others).toEqual([]);
    expect(pool!.poolId).toBe(company.departments.get("FIN"));
    expect(pool!.members.map(({ personId, coefficient, isEntered, plainBp, partBp }) => [personId, coefficient, isEntered, plainBp, partBp])).toEqual([[id("001"), "1", false, 5000, 5000], [id("002"), "1", false, 5000, 5000]]);
    expect(JSON.stringify(pool)).not.toContain(String(TARGET));
  });

  test.each<[string, { number: string; coefficient: string; reason?: string }[], string[], string, string]>([
    ["without a reason", [{ number: "002", coefficient: "1.1" }], ["FIN", "PAYROLL"], "002.reason", "coefficient_reason"],
    ["out of range", [{ number: "002", coefficient: "1.3", reason: "x" }], ["FIN", "PAYROLL"], "002.coefficient", "coefficient_range"],
    ["for oneself", [{ number: "001", coefficient: "1.2", reason: "x" }], ["FIN", "PAYROLL"], "001.coefficient", "not_for_yourself"],
    ["for people of others", [{ number: "002", coefficient: "1.1", reason: "x" }], ["FIN"], "002.coefficient", "not_your_people"],
    ["for somebody outside of the pool", [{ number: "020", coefficient: "1.1", reason: "x" }], ["FIN", "PAYROLL", "LEGAL"], "020.coefficient", "not_your_people"],
  ])("refused %s", async (_what, entries, departments, field, code) => {
    expect(await give("2026-07-06", entries, departments)).toMatchObject({ code, field: `${id(field.split(".")[0]!)}.${field.split(".")[1]}` });
  });

  test("a coefficient moves money inside the pool and never the total: 1.2 against 1 of equal targets", async () => {
    const before = await statements();
    expect(await give("2026-07-06", [{ number: "002", coefficient: "1.2", reason: "Took over the migration" }])).toMatchObject({ ok: true, value: { given: 1 } });
    const after = await statements();
    expect(after.totals.amountMinor).toBe(before.totals.amountMinor);
    const amounts = new Map(after.statements.map((one) => [one.personId, one.amountMinor]));
    // 20,000,000 kopecks by 1 : 1.2
    expect([amounts.get(id("001")), amounts.get(id("002"))]).toEqual([9_090_909, 10_909_091]);
    expect((await book()).pools[0]!.members.map(({ partBp }) => partBp)).toEqual([4545, 5455]);
  });

  test("the newest holds; the same again writes nothing", async () => {
    expect(await give("2026-07-07", [{ number: "002", coefficient: "1.2", reason: "Took over the migration" }])).toMatchObject({ ok: true, value: { given: 0 } });
    expect(await give("2026-07-07", [{ number: "002", coefficient: "0.9", reason: "Second thoughts" }])).toMatchObject({ ok: true, value: { given: 1 } });
    expect((await book()).pools[0]!.members.at(-1)).toMatchObject({ coefficient: "0.9", reason: "Second thoughts", isEntered: true });
    const { coefficient, audit } = company.store.t;
    expect(await company.store.q.select().from(coefficient)).toHaveLength(2);
    const set = (await company.store.q.select().from(audit)).filter((row) => row.action === "coefficient.set");
    expect(set).toHaveLength(2);
    expect(JSON.stringify(set)).not.toContain("thoughts");
  });

  test("after the deadline nothing is entered; moved by HR, it is again", async () => {
    const last = [{ number: "002", coefficient: "1.1", reason: "x" }];
    expect(await give("2026-07-09", last)).toMatchObject({ code: "frozen" });
    expect(await askForCoefficients(on("2026-07-09"), { planId, period: Q2, lastDay: "2026-07-12", accountId: company.accounts.hana })).toMatchObject({ ok: true });
    expect(await give("2026-07-09", last)).toMatchObject({ ok: true });
  });

  test("once the run is prepared they stand, whatever the deadline says", async () => {
    const prepared = await prepareBonusRun(on("2026-07-10"), { planId, period: Q2, accountId: company.accounts.hana });
    expect(prepared).toMatchObject({ ok: true });
    expect(await give("2026-07-10", [{ number: "002", coefficient: "1" }])).toMatchObject({ code: "frozen" });
    expect(await askForCoefficients(on("2026-07-10"), { planId, period: Q2, lastDay: "2026-07-12", accountId: company.accounts.hana })).toMatchObject({ code: "frozen" });
  });

  test("a plan in which each earns the own bonus has none", async () => {
    expect(await openCoefficientBook(company.store, planId, "2025-Q1", at("2026-07-05"))).toBeNull();
  });
});
