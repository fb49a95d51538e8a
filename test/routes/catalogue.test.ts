import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { action as edit, loader as openEdit } from "#app/routes/_shell.catalogue.$id_.edit/route.tsx";
import { action as inventory, loader as openInventory } from "#app/routes/_shell.catalogue.inventory/route.tsx";
import { action as create, loader as openNew } from "#app/routes/_shell.catalogue.new/route.tsx";
import { loader as list } from "#app/routes/_shell.catalogue._index/route.tsx";
import { loadAllProducts, loadClaims } from "#db/queries/products.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");

describe.each(STORES)("the catalogue on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const call = (handler: Parameters<typeof callRoute>[0], name: keyof TinyCompany["accounts"], path: string, params: Record<string, string> = {}, form?: Record<string, string>) =>
    callRoute(handler, opened.store, NOW, company.accounts[name], path, params, form);
  const product = async (code: string) => (await loadAllProducts(opened.store)).find((row) => row.code === code)!;
  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterEach(() => opened.dispose());

  test("is edited by the provider's head and the arbiter", async () => {
    const report = await product("REPORT");
    for (const [name, status] of [["ada", 200], ["arno", 200], ["cy", 403], ["hana", 403], ["audrey", 403]] as const) {
      expect([name, (await call(openEdit, name, "/catalogue/x/edit", { id: report.id })).status]).toEqual([name, status]);
      expect([name, (await call(openNew, name, "/catalogue/new")).status]).toEqual([name, status]);
    }
    // A head adds nothing for another department.
    const foreign = await call(create, "ada", "/catalogue/new", {}, { nameEn: "Lunch", code: "LUNCH", providerId: company.departments.get("OFFICE")!, kind: "goods" });
    expect([foreign.status, Object.keys(JSON.parse(foreign.text).faults)]).toEqual([422, ["providerId"]]);

    const fields = { nameEn: "Forecast", nameRu: "Прогноз", code: "FORECAST", providerId: company.departments.get("FIN")!, kind: "document", unitEn: "forecast", descriptionEn: "Cash of the next weeks", tags: "cash, month end, cash", ownerId: "001" };
    expect((await call(create, "ada", "/catalogue/new", {}, fields)).status).toBe(302);
    const added = await product("FORECAST");
    expect(added).toMatchObject({ tags: ["cash", "month end"], unit: { en: "forecast" }, ownerId: company.people.get("001"), archivedAt: null });
    const again = await call(create, "ada", "/catalogue/new", {}, { ...fields, ownerId: "999" });
    expect(JSON.parse(again.text)).toMatchObject({ values: { nameEn: "Forecast" }, faults: { ownerId: expect.any(String) } });
    const found = JSON.parse((await call(list, "leo", "/catalogue?q=weeks")).text);
    expect(found.rows).toMatchObject([{ code: "FORECAST" }]);

    const promised = await call(edit, "ada", "/catalogue/x/edit", { id: report.id }, { intent: "archive" });
    expect([promised.status, JSON.parse(promised.text).faults.form]).toEqual([409, "2 agreements in force or on their way promise it."]);
    expect((await call(edit, "ada", "/catalogue/x/edit", { id: added.id }, { intent: "archive" })).status).toBe(302);
    expect(JSON.parse((await call(list, "leo", "/catalogue")).text).total).toBe(2);
    expect(JSON.parse((await call(list, "leo", "/catalogue?status=archived")).text).rows).toMatchObject([{ code: "FORECAST" }]);
    expect((await call(edit, "ada", "/catalogue/x/edit", { id: added.id }, { intent: "restore" })).status).toBe(302);
    expect((await product("FORECAST")).archivedAt).toBeNull();
  });

  test("takes stock: each side speaks for itself, and a difference is closed by both", async () => {
    const report = await product("REPORT");
    const sales = company.departments.get("SALES")!;
    const { departmentPost } = opened.store.t;
    await opened.store.writeAll(
      (w) => [w.insert(departmentPost).values({ id: "h", departmentId: sales, personId: company.people.get("003")!, post: "head", scope: [], from: "2026-01-01", to: null }).returning({ id: departmentPost.id })],
      { at: 0, actor: { kind: "cli", id: "test" }, action: "department.post", entity: "department", entityId: sales },
    );
    const say = (name: keyof TinyCompany["accounts"], form: Record<string, string>) => call(inventory, name, "/catalogue/inventory?year=2026", {}, { productId: report.id, clientId: sales, ...form });
    expect((await say("ada", { side: "client", state: "claimed" })).status).toBe(422);
    expect((await say("leo", { side: "client", state: "claimed" })).status).toBe(403);
    expect((await say("ada", { side: "provider", state: "claimed" })).status).toBe(302);
    const lines = async (name: keyof TinyCompany["accounts"]) => (JSON.parse((await call(openInventory, name, "/catalogue/inventory?year=2026")).text).lines as { outcome: string; isClosed: boolean; speaks: string[] }[]).map(({ outcome, isClosed, speaks }) => ({ outcome, isClosed, speaks }));
    expect(await lines("cy")).toEqual([{ outcome: "only_provider", isClosed: false, speaks: ["client"] }]);
    expect((await say("cy", { side: "client", state: "denied", note: "Never seen" })).status).toBe(302);
    expect(await lines("ada")).toEqual([{ outcome: "contested", isClosed: false, speaks: ["provider"] }]);
    expect((await say("ada", { side: "provider", state: "denied" })).status).toBe(302);
    expect(await lines("arno")).toEqual([{ outcome: "gone", isClosed: true, speaks: [] }]);
    expect(await lines("leo")).toEqual([]);
    expect((await call(inventory, "ada", "/catalogue/inventory?year=2026", {}, { intent: "take_over" })).status).toBe(302);
    // What was denied stays denied; the rest comes from the agreements, for the own side only.
    expect((await loadClaims(opened.store, 2026)).map((row) => `${row.side} ${row.state}`).sort()).toEqual(["client denied", "provider claimed", "provider claimed", "provider denied"]);
  });
});
