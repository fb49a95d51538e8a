import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as period from "#app/routes/_shell.periods.$month/route.tsx";
import * as periods from "#app/routes/_shell.periods._index/route.tsx";
import * as mine from "#app/routes/_shell.pay._index/route.tsx";
import * as plan from "#app/routes/_shell.pay.plans.$planId/route.tsx";
import * as members from "#app/routes/_shell.pay.plans.$planId_.members/route.tsx";
import * as absences from "#app/routes/_shell.pay.absences/route.tsx";
import * as bases from "#app/routes/_shell.pay.bases/route.tsx";
import * as coefficients from "#app/routes/_shell.pay.plans.$planId_.coefficients/route.tsx";
import * as rules from "#app/routes/_shell.pay.plans.$planId_.rules/route.tsx";
import * as absencesFile from "#app/routes/pay.absences[.]csv/route.ts";
import * as basesFile from "#app/routes/pay.bases[.]csv/route.ts";
import * as membersFile from "#app/routes/pay.plans.$planId.members[.]csv/route.ts";
import * as newVersion from "#app/routes/_shell.pay.plans.$planId_.versions.new/route.tsx";
import * as plans from "#app/routes/_shell.pay.plans._index/route.tsx";
import * as newPlan from "#app/routes/_shell.pay.plans.new/route.tsx";
import * as ready from "#app/routes/_shell.pay.ready/route.tsx";
import * as readyCsv from "#app/routes/pay.ready[.]csv/route.ts";
import * as run from "#app/routes/_shell.pay.runs.$runId/route.tsx";
import * as statement from "#app/routes/_shell.pay.runs.$runId_.people.$personId/route.tsx";
import * as runs from "#app/routes/_shell.pay.runs._index/route.tsx";
import * as adjustments from "#app/routes/_shell.pay.adjustments/route.tsx";
import * as formats from "#app/routes/_shell.pay.formats/route.tsx";
import * as check from "#app/routes/_shell.pay.runs.$runId_.check/route.tsx";
import * as scenario from "#app/routes/_shell.pay.scenarios.$id/route.tsx";
import * as scenarios from "#app/routes/_shell.pay.scenarios._index/route.tsx";
import * as spread from "#app/routes/_shell.pay.spread/route.tsx";
import * as adjustmentsCsv from "#app/routes/pay.adjustments[.]csv/route.ts";
import * as checkCsv from "#app/routes/pay.runs.$runId.check[.]csv/route.ts";
import * as spreadCsv from "#app/routes/pay.spread[.]csv/route.ts";
import * as ownFile from "#app/routes/pay.statement[.]pdf/route.ts";
import * as statementFile from "#app/routes/pay.runs.$runId.people.$personId.file[.]pdf/route.ts";
import * as manifest from "#app/routes/pay.runs.$runId.exports.$exportId[.]json/route.ts";
import * as exported from "#app/routes/pay.runs.$runId.export/route.ts";
import * as scorecard from "#app/routes/_shell.scorecards.$departmentId/route.tsx";
import * as scorecards from "#app/routes/_shell.scorecards._index/route.tsx";
import { exportRun } from "#app/operations/export-run.server.ts";
import { saveScenario } from "#app/operations/save-scenario.server.ts";
import { loadRunExports } from "#db/queries/run-files.server.ts";
import { findRun, loadRunLines, openRun, openStatement } from "#db/queries/runs.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { ADA_TARGET, addTwoMonths, at, BO_TARGET, closeTwoMonths, context, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

/** Ada heads Finance and is paid, Bo is paid, Leo is neither; the others hold one role each. */
const WHO = ["ada", "bo", "leo", "hana", "arno", "dora", "adam", "audrey"] as const;
type Who = (typeof WHO)[number];
const HR_AND_AUDITOR: readonly Who[] = ["hana", "audrey"];
const HR_ALONE: readonly Who[] = ["hana"];
const TOTALS: readonly Who[] = ["hana", "dora", "audrey"];
const NOW = at("2026-07-11");

