import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { promiseState } from "#app/domain/relationship/promise-state.ts";
import { promisesBetween } from "#app/operations/relationship/promises-between.server.ts";
import { readPairs } from "#app/operations/relationship/read-pairs.server.ts";
import { missingMeasures, readKept } from "#app/operations/read-kept.server.ts";
import { loadMissedItems } from "#db/queries/relationship-pages.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, tinyCompany, TINY, type TinyCompany } from "#test/support/tiny-company.ts";

const DAY = "2026-06-20";
const QUARTER = ["2026-05", "2026-06"];
const terms = TINY.agreements[0]!.versions[0]!.obligations[0]!.terms;

/** The tiny company, where finance also promises everybody a help desk, and reports to everybody on worse terms than to sales. */
const SETUP = {
  ...TINY,
  products: [...TINY.products, { ...TINY.products[0]!, code: "DESK", name: { en: "Desk", ru: "Справки" } }],
  agreements: [
    ...TINY.agreements,
    {
      code: "FIN-ALL", provider: "FIN", client: "everyone" as const,
      versions: [{ ...TINY.agreements[0]!.versions[0]!, obligations: ["REPORT", "DESK"].map((product) => ({ ...TINY.agreements[0]!.versions[0]!.obligations[0]!, key: product.toLowerCase(), product, terms })) }],
    },
  ],
} as unknown as typeof TINY;

describe.each(STORES)("who owes whom what on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let id: Readonly<Record<"fin" | "sales" | "legal" | "office", string>>;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, SETUP);
    await addTwoMonths(company);
    const of = (code: string) => company.departments.get(code)!;
    id = { fin: of("FIN"), sales: of("SALES"), legal: of("LEGAL"), office: of("OFFICE") };
  });
  afterAll(() => opened.dispose());

  const promised = async (providerId: string, clientId: string, day = DAY) =>
    (await promisesBetween(opened.store, { providerId, clientId }, day)).flatMap((one) => one.promises.map((line) => ({ key: line.key, isShared: one.recipientIds !== null }))).sort((a, b) => (a.key < b.key ? -1 : 1));

  test("a department's own agreement goes before everyone's, product by product", async () => {
    expect(await promised(id.fin, id.sales)).toEqual([{ key: "FIN-ALL/desk", isShared: true }, { key: "FIN-SALES/payslip", isShared: false }, { key: "FIN-SALES/report", isShared: false }]);
    expect(await promised(id.fin, id.office)).toEqual([{ key: "FIN-ALL/desk", isShared: true }, { key: "FIN-ALL/report", isShared: true }]);
  });

  test("nothing is owed in return, nor before the first day", async () => {
    expect(await promised(id.sales, id.fin)).toEqual([]);
    expect(await promised(id.fin, id.sales, "2026-04-30")).toEqual([]);
  });

  test("figures of a pair are its tallies", async () => {
    const pairs = await readPairs(opened.store, "all", { today: DAY, months: QUARTER });
    const sales = pairs.find((row) => row.otherId === id.sales)!;
    // 18 + 18 of 40 reports and 9 + 9 of 22 payslips.
    expect(sales.given.kept).toEqual({ kept: 54, of: 62, bp: 8_710 });
    expect([...sales.given.states].sort()).toEqual(["below", "below"]);
    expect(sales.received).toEqual({ states: [], kept: { kept: 0, of: 0, bp: null } });
    expect(pairs.find((row) => row.otherId === id.legal)!.given.states).toEqual(["kept"]);
  });

  test("a reader sees the pairs of the own departments, the own one first", async () => {
    const pairs = await readPairs(opened.store, [id.legal], { today: DAY, months: QUARTER });
    expect(pairs.map(({ oneId, otherId, received }) => ({ oneId, otherId, of: received.kept.of }))).toEqual([{ oneId: id.legal, otherId: id.fin, of: 10 }]);
    expect(await readPairs(opened.store, [id.office], { today: DAY, months: QUARTER })).toEqual([]);
  });

  test("counts of a shared line are cut to the recipient", async () => {
    const lines = (await promisesBetween(opened.store, { providerId: id.fin, clientId: id.sales }, DAY)).flatMap((one) => one.promises);
    const keys = lines.map((line) => line.key);
    const legal = await readKept(opened.store, QUARTER, missingMeasures(lines), keys, [id.legal]);
    const sales = await readKept(opened.store, QUARTER, missingMeasures(lines), keys, [id.sales]);
    expect([legal.sum(keys).of, sales.sum(keys).of]).toEqual([0, 62]);
    const report = lines.find((line) => line.key === "FIN-SALES/report")!;
    expect(promiseState(sales.sum([report.key]), report.target, report.floor)).toBe("below");
  });

  test("what was missed is listed from the newest, of the recipient only", async () => {
    const missed = await loadMissedItems(opened.store, ["FIN-SALES/report", "FIN-SALES/payslip"], QUARTER, null, 4);
    expect(missed.map((row) => row.period)).toEqual(["2026-06", "2026-06", "2026-06", "2026-06"]);
    expect(await loadMissedItems(opened.store, ["FIN-SALES/report"], QUARTER, [id.legal], 4)).toEqual([]);
  });
});
