import { afterEach, expect, test } from "vitest";
import { loader } from "#app/routes/_shell.scorecards.$departmentId/route.tsx";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, TINY, tinyCompany } from "#test/support/tiny-company.ts";

let opened: TestStore;
afterEach(() => opened.dispose());

test("a team's own card opens to its head and the auditor, not to a colleague who reads the department's", async () => {
  opened = await STORES[0]![1]();
  const people = TINY.people.map((one) => (one.personnelNumber === "020" ? { ...one, department: "FIN" } : one));
  const company = await tinyCompany(opened.store, { ...TINY, people });
  await addTwoMonths(company);
  await closeTwoMonths(company);
  const [finance, payroll] = [company.departments.get("FIN")!, company.departments.get("PAYROLL")!];
  const opens = async (name: "ada" | "leo" | "audrey") => {
    const page = await callRoute(loader, opened.store, at("2026-07-05"), company.accounts[name], "/scorecards/x?period=2026-06", { departmentId: finance });
    return (JSON.parse(page.text) as { detail: { teams: Record<string, { opens: boolean }> } }).detail.teams[payroll]!.opens;
  };
  expect({ ada: await opens("ada"), leo: await opens("leo"), audrey: await opens("audrey") }).toEqual({ ada: true, leo: false, audrey: true });
});
