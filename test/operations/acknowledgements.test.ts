import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acknowledgementState } from "#app/domain/pay/acknowledgement.ts";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import { acknowledgePlan, callForAcknowledgement, decideAcknowledgement } from "#app/operations/acknowledge-plan.server.ts";
import { loadUnacknowledged, openAcknowledgementBook } from "#app/operations/acknowledgement-book.server.ts";
import { calculateRun } from "#app/operations/calculate-run.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import * as page from "#app/routes/_shell.pay.plans.$planId_.acknowledge/route.tsx";
import * as list from "#app/routes/_shell.pay.plans.$planId_.acknowledgements/route.tsx";
import { findPlanVersion, type PlanVersionRow } from "#db/queries/plans.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

test.each([
  ["acknowledged", true, "hold", "2026-06-30", "2026-07-10"],
  ["hold", false, "hold", "2026-06-30", "2026-07-10"],
  ["pay", false, "pay", "2026-06-30", "2026-07-10"],
  ["late", false, null, "2026-06-30", "2026-07-01"],
  ["waiting", false, null, "2026-06-30", "2026-06-30"],
  ["waiting", false, null, null, "2026-07-10"],
] as const)("a member is %s", (state, given, decision, dueOn, today) => expect(acknowledgementState(given, decision, dueOn, today)).toBe(state));

const ACCOUNT_OF: Readonly<Record<string, keyof TinyCompany["accounts"]>> = { "001": "ada", "003": "cy", "020": "leo" };

