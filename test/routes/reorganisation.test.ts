import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { action as cancel, loader as list } from "#app/routes/_shell.departments.reorganisations._index/route.tsx";
import { action as plan, loader as openPlan } from "#app/routes/_shell.departments.reorganisations.new/route.tsx";
import { loader as department } from "#app/routes/_shell.departments.$id/route.tsx";
import { loader as scorecard } from "#app/routes/_shell.scorecards.$departmentId/route.tsx";
import { loadReorganisations } from "#db/queries/reorganisations.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");

describe("the pages of reorganisations", () => {
  let opened: TestStore;
  let company: TinyCompany;
  const call = (handler: Parameters<typeof callRoute>[0], name: keyof TinyCompany["accounts"], form?: Record<string, string>, params: Record<string, string> = {}) =>
    callRoute(handler, opened.store, NOW, company.accounts[name], "/departments/reorganisations/new", params, form);
  const id = (code: string) => company.departments.get(code)!;
  const form = (over: Record<string, string> = {}) => ({ intent: "preview", kind: "merge", departmentId: id("FIN"), successor: id("OFFICE"), on: "2026-07-01", reason: "Order 7", ...over });
  beforeEach(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
  });
  afterEach(() => opened.dispose());

  test("HR and the admin may plan and take back, nobody else; everybody reads what was decided", async () => {
    for (const [name, status] of [["hana", 200], ["adam", 200], ["ada", 403], ["arno", 403], ["dora", 403], ["audrey", 403], ["leo", 403]] as const) {
      expect([name, (await call(openPlan, name)).status]).toEqual([name, status]);
      expect((await call(list, name)).status).toBe(200);
      if (status === 403) for (const handler of [plan, cancel]) expect((await call(handler, name, form({ intent: "save" }))).status).toBe(403);
    }
    expect(await loadReorganisations(opened.store)).toEqual([]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["no department", { departmentId: "" }, "departmentId"],
    ["no date", { on: "soon" }, "on"],
    ["a day before the first month", { on: "2026-04-30" }, "on"],
    ["itself", { successor: "FIN" }, "successor"],
    ["its own team", { successor: "PAYROLL" }, "successor"],
    ["one part of a split", { kind: "split" }, "successor"],
    ["no name", { kind: "rename" }, "nameEn"],
    ["its own team above it", { kind: "move", parentId: "PAYROLL" }, "parentId"],
  ])("%s is refused at its field, and what was typed is kept", async (_name, over, field) => {
    const values = form({ ...over, ...(over["successor"] ? { successor: id(over["successor"]) } : {}), ...(over["parentId"] ? { parentId: id(over["parentId"]) } : {}) });
    const answer = await call(plan, "hana", values);
    expect(answer.status).toBe(422);
    const { form: sent, preview } = JSON.parse(answer.text) as { form: { values: Record<string, string>; faults: Record<string, string> }; preview: unknown };
    expect(sent.values).toMatchObject({ reason: "Order 7", on: values.on });
    expect(Object.keys(sent.faults)).toEqual([field]);
    expect(sent.faults[field]).toMatch(/\.$/);
    expect(preview).toBeNull();
  });

  test("what is in the way stands in the preview by name, and goes with a choice", async () => {
    const shown = JSON.parse((await call(plan, "hana", form({ departmentId: id("SALES"), successor: id("LEGAL") }))).text).preview;
    expect(shown.faults.map((fault: { text: string }) => fault.text)).toEqual(["“Report” would be promised twice at the same rank: by FIN-SALES and by FIN-LEGAL. Let one of them end."]);
    const key = shown.faults[0].key as string;
    const chosen = JSON.parse((await call(plan, "hana", form({ departmentId: id("SALES"), successor: id("LEGAL"), [`end.${key}`]: "on" }))).text).preview;
    expect(chosen.faults).toEqual([]);
    expect(chosen.dropped).toMatchObject([{ code: "FIN-SALES", isChosen: true }]);
  });

  test("planned as it was shown, taken back; a former department stays readable", async () => {
    const { hash } = JSON.parse((await call(plan, "hana", form())).text).preview;
    expect((await call(plan, "hana", form({ intent: "save", hash: "other" }))).status).toBe(422);
    expect((await call(plan, "hana", form({ intent: "save", hash }))).status).toBe(302);
    expect(JSON.parse((await call(department, "leo", undefined, { id: id("FIN") })).text.replaceAll("\u00a0", " ")).planned).toEqual(["Planned from 1 July 2026: Finance becomes part of Office."]);
    const [row] = await loadReorganisations(opened.store);
    expect((await call(cancel, "hana", { id: row!.id })).status).toBe(302);
    expect((await call(cancel, "hana", { id: row!.id })).status).toBe(409);

    const today = JSON.parse((await call(plan, "hana", form({ on: "2026-06-15" }))).text).preview;
    expect((await call(plan, "hana", form({ on: "2026-06-15", intent: "save", hash: today.hash }))).status).toBe(302);
    const former = await call(department, "leo", undefined, { id: id("FIN") });
    expect(JSON.parse(former.text.replaceAll("\u00a0", " "))).toMatchObject({ isArchived: true, endedOn: { day: "15 June 2026", successors: [{ name: "Office" }] } });
    expect((await call(scorecard, "arno", undefined, { departmentId: id("FIN") })).status).toBe(200);
    // Ada came along into the successor and sees the former department's figures through it; Leo belongs to neither.
    expect((await call(scorecard, "ada", undefined, { departmentId: id("FIN") })).status).toBe(200);
    expect((await call(scorecard, "leo", undefined, { departmentId: id("FIN") })).status).toBe(404);
  });
});
