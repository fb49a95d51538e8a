import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { action as edit, loader as openEdit } from "#app/routes/_shell.departments.$id_.edit/route.tsx";
import { action as posts, loader as openPosts } from "#app/routes/_shell.departments.$id_.posts/route.tsx";
import { action as create, loader as openNew } from "#app/routes/_shell.departments.new/route.tsx";
import { action as group, loader as openGroup } from "#app/routes/_shell.departments.groups.$id/route.tsx";
import { action as newGroup } from "#app/routes/_shell.departments.groups.new/route.tsx";
import { loader as department } from "#app/routes/_shell.departments.$id/route.tsx";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadAllGroups } from "#db/queries/organisation.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");

describe("the pages of the organisation", () => {
  let opened: TestStore;
  let company: TinyCompany;
  const call = (handler: Parameters<typeof callRoute>[0], name: keyof TinyCompany["accounts"], params: Record<string, string> = {}, form?: Record<string, string>) =>
    callRoute(handler, opened.store, NOW, company.accounts[name], "/departments/x", params, form);
  beforeEach(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
  });
  afterEach(() => opened.dispose());

  test("HR and the admin may change it, nobody else", async () => {
    const id = company.departments.get("FIN")!;
    for (const [name, status] of [["hana", 200], ["adam", 200], ["ada", 403], ["arno", 403], ["dora", 403], ["audrey", 403]] as const) {
      for (const handler of [openNew, openEdit, openPosts]) expect([name, (await call(handler, name, { id })).status]).toEqual([name, status]);
      if (status === 403) for (const handler of [create, edit, posts, group, newGroup]) expect((await call(handler, name, { id }, { intent: "archive" })).status).toBe(403);
    }
    expect((await call(openEdit, "hana", { id: "none" })).status).toBe(404);
  });

  test("a refused form keeps what was typed, with a sentence at the field", async () => {
    const id = company.departments.get("FIN")!;
    const refusedForm = await call(edit, "hana", { id }, { nameEn: "Money", nameRu: "", parentId: company.departments.get("PAYROLL")!, calendarId: "" });
    expect(refusedForm.status).toBe(422);
    expect(JSON.parse(refusedForm.text)).toMatchObject({ values: { nameEn: "Money" }, faults: { parentId: expect.stringContaining("loop") } });
    expect((await call(create, "hana", {}, { nameEn: "Lab", code: "LAB", parentId: id })).status).toBe(302);
    expect((await loadDepartments(opened.store)).find((row) => row.code === "LAB")).toMatchObject({ parentId: id, name: { en: "Lab" } });
    const kept = await call(edit, "hana", { id }, { intent: "archive" });
    expect([kept.status, JSON.parse(kept.text).faults.form]).toEqual([409, "2 departments hang below it. Move them first."]);
  });

  test("a deputy stands on the department's page with the head and the scope", async () => {
    const id = company.departments.get("FIN")!;
    const form = { intent: "add", post: "deputy", from: "2026-06-01", to: "2026-07-01" };
    expect(JSON.parse((await call(posts, "hana", { id }, { ...form, personId: "999" })).text).faults).toMatchObject({ personId: expect.stringContaining("personnel number"), scope: expect.any(String) });
    expect((await call(posts, "hana", { id }, { ...form, personId: "002 · Bosch Bo", "scope.sign": "on", "scope.accept": "on" })).status).toBe(302);
    expect(JSON.parse((await call(department, "cy", { id })).text).deputies).toMatchObject([{ name: "Bosch Bo", standsFor: "for Adams Ada: sign and accept, until 1\u00a0July 2026" }]);
  });

  test("a group is founded and joined", async () => {
    expect((await call(newGroup, "hana", {}, { nameRu: "Все офисы", code: "ALL", representativeId: "003" })).status).toBe(302);
    const [found] = await loadAllGroups(opened.store);
    const join = { intent: "join", departmentId: company.departments.get("SALES")!, from: "2026-07-01", to: "" };
    expect((await call(group, "hana", { id: found!.id }, join)).status).toBe(302);
    expect(JSON.parse((await call(openGroup, "leo", { id: found!.id })).text)).toMatchObject({ mayEdit: false, representative: { name: "Cyrus Cy" }, members: [{ name: "Sales", from: "2026-07-01" }] });
  });
});