describe("who sees what of pay", () => {
  let opened: TestStore;
  let company: TinyCompany;
  let params: Record<string, string>;
  let amounts: string[];
  let total: string;

  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    const { planId, runId } = await payTinyCompany(company);
    params = { planId, runId, personId: company.people.get("001")!, departmentId: company.departments.get("FIN")!, month: "2026-07" };
    const lines = (await loadRunLines(opened.store, runId)).map((line) => openStatement(opened.store, line));
    const ctx = context(opened.store, NOW);
    const exportedRun = await exportRun(ctx, { runId, accountId: company.accounts.hana, format: { profile: "generic", separator: "," }, encoding: "utf-8" });
    const saved = await saveScenario(ctx, { id: null, personId: company.people.get("010")!, planId, period: "2026-Q2", name: "Half", shared: true, changes: { objectivePct: 50 } });
    if (!exportedRun.ok || !saved.ok) throw new Error("refused");
    params.exportId = (await loadRunExports(opened.store, runId, 1))[0]!.id;
    params.id = saved.value.id;
    amounts = [ADA_TARGET, BO_TARGET, ...lines.map((line) => line.amountMinor)].map(String);
    total = String(openRun(opened.store, (await findRun(opened.store, runId))!).totals.amountMinor);
  });
  afterAll(() => opened.dispose());

  const get = (route: { loader: (args: never) => unknown }, who: Who | null, path = "/") => callRoute(route.loader, opened.store, NOW, who && company.accounts[who], path, params);
  const post = (route: { action: (args: never) => unknown }, who: Who, form: Record<string, string>) => callRoute(route.action, opened.store, NOW, company.accounts[who], "/", params, form);

  test("a step that is refused comes back with what was typed", async () => {
    const { status, text } = await post(period as never, "arno", { step: "refuse", reason: "Two late files came in." });
    expect([status, JSON.parse(text)]).toEqual([409, { refusal: "wrong_state", step: "refuse", reason: "Two late files came in." }]);
  });

  test.each([
    ["runs", () => runs, TOTALS],
    ["a run", () => run, TOTALS],
    ["a person's statement", () => statement, HR_AND_AUDITOR],
    ["a person's statement as a file", () => statementFile, HR_AND_AUDITOR],
    ["the own statement as a file", () => ownFile, ["ada", "bo"]],
    ["the check of a run", () => check, TOTALS],
    ["the check of a run as CSV", () => checkCsv, HR_AND_AUDITOR],
    ["pending adjustments", () => adjustments, HR_AND_AUDITOR],
    ["pending adjustments as CSV", () => adjustmentsCsv, HR_AND_AUDITOR],
    ["budget and fairness", () => spread, TOTALS],
    ["budget and fairness as CSV", () => spreadCsv, TOTALS],
    ["scenarios", () => scenarios, TOTALS],
    ["a shared scenario", () => scenario, TOTALS],
    ["payroll columns", () => formats, ["hana"]],
    ["a manifest", () => manifest, HR_ALONE],
    ["plans", () => plans, TOTALS],
    ["a plan", () => plan, ["ada", "bo", ...TOTALS]],
    ["members", () => members, HR_AND_AUDITOR],
    ["members as a file", () => membersFile, HR_AND_AUDITOR],
    ["coefficients", () => coefficients, TOTALS],
    ["rules of membership", () => rules, HR_AND_AUDITOR],
    ["absences", () => absences, HR_AND_AUDITOR],
    ["absences as a file", () => absencesFile, HR_AND_AUDITOR],
    ["pay bases", () => bases, HR_AND_AUDITOR],
    ["pay bases as a file", () => basesFile, HR_AND_AUDITOR],
    ["a new plan", () => newPlan, ["hana"]],
    ["a new version", () => newVersion, ["hana"]],
    ["what is ready to pay", () => ready, TOTALS],
    ["what is ready to pay as CSV", () => readyCsv, TOTALS],
    ["the scorecard of Finance", () => scorecard, ["ada", "bo", "hana", "arno", "dora", "audrey"]],
    ["periods", () => periods, ["ada", "hana", "arno", "dora", "audrey"]],
    ["a period", () => period, ["ada", "hana", "arno", "dora", "audrey"]],
  ] as const)("%s", async (_what, route, may) => {
    for (const who of WHO) {
      const { status } = await get(route() as never, who);
      expect([who, (may as readonly Who[]).includes(who) ? [200] : [403, 404]], who).toEqual([who, expect.arrayContaining([status])]);
    }
    expect((await get(route() as never, null)).status).toBe(302);
  });

  test("amounts reach HR, the auditor and the person; a director sees the total; heads and admins see none", async () => {
    const everything = [mine, runs, run, statement, check, checkCsv, adjustments, adjustmentsCsv, spread, spreadCsv, scenarios, scenario, plans, plan, members, ready, scorecards, scorecard, periods, period] as { loader: (args: never) => unknown }[];
    for (const who of WHO) {
      const texts = await Promise.all(everything.map((route) => get(route, who)));
      const seen = (needle: string) => texts.some(({ text }) => text.includes(needle));
      expect([who, ...amounts.map(seen)]).toEqual([who, ...amounts.map((amount) => HR_AND_AUDITOR.includes(who) || (who === "ada" && isOf("001", amount)) || (who === "bo" && isOf("002", amount)))]);
      expect([who, seen(total)]).toEqual([who, TOTALS.includes(who)]);
    }

    function isOf(number: string, amount: string): boolean {
      return (number === "001" ? [amounts[0], lineOf("001")] : [amounts[1], lineOf("002")]).includes(amount);
    }
    function lineOf(number: string): string {
      return amounts[2 + [...company.people].filter(([n]) => n === "001" || n === "002").sort((a, b) => (a[1] < b[1] ? -1 : 1)).findIndex(([n]) => n === number)]!;
    }
  });

  test("a head sees the percents of the people", async () => {
    expect(JSON.parse((await get(mine, "ada")).text).team).toMatchObject([{ surname: "Bosch", period: "2026-Q2", payoutBp: expect.any(Number) }]);
    expect(JSON.parse((await get(mine, "leo")).text).team).toEqual([]);
  });

  test("every look of the auditor is on the record, with how many amounts were shown", async () => {
    const { audit } = opened.store.t;
    const before = await opened.store.q.select().from(audit);
    await get(run, "audrey");
    await get(statement, "audrey");
    await get(members, "audrey");
    await get(run, "hana");
    const added = (await opened.store.q.select().from(audit)).slice(before.length);
    expect(added.map((row) => [row.action, row.entity, row.actorId, row.rows])).toEqual([
      ["pay.read", "bonus_run", company.accounts.audrey, 2],
      ["pay.read", "bonus_line", company.accounts.audrey, 1],
      ["pay.read", "plan", company.accounts.audrey, 2],
    ]);
  });

  test("an auditor changes nothing, and nobody takes a step that is not theirs", async () => {
    const hash = "0".repeat(64);
    for (const [route, form, may] of [
      [runs, { what: `${params.planId}/2026-Q2` }, ["hana"]],
      [run, { step: "submit", contentHash: hash }, ["hana"]],
      [run, { step: "approve", contentHash: hash }, ["hana", "dora"]],
      [run, { step: "publish", contentHash: hash }, ["hana"]],
      [check, { kind: "outlier", contentHash: hash, reason: "x" }, ["hana"]],
      [adjustments, { runId: params.runId!, departmentId: params.departmentId!, percent: "100", reason: "x" }, ["hana"]],
      [formats, { profile: "generic", rowVersion: "0" }, ["hana"]],
      [scenario, { step: "try" }, ["hana", "dora"]],
      [exported, { profile: "generic", encoding: "utf-8", separator: "," }, ["hana"]],
      [members, { from: "2026-07-01", lines: "none; 1" }, ["hana"]],
      [rules, { intent: "end", ruleId: "none" }, ["hana"]],
      [coefficients, { intent: "ask", period: "2026-Q2", lastDay: "2026-08-01" }, ["hana"]],
      [coefficients, { intent: "give", period: "2026-Q2" }, ["ada"]],
      [absences, { intent: "withdraw", id: "none" }, ["hana"]],
      [absences, { lines: "none; sick; 2026-08-01" }, ["hana"]],
      [bases, { from: "2026-07-01", lines: "none; 1" }, ["hana"]],
      [newPlan, { code: "X" }, ["hana"]],
      [newVersion, { from: "2027-01-01" }, ["hana"]],
      [period, { step: "refuse", reason: "x" }, ["hana", "arno"]],
      [period, { step: "request" }, ["arno"]],
    ] as const) {
      for (const who of WHO) {
        const { status } = await post(route as never, who, form);
        const isRefused = status === 403 || status === 404;
        expect([who, JSON.stringify(form), isRefused]).toEqual([who, JSON.stringify(form), !(may as readonly Who[]).includes(who)]);
      }
    }
  });

  test("nobody objects for another person", async () => {
    expect((await post(mine, "leo", { runId: params.runId!, reason: "mine" })).status).toBe(409);
  });

  test("forms with fields of their own invention are refused", async () => {
    expect((await post(run, "hana", { step: "approve", contentHash: "0".repeat(64), state: "published" })).status).toBe(400);
    expect((await post(members, "hana", { from: "2026-07-01", lines: "001; 1", planId: "other" })).status).toBe(400);
  });
});
