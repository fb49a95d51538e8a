import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import * as absences from "#app/routes/_shell.pay.absences/route.tsx";
import * as members from "#app/routes/_shell.pay.plans.$planId_.members/route.tsx";
import * as rules from "#app/routes/_shell.pay.plans.$planId_.rules/route.tsx";
import * as newVersion from "#app/routes/_shell.pay.plans.$planId_.versions.new/route.tsx";
import * as newPlan from "#app/routes/_shell.pay.plans.new/route.tsx";
import { valuesOf } from "#app/routes/_shell.pay.plans.new/values.ts";
import * as membersFile from "#app/routes/pay.plans.$planId.members[.]csv/route.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { loadPlanMembers, loadPlanVersions } from "#db/queries/plans.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-07-11");
const TERMS = { ...DEFAULT_PLAN, approvalChain: ["hr", "director"] as const };

describe("HR's pages of a plan", () => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  const get = (route: { loader: (args: never) => unknown }, path = "/") => callRoute(route.loader, opened.store, NOW, company.accounts.hana, path, { planId });
  const post = async (route: { action: (args: never) => unknown }, form: Record<string, string> | FormData, path = "/") => {
    const { status, text } = await callRoute(route.action, opened.store, NOW, company.accounts.hana, path, { planId }, form);
    return { status, body: (text === "" ? null : JSON.parse(text)) as { values: Record<string, string>; faults: Record<string, string>; review?: { against: number; changes: { name: string; before: string; after: string }[]; facts: unknown[] } | null; problems?: { line: number; reason: string }[] } };
  };
  const form = { ...valuesOf(TERMS, "2026-10-01", "en") };

  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    const saved = await savePlan(context(opened.store, NOW), { planId: null, code: "BACK", name: { en: "Back office" }, from: "2026-07-01", terms: TERMS, accountId: null });
    if (!saved.ok) throw new Error(saved.code);
    ({ planId } = saved.value);
  });
  afterAll(() => opened.dispose());

  test("a new version is shown as what it changes before it is saved", async () => {
    const changed = { ...form, planCap: "110", mode: "pool" };
    const { status, body } = await post(newVersion, { ...changed, intent: "check" });
    expect(status).toBe(200);
    expect(body.review).toMatchObject({ against: 1, changes: [{ name: "Cap of the plan", before: "120\u00a0%", after: "110\u00a0%" }, { name: "How it is shared" }] });
    expect(body.values["planCap"]).toBe("110");
    expect(await loadPlanVersions(opened.store, planId)).toHaveLength(1);
    expect((await post(newVersion, { ...changed, intent: "save" })).status).toBe(302);
    expect((await loadPlanVersions(opened.store, planId)).map(({ number, terms }) => [number, terms.planCapBp, terms.mode])).toEqual([[2, 11_000, "pool"], [1, 12_000, "individual"]]);
  });

  test.each<[string, Record<string, string>, string, string]>([
    ["a curve that does not rise", { "points.1.score": "48" }, "payout", "must rise"],
    ["a curve on which more pays less", { "points.3.payout": "90" }, "payout", "pays less"],
    ["weights that are all zero", { mixTeam: "0", mixDepartment: "0" }, "mixTeam", "cannot both be 0"],
    ["a cap of nothing", { planCap: "0" }, "planCap", "more than 0"],
    ["nobody who approves", { "chain.0": "", "chain.1": "" }, "chain.0", "At least one"],
    ["a gate on a line that nobody promised", { "gates.0.type": "line_floor", "gates.0.line": "no/such", "gates.0.action": "zero" }, "gates.0.line", "no such line"],
    ["a day that begins no pay period", { from: "2026-11-01" }, "from", "not the first day"],
    ["a number that is none", { memberCap: "lots" }, "memberCap", "not a number"],
  ])("%s: a sentence at its field, and what was typed is kept", async (_what, over, field, sentence) => {
    const { status, body } = await post(newVersion, { ...form, from: "2027-01-01", ...over, intent: "check" });
    expect(status).toBe(422);
    expect(body.faults[field]).toContain(sentence);
    for (const [name, value] of Object.entries(over)) expect(body.values[name]).toBe(value);
  });

  test("a row more without JavaScript", async () => {
    const { status, body } = await post(newVersion, { ...form, intent: "add:points" });
    expect([status, body.values["points.4.score"], body.review]).toEqual([200, "", null]);
  });

  test("a gate on a line with a floor is taken", async () => {
    const { store, now } = context(opened.store, NOW);
    const [line] = (await store.q.select({ key: store.t.obligation.key, floor: store.t.obligation.floor }).from(store.t.obligation)).filter((row) => row.floor !== null);
    const { body } = await post(newVersion, { ...form, from: "2027-01-01", "gates.0.type": "line_floor", "gates.0.line": line!.key, "gates.0.action": "zero", intent: "check" });
    expect(body.review?.changes.map(({ name, after }) => [name, after])).toContainEqual(["Gate 1", "When “Reports on time” is below its own floor, nothing is paid."]);
    expect(now).toBe(NOW);
  });

  test("a new plan needs a code and a name", async () => {
    const { status, body } = await post(newPlan, { ...form, code: "два слова", nameEn: "", nameRu: "", intent: "check" });
    expect([status, Object.keys(body.faults).sort()]).toEqual([422, ["code", "nameEn"]]);
    expect((await post(newPlan, { ...form, code: "BACK", nameEn: "Again", nameRu: "", intent: "save" })).body.faults["code"]).toContain("Another plan");
  });

  test("people come from a file, all or none, and go out as they came in", async () => {
    const sent = (csv: string) => {
      const data = new FormData();
      data.set("from", "2026-07-01");
      data.set("lines", "");
      data.set("file", new File([csv], "members.csv", { type: "text/csv" }));
      return data;
    };
    const bad = await post(members, sent("personnel_number;target\n001;35000,00\n099;1\n002;0x\n"));
    expect([bad.status, bad.body.problems?.map(({ line }) => line)]).toEqual([422, [3, 4]]);
    expect(bad.body.values["lines"]).toContain("099;1");
    expect(await loadPlanMembers(opened.store, { planId }, "2026-07-01", "2026-08-01")).toEqual([]);
    const zero = await post(members, sent("001;35000,00\n002;0\n"));
    expect(zero.body.problems).toEqual([{ line: 2, reason: "A target of 0 pays nothing. Take the person out of the plan instead." }]);
    expect((await post(members, sent("001;35000,00\n002;15 %\n003;%\n"))).status).toBe(302);
    const file = (await get(membersFile)).text;
    expect(file.replace(/^\ufeff/, "").trimEnd().split("\r\n")).toEqual(["personnel_number,person,target,from,last_day", "001,Adams Ada,35000.00,2026-07-01,", "002,Bosch Bo,15.00 %,2026-07-01,", "003,Cyrus Cy,%,2026-07-01,"]);
    expect((await post(members, { from: "2026-07-01", lines: file })).status).toBe(302);
    expect(await loadPlanMembers(opened.store, { planId }, "2026-07-01", "2026-08-01")).toHaveLength(3);
  });

  test("the list is sorted, searched and narrowed by its address", async () => {
    const names = async (path: string) => (JSON.parse((await get(members, path)).text) as { members: { rows: { surname: string }[] } }).members.rows.map((row) => row.surname);
    expect(await names("/?sort=-person")).toEqual(["Cyrus", "Bosch", "Adams"]);
    expect(await names("/?q=bosch")).toEqual(["Bosch"]);
    expect(await names("/?stay=ending")).toEqual([]);
  });

  test("a rule finds people; who is in no plan yet joins with its target, and what is wrong stays at its field", async () => {
    const add = (over: Record<string, string>) => post(rules, { intent: "add", departmentId: "", position: "", target: "", ...over });
    expect((await add({ target: "5" })).body.faults["departmentId"]).toContain("Choose a department");
    expect((await add({ departmentId: company.departments.get("LEGAL")!, target: "five" })).body.faults["target"]).toContain("no target");
    expect((await add({ departmentId: company.departments.get("LEGAL")!, target: "0" })).body.faults["target"]).toContain("pays nothing");
    expect((await add({ departmentId: company.departments.get("LEGAL")!, target: "400" })).status).toBe(302);
    expect((await add({ position: "pilot", target: "%" })).status).toBe(302);
    const state = JSON.parse((await get(rules)).text) as { state: { findings: { kind: string; who: string }[]; notYetIn: number } };
    expect(state.state.findings.map(({ kind, who }) => [kind, who])).toEqual([["no_base", "Bosch Bo 002"], ["not_yet_in", "Lex Leo 020"], ["finds_nobody", "Everybody: pilot"]]);
    expect((await post(rules, { intent: "apply", day: "2026-07-01" })).status).toBe(302);
    expect((JSON.parse((await get(rules)).text) as typeof state).state.notYetIn).toBe(0);
    expect(await loadPlanMembers(opened.store, { personIds: [company.people.get("020")!] }, "2026-07-01", "2026-08-01")).toMatchObject([{ planId, from: "2026-07-01", to: null }]);
  });

  test("absences with a fault come back with their lines", async () => {
    const bad = await post(absences, { lines: "001; fishing; 2026-08-01\n002; sick; 2026-08-01; 2026-07-01" });
    expect([bad.status, bad.body.problems?.map(({ line }) => line)]).toEqual([422, [1]]);
    const late = await post(absences, { lines: "002; sick; 2026-08-02; 2026-08-01" });
    expect(late.body.problems).toEqual([{ line: 1, reason: "The last day comes before the first." }]);
    expect((await post(absences, { lines: "" })).body.faults["lines"]).toContain("Enter lines");
    expect((await post(absences, { lines: "002; sick; 2026-08-01; 2026-08-05" })).status).toBe(302);
  });
});
