import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { calculateRun } from "#app/operations/calculate-run.server.ts";
import { enterAbsences, takeBackAbsence } from "#app/operations/enter-absences.server.ts";
import { enterBases } from "#app/operations/enter-bases.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { endPlace, setPlace } from "#app/operations/set-place.server.ts";
import type { PlaceDraft } from "#app/operations/set-place.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { loadPlaces } from "#db/queries/people-writes.server.ts";
import { loadAbsences } from "#db/queries/plan-people.server.ts";
import { loadPlanVersionAt } from "#db/queries/plans.server.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

/** A score does not matter here: everybody is paid in full for the time that counts. 91 days from April to June. */
const FULL: PlanVersionTerms = { ...DEFAULT_PLAN, payout: { type: "steps", steps: [[0, 10_000]] }, nothingMeasured: "pay_full", approvalChain: ["director"] };
const TARGET = 9_100_000;

describe.each(STORES)("time in a plan on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  const july = () => context(company.store, at("2026-07-10"));
  const id = (number: string) => company.people.get(number)!;
  const amountOf = async (number: string) => {
    const version = await loadPlanVersionAt(company.store, planId, "2026-04-01");
    const { run } = await calculateRun(company.store, version!, "2026-Q2");
    return run.statements.find((one) => one.personId === id(number));
  };
  const member = (number: string, target = TARGET) => ({ personId: id(number), from: "2026-04-01", to: null, target: { type: "amount", minor: target } as const });
  const place = (departmentId: string, over: Partial<PlaceDraft> = {}): PlaceDraft => ({ isTransfer: false, departmentId: company.departments.get(departmentId)!, position: { en: "Specialist" }, employment: "permanent", fte: "1", sharePct: "100", from: "2026-05-01", lastDay: null, ...over });

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    const saved = await savePlan(july(), { planId: null, code: "FULL", name: { en: "Full" }, from: "2026-04-01", terms: FULL, accountId: null });
    if (!saved.ok) throw new Error(saved.code);
    ({ planId } = saved.value);
    const set = await setPlanMembers(july(), { planId, changes: ["001", "002", "003", "010", "020"].map((number) => member(number)) });
    if (!set.ok) throw new Error(set.code);
  });
  afterAll(() => opened.dispose());

  test("the whole quarter at full time pays the whole target", async () => {
    expect(await amountOf("001")).toMatchObject({ amountMinor: TARGET, proratedMinor: TARGET, totalDays: 91 });
  });

  test("two weeks of unpaid leave and what lies outside of the quarter: 77 of 91 days", async () => {
    const entered = await enterAbsences(july(), null, [
      { personId: id("001"), kind: "unpaid_leave", from: "2026-05-04", to: "2026-05-18" },
      { personId: id("001"), kind: "unpaid_leave", from: "2026-07-01", to: "2026-07-05" },
      { personId: id("001"), kind: "annual_leave", from: "2026-06-01", to: "2026-06-15" },
    ]);
    expect(entered).toMatchObject({ ok: true, value: { entered: 3 } });
    expect(await amountOf("001")).toMatchObject({ amountMinor: 7_700_000, absences: [{ from: "2026-05-04", to: "2026-05-18" }], segments: [{ days: 77 }] });
  });

  test("nobody is absent twice on a day, and an absence ends after it begins", async () => {
    const entry = { personId: id("001"), kind: "sick_leave" as const, from: "2026-05-17", to: "2026-05-20" };
    expect(await enterAbsences(july(), null, [entry])).toMatchObject({ code: "absent_already", field: "entries.0", facts: { day: "2026-05-04" } });
    const own = { ...entry, from: "2026-06-20", to: "2026-06-22" };
    expect(await enterAbsences(july(), null, [own, { ...own, from: "2026-06-21", to: "2026-06-23" }])).toMatchObject({ code: "absent_already", field: "entries.1" });
    expect(await enterAbsences(july(), null, [{ ...own, to: own.from }])).toMatchObject({ code: "bad_dates" });
    expect(await enterAbsences(july(), null, [{ ...own, personId: "nobody" }])).toMatchObject({ code: "unknown_person" });
  });

  test("an absence that is taken back counts no more, once", async () => {
    const { store, accounts } = company;
    const [row] = await loadAbsences(store, "2026-05-01", "2026-06-01", [id("001")]);
    expect(await takeBackAbsence(july(), accounts.hana, row!.id)).toMatchObject({ ok: true });
    expect(await takeBackAbsence(july(), accounts.hana, row!.id)).toMatchObject({ code: "unknown_absence" });
    expect(await amountOf("001")).toMatchObject({ amountMinor: TARGET });
  });

  test("leaving in the middle: the last day worked counts, 20 of 91 days", async () => {
    const [row] = await loadPlaces(company.store, id("020"));
    expect(await endPlace(july(), { personId: id("020"), placeId: row!.id, lastDay: "2019-12-30" })).toMatchObject({ ok: false });
    expect(await endPlace(july(), { personId: id("020"), placeId: row!.id, lastDay: "2026-04-20" })).toMatchObject({ ok: true });
    expect(await amountOf("020")).toMatchObject({ amountMinor: 2_000_000, segments: [{ days: 20 }] });
  });

  test("hired again before the last day at the old place is refused; on the day after it, both spans count: 20 + 30 days", async () => {
    const again = (from: string, lastDay: string) => setPlace(july(), id("020"), place("LEGAL", { from, lastDay }));
    expect(await again("2026-06-10", "2026-06-09")).toMatchObject({ ok: false, faults: [{ code: "to_before_from" }] });
    expect(await again("2026-04-20", "2026-06-30")).toMatchObject({ ok: false, faults: [{ code: "overlap" }] });
    expect(await again("2026-06-01", "2026-06-30")).toMatchObject({ ok: true });
    expect(await amountOf("020")).toMatchObject({ amountMinor: 5_000_000, segments: [{ days: 20 }, { days: 30 }] });
  });

  test("a transfer makes two segments that add up to the whole quarter, and half time in the second: 30 + 61 / 2 of 91", async () => {
    expect(await setPlace(july(), id("003"), place("LEGAL", { isTransfer: true, fte: "0.5" }))).toMatchObject({ ok: true });
    const statement = (await amountOf("003"))!;
    expect(statement.segments.map(({ departmentId, days, fte, targetMinor }) => [departmentId, days, fte, targetMinor])).toEqual([
      [company.departments.get("SALES"), 30, "1", 3_000_000],
      [company.departments.get("LEGAL"), 61, "0.5", 3_050_000],
    ]);
    expect(statement.amountMinor).toBe(6_050_000);
  });

  test("two places over one another that are more than full time are refused", async () => {
    expect(await setPlace(july(), id("010"), place("LEGAL", { sharePct: "40" }))).toMatchObject({ ok: false, faults: [{ code: "overlap" }] });
  });

  describe("a target in percent", () => {
    const percent = { type: "percent_of_base", baseMinor: null, percentBp: 1500 } as const;
    beforeEach(async () => {
      await setPlanMembers(july(), { planId, changes: [{ ...member("010"), target: percent }] });
    });

    test("without a base nobody is paid: the run is refused, and says whom it waits for", async () => {
      const version = await loadPlanVersionAt(company.store, planId, "2026-04-01");
      expect((await calculateRun(company.store, version!, "2026-Q2")).withoutBase).toEqual([id("010")]);
      expect(await prepareBonusRun(july(), { planId, period: "2026-Q2", accountId: company.accounts.hana })).toMatchObject({ code: "no_base", facts: { count: 1 } });
    });

    test("with the base of the last day of the period: 15 % of 200,000.00", async () => {
      const base = (from: string, baseMinor: number) => ({ personId: id("010"), from, baseMinor });
      expect(await enterBases(july(), null, [base("2026-04-01", 0)])).toMatchObject({ code: "bad_base" });
      expect(await enterBases(july(), null, [base("2026-02-30", 1)])).toMatchObject({ code: "bad_dates" });
      await enterBases(july(), null, [base("2026-01-01", 10_000_000)]);
      await enterBases(july(), null, [base("2026-06-01", 20_000_000)]);
      await enterBases(july(), null, [base("2026-07-01", 90_000_000)]);
      expect(await amountOf("010")).toMatchObject({ targetMinor: 3_000_000, amountMinor: 3_000_000 });
      await enterBases({ ...july(), now: at("2026-07-11") }, null, [base("2026-06-01", 30_000_000)]);
      expect(await amountOf("010")).toMatchObject({ targetMinor: 4_500_000 });
    });
  });

  test("a target of 0 is refused: whoever is to get nothing is not in the plan", async () => {
    expect(await setPlanMembers(july(), { planId, changes: [member("002", 0)] })).toMatchObject({ code: "target_zero", field: "members.0.target" });
  });
});

describe("what a submitted or paid run was calculated from stands", () => {
  test("no absence and no base reaches into it", async () => {
    const opened = await (STORES[0]![1] as () => Promise<TestStore>)();
    const company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    await payTinyCompany(company);
    const ctx = context(company.store, at("2026-07-12"));
    const ada = company.people.get("001")!;
    expect(await enterAbsences(ctx, null, [{ personId: ada, kind: "unpaid_leave", from: "2026-06-30", to: "2026-07-02" }])).toMatchObject({ code: "period_already_run" });
    expect(await enterAbsences(ctx, null, [{ personId: ada, kind: "unpaid_leave", from: "2026-07-01", to: "2026-07-02" }])).toMatchObject({ ok: true });
    expect(await enterBases(ctx, null, [{ personId: ada, from: "2026-06-30", baseMinor: 1 }])).toMatchObject({ code: "period_already_run" });
    expect(await enterBases(ctx, null, [{ personId: ada, from: "2026-07-01", baseMinor: 1 }])).toMatchObject({ ok: true });
    await opened.dispose();
  });
});
