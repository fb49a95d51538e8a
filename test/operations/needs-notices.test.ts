import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addClientKpi } from "#app/operations/save-client-profile.server.ts";
import { saveKpiValue } from "#app/operations/save-kpi-value.server.ts";
import { speakNotices } from "#app/operations/read-notice-words.server.ts";
import { sayInInventory } from "#app/operations/claim-inventory.server.ts";
import { stateNeed, stepOnNeed } from "#app/operations/state-need.server.ts";
import { loadKpis, loadKpiValues } from "#db/queries/needs.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { WITH_SUMMARY } from "#test/support/weekly-summary.ts";

const NOW = at("2026-06-15");
describe.each(STORES)("what clients say about themselves on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let productId: string;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, WITH_SUMMARY);
    productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
  }, 60_000);
  afterAll(() => opened.dispose());
  const id = (code: string) => company.departments.get(code)!;
  const person = (number: string) => company.people.get(number)!;
  const ctx = () => context(opened.store, NOW);
  const heard = async (number: string) => (await opened.store.q.select().from(opened.store.t.notice)).filter((row) => row.personId === person(number));

  test("a need reaches the provider's head, its answer the one who asked", async () => {
    const stated = await stateNeed(ctx(), { clientId: id("SALES"), productId, dimension: "quality", details: { what: "Fewer mistakes", measure: "1 of 50", why: "We pay for them" } as never, importance: "must", personId: person("003") });
    if (!stated.ok) throw new Error(stated.faults[0]!.code);
    expect((await heard("001")).map((row) => row.kind)).toEqual(["need_stated"]);
    expect((await stepOnNeed(ctx(), { needId: stated.needId, step: "decline", reply: "Not before July", agreementId: null, personId: person("001") })).ok).toBe(true);
    const answered = (await heard("003")).filter((row) => row.kind === "need_answered");
    expect(answered).toHaveLength(1);
    expect(await speakNotices(opened.store, answered, "en")).toEqual([{ text: "Your need is answered: Report", to: `/needs/${stated.needId}` }]);
  });

  test("a mismatch in the inventory reaches the other side, agreement reaches nobody", async () => {
    const say = (side: "provider" | "client", number: string) => sayInInventory(ctx(), { year: 2026, clientId: id("LEGAL"), productId, side, state: "claimed", note: null, personId: person(number) });
    await say("client", "020");
    const mine = (await heard("001")).filter((row) => row.kind === "inventory_differs");
    expect(await speakNotices(opened.store, mine, "ru")).toEqual([{ text: "Инвентаризация 2026: Юристы видит иначе, Отчёт", to: "/catalogue/inventory?year=2026" }]);
    await say("provider", "001");
    expect((await heard("020")).filter((row) => row.kind === "inventory_differs")).toEqual([]);
  });

  test("a month's figure is entered by its words, changed by a new one, and refused at its field", async () => {
    await addClientKpi(ctx(), { clientId: id("SALES"), providerId: id("FIN"), productId, name: "Claims", unit: "%", target: "3", isHigherBetter: false });
    const [kpi] = await loadKpis(opened.store, id("SALES"), id("FIN"));
    const save = (over: object) => saveKpiValue(ctx(), { clientId: id("SALES"), providerId: id("FIN"), kpiId: kpi!.id, month: "2026-05", value: "2,5", note: "", personId: person("003"), ...over });
    expect((await save({})).ok).toBe(true);
    expect((await save({ value: "3.1", note: "Recounted" })).ok).toBe(true);
    expect((await loadKpiValues(opened.store, [kpi!.id])).map((row) => [row.number, row.value, row.note])).toEqual([[2, "3.1", "Recounted"], [1, "2.5", null]]);
    for (const [over, code, field] of [[{ kpiId: "x" }, "no_kpi_chosen", "kpiId"], [{ month: "2026-13" }, "bad_month", "month"], [{ month: "2026-07" }, "month_ahead", "month"], [{ value: "much" }, "bad_value", "value"]] as const)
      expect(await save(over)).toMatchObject({ ok: false, code, field });
  });
});