describe.each(STORES)("acknowledging a plan on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let version: PlanVersionRow;
  const on = (day: string) => context(company.store, at(day));
  const id = (number: string) => company.people.get(number)!;
  const states = async (day: string) => Object.fromEntries((await openAcknowledgementBook(company.store, version, day)).members.map((one) => [one.personnelNumber, one.state]));
  const give = (number: string, over: { contentHash?: string } = {}) => acknowledgePlan(on("2026-04-10"), { planVersionId: version.id, contentHash: version.contentHash, accountId: company.accounts[ACCOUNT_OF[number]!], ...over });
  const decide = (day: string, number: string, decision: "pay" | "hold", reason = "Away until August") => decideAcknowledgement(on(day), { planVersionId: version.id, personId: id(number), decision, reason, accountId: company.accounts.hana });
  const statements = async () => new Map((await calculateRun(company.store, version, "2026-Q2")).run.statements.map((one) => [one.personId, one]));

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    const terms = { ...DEFAULT_PLAN, payout: { type: "steps", steps: [[0, 10_000]] } as const, nothingMeasured: "pay_full" as const, approvalChain: ["director"] as const };
    const saved = await savePlan(on("2026-04-01"), { planId: null, code: "BACK", name: { en: "Back office" }, from: "2026-04-01", terms, accountId: null });
    if (!saved.ok) throw new Error(saved.code);
    version = (await findPlanVersion(opened.store, saved.value.versionId))!;
    const set = await setPlanMembers(on("2026-04-01"), { planId: version.planId, changes: ["001", "002", "003"].map((number) => ({ personId: id(number), from: "2026-04-01", to: null, target: { type: "amount", minor: 100_000 } as const })) });
    if (!set.ok) throw new Error(set.code);
  });
  afterAll(() => opened.dispose());

  test("the members are asked once a day, and told what by when", async () => {
    const call = (dueOn: string) => callForAcknowledgement(on("2026-04-05"), { planVersionId: version.id, dueOn, accountId: company.accounts.hana });
    expect(await call("2026-04-04")).toMatchObject({ code: "bad_day" });
    expect(await call("2026-04-31")).toMatchObject({ code: "bad_day" });
    expect(await call("2026-04-20")).toMatchObject({ ok: true, value: { told: 3 } });
    await call("2026-04-20");
    const { notice } = company.store.t;
    const told = (await company.store.q.select().from(notice)).filter((row) => row.kind === "plan_to_acknowledge");
    expect(told.map((row) => row.personId).sort()).toEqual([id("001"), id("002"), id("003")].sort());
    expect(told[0]!.refs).toEqual({ planId: version.planId, number: "1", to: "2026-04-20" });
  });

  test("a member acknowledges the text that was read, once, for nobody else", async () => {
    expect(await give("001", { contentHash: "0".repeat(64) })).toMatchObject({ code: "content_changed" });
    expect(await give("020")).toMatchObject({ code: "not_a_member" });
    const both = await Promise.all([give("001"), give("001")]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await give("001")).toMatchObject({ code: "acknowledged_already" });
    const { acknowledgement } = company.store.t;
    expect(await company.store.q.select().from(acknowledgement)).toEqual([{ planVersionId: version.id, personId: id("001"), contentHash: version.contentHash, accountId: company.accounts.ada, at: at("2026-04-10") }]);
    expect(await states("2026-04-20")).toEqual({ "001": "acknowledged", "002": "waiting", "003": "waiting" });
  });

  test("who has not in time is late, and HR decides with a reason", async () => {
    expect(await decide("2026-04-20", "002", "pay")).toMatchObject({ code: "not_late" });
    expect(await states("2026-04-21")).toEqual({ "001": "acknowledged", "002": "late", "003": "late" });
    expect(await decide("2026-04-21", "002", "pay", " ")).toMatchObject({ code: "reason_missing", field: "reason" });
    expect(await decide("2026-04-21", "001", "hold")).toMatchObject({ code: "not_late" });
    expect(await decide("2026-04-21", "002", "pay")).toMatchObject({ ok: true });
    expect(await decide("2026-04-21", "003", "pay")).toMatchObject({ ok: true });
    expect(await decide("2026-04-22", "003", "hold")).toMatchObject({ ok: true });
    expect((await loadUnacknowledged(company.store, version, "2026-04-22")).map((one) => [one.personnelNumber, one.state, one.reason])).toEqual([["002", "pay", "Away until August"], ["003", "hold", "Away until August"]]);
  });

  test("held is the whole target in one line; whoever is paid as earned is", async () => {
    const run = await statements();
    expect(run.get(id("002"))).toMatchObject({ amountMinor: 100_000, heldMinor: 0, remarks: [] });
    expect(run.get(id("003"))).toMatchObject({ amountMinor: 0, heldMinor: 100_000, remarks: ["not_acknowledged", "held"] });
    expect(run.get(id("003"))!.lines.map(({ id: line, amountMinor }) => [line.split(":")[0], amountMinor])).toEqual([["target", 100_000], ["time", 0], ["held", -100_000]]);
  });

  test("acknowledged late, nothing is held any more", async () => {
    expect(await give("003")).toMatchObject({ ok: true });
    expect((await statements()).get(id("003"))).toMatchObject({ amountMinor: 100_000, heldMinor: 0 });
    expect(await states("2026-07-01")).toEqual({ "001": "acknowledged", "002": "pay", "003": "acknowledged" });
  });

  test("the pages: a member reads and gives it, HR and the auditor see who has", async () => {
    const call = (route: unknown, who: keyof TinyCompany["accounts"], form?: Record<string, string>) =>
      callRoute((route as { loader: never; action: never })[form ? "action" : "loader"], company.store, at("2026-05-01"), company.accounts[who], "/?version=1", { planId: version.planId }, form);
    expect((await call(page, "bo")).status).toBe(200);
    for (const who of ["leo", "hana", "adam"] as const) expect((await call(page, who)).status).toBe(404);
    expect((await call(page, "bo", { versionId: version.id, contentHash: "old", number: "1" })).status).toBe(409);
    expect((await call(page, "leo", { versionId: version.id, contentHash: version.contentHash, number: "1" })).status).toBe(404);
    expect((await call(page, "bo", { versionId: version.id, contentHash: version.contentHash, number: "1" })).status).toBe(302);
    for (const [who, status] of [["hana", 200], ["audrey", 200], ["bo", 403], ["dora", 403], ["adam", 403]] as const) expect([who, (await call(list, who)).status]).toEqual([who, status]);
    expect((await call(list, "audrey", { intent: "call", dueOn: "2026-06-01" })).status).toBe(403);
    expect((await call(list, "hana", { intent: "call", dueOn: "2020-01-01" })).status).toBe(422);
  });
});
