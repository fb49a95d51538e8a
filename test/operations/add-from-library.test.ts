import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addFromLibrary } from "#app/operations/add-from-library.server.ts";
import { startDraft } from "#app/operations/start-draft.server.ts";
import { loadObligations } from "#db/queries/agreements.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { as, negotiators, type Negotiators } from "#test/support/negotiators.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";

describe.each(STORES)("the starter library in a draft on %s", (_, open) => {
  let opened: TestStore;
  let company: Negotiators;
  let versionId = "";
  beforeAll(async () => {
    opened = await open();
    company = await negotiators(opened.store);
    const started = await startDraft(as(company, "ada"), { providerId: company.departments.get("FIN")!, client: { kind: "department", id: company.departments.get("LEGAL")! } });
    if (!started.ok) throw new Error(started.code);
    versionId = started.value.versionId;
  }, 60_000);
  afterAll(() => opened.dispose());

  const add = (entryIds: readonly string[], rowVersion: number, mayAddProducts = true, who: "ada" | "leo" = "ada") => addFromLibrary(as(company, who), { versionId, rowVersion, entryIds, mayAddProducts });

  test("refuses nothing, the unknown, another's draft, and products that somebody else has to add", async () => {
    expect(await add([], 1)).toMatchObject({ ok: false, code: "nothing_chosen" });
    expect(await add(["payroll.payslips", "no.such"], 1)).toMatchObject({ ok: false, code: "unknown_entry" });
    expect(await add(["payroll.payslips"], 1, true, "leo")).toMatchObject({ ok: false, code: "not_your_side" });
    expect(await add(["payroll.payslips"], 1, false)).toMatchObject({ ok: false, code: "product_missing" });
    expect((await loadObligations(opened.store, [versionId])).length).toBe(0);
  });

  test("adds all that were chosen with their products, observed only, and a product once", async () => {
    const before = (await loadProducts(opened.store)).length;
    expect(await add(["payroll.payslips", "payroll.payslips-quality", "treasury.payment"], 1)).toMatchObject({ ok: true, value: { rowVersion: 2 } });
    const rows = await loadObligations(opened.store, [versionId]);
    expect(rows.map((row) => [row.kind, row.mode])).toEqual([["frequency", "observe"], ["quality", "observe"], ["timing", "observe"]]);
    expect(rows[0]!.productId).toBe(rows[1]!.productId);
    expect((await loadProducts(opened.store)).length).toBe(before + 2);
    expect(await add(["treasury.payment"], 1)).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await add(["treasury.payment"], 2, false)).toMatchObject({ ok: true });
    expect((await loadProducts(opened.store)).length).toBe(before + 2);
    expect(new Set((await loadObligations(opened.store, [versionId])).map((row) => row.key)).size).toBe(4);
  });
});
