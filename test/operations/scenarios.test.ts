import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeScenario, saveScenario } from "#app/operations/save-scenario.server.ts";
import type { SaveScenario } from "#app/operations/save-scenario.server.ts";
import { loadScenarioFacts } from "#app/operations/scenario-facts.server.ts";
import { runScenario } from "#app/domain/pay/scenario.ts";
import { findScenario, loadScenarios } from "#db/queries/scenarios.server.ts";
import { findRun, openRun } from "#db/queries/runs.server.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

describe("a saved scenario", () => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  let runId: string;
  const ctx = () => context(company.store, at("2026-07-12"));
  const hana = () => company.people.get("010")!;
  const save = (over: Partial<SaveScenario> = {}) =>
    saveScenario(ctx(), { id: null, personId: hana(), planId, period: "2026-Q2", name: "Half and half", shared: false, changes: { objectivePct: 50 }, ...over });

  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    ({ planId, runId } = await payTinyCompany(company));
  });
  afterAll(() => opened.dispose());

  /** Every row of every table but the scenarios and the audit. */
  async function everythingElse(): Promise<string> {
    const { store } = company;
    const rows = await Promise.all(
      Object.entries(store.t).filter(([name]) => name !== "scenario" && name !== "audit" && name !== "meta").map(async ([name, table]) => [name, await store.q.select().from(table as never)]),
    );
    return JSON.stringify(rows);
  }

  test("starts from what the run of the period pays", async () => {
    const loaded = await loadScenarioFacts(company.store, planId, "2026-Q2", at("2026-07-12"));
    const { totals } = openRun(company.store, (await findRun(company.store, runId))!);
    expect(loaded!.isOpen).toBe(false);
    expect(runScenario(loaded!.facts, {})).toMatchObject({ paidMinor: totals.amountMinor, targetMinor: totals.proratedMinor });
  });

  test("changes nothing: tried, saved, changed and deleted, all other tables are as before", async () => {
    const before = await everythingElse();
    const saved = await save();
    if (!saved.ok) throw new Error(saved.code);
    const { id } = saved.value;
    const loaded = await loadScenarioFacts(company.store, planId, "2026-Q2", at("2026-07-13"));
    runScenario(loaded!.facts, { objectivePct: 50, scores: [{ departmentId: company.departments.get("FIN")!, scoreBp: 1 }] });
    expect(await save({ id, name: "Other", shared: true })).toMatchObject({ ok: true });
    expect(await findScenario(company.store, id)).toMatchObject({ name: "Other", shared: true, rowVersion: 2 });
    expect(await removeScenario(ctx(), { id, personId: hana() })).toMatchObject({ ok: true });
    expect(await everythingElse()).toBe(before);
  });

  test("belongs to its author: others see a shared one, and neither change nor delete it", async () => {
    const saved = await save();
    if (!saved.ok) throw new Error(saved.code);
    const { id } = saved.value;
    const dora = company.people.get("012")!;
    expect(await loadScenarios(company.store, dora, 9)).toEqual([]);
    await save({ id, shared: true });
    expect(await loadScenarios(company.store, dora, 9)).toHaveLength(1);
    expect(await save({ id, personId: dora })).toMatchObject({ code: "not_yours" });
    expect(await removeScenario(ctx(), { id, personId: dora })).toMatchObject({ code: "not_yours" });
    expect(await save({ personId: dora })).toMatchObject({ ok: true });
  });

  test("with a curve that does not rise, or without a name, is not kept", async () => {
    expect(await save({ changes: { curve: [[9000, 0], [8000, 100]] } })).toMatchObject({ code: "bad_curve", field: "curve" });
    expect(await save({ name: "" })).toMatchObject({ code: "name_missing", field: "name" });
    expect(await save({ planId: "0".repeat(32) })).toMatchObject({ code: "unknown_plan" });
  });
});
