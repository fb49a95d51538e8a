import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { foldKey } from "#app/domain/names.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { searchWords, taskSearchCondition } from "#db/queries/task-search.server.ts";
import { countTasks, listTasks, type WorkFilter } from "#db/queries/work-list.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany } from "#test/support/tiny-company.ts";

const TITLES = ["Warehouse report", "Report for the ware-house", "Отчёт о складе", "Складской отчёт №12/7", "100 % of O'Neil's invoices", "Кафе «Ёлка»"];
const NOON = Date.UTC(2026, 5, 15, 12);

test.each([
  ["  Отчёт,  СКЛАД ", ["отчет", "склад"]],
  ["O'Neil 100%", ["o", "neil", "100"]],
  ["* \" ( % _", []],
  ["word ".repeat(20) + "other", ["word", "other"]],
] as [string, string[]][])("the words of %j", (text, words) => expect(searchWords(text)).toEqual(words));

describe.each(STORES)("a search among tasks over %s", (_name, open) => {
  let opened: TestStore;
  let productId: string;
  let office: string;
  let legal: string;
  let finance: string;
  beforeAll(async () => {
    opened = await open();
    const company = await tinyCompany(opened.store);
    productId = (await loadProducts(opened.store)).find((row) => row.code === "PAYSLIP")!.id;
    office = company.departments.get("OFFICE")!;
    legal = company.departments.get("LEGAL")!;
    finance = company.departments.get("FIN")!;
    for (const title of TITLES) await requestTask(context(opened.store, NOON), { productId, clientId: office, personId: company.people.get("003")!, neededBy: null, title });
  });
  afterAll(() => opened.dispose());

  const found = async (text: string, rare?: number) => {
    const { task: t } = opened.store.t;
    const wanted = await taskSearchCondition(opened.store, text, rare);
    const rows = await opened.store.q.select({ title: t.title }).from(t).where(and(eq(t.clientId, office), wanted)).orderBy(asc(t.title));
    return rows.map((row) => row.title).sort();
  };
  const all = (...titles: string[]) => titles.sort();

  // With a limit of nothing each word counts as frequent: both ways have to find the same.
  describe.each([["by the index", undefined], ["along the list", 0]] as [string, number | undefined][])("%s", (_way, rare) => {
    test.each([
      ["a word by its beginning, in any case", "WARE", all(TITLES[0]!, TITLES[1]!)],
      ["not by its middle", "arehouse", []],
      ["a word behind a sign", "house", all(TITLES[1]!)],
      ["all words, in any order", "for report", all(TITLES[1]!)],
      ["Russian words, е for ё", "отчет склад", all(TITLES[2]!, TITLES[3]!)],
      ["ё for е", "ёлка", all(TITLES[5]!)],
      ["numbers", "12 7", all(TITLES[3]!)],
      ["signs only", "%_*'\"", all(...TITLES)],
      ["an apostrophe", "o'neil", all(TITLES[4]!)],
      ["what is nowhere", "zebra", []],
      ["words of the index's own language", "report AND NOT NEAR", []],
    ] as [string, string, string[]][])("%s: %j", async (_what, text, titles) => expect(await found(text, rare)).toEqual(titles));
  });

  test("a task is found by its number", async () => {
    const { task: t } = opened.store.t;
    const [one] = await opened.store.q.select({ externalId: t.externalId, title: t.title }).from(t).where(eq(t.title, TITLES[0]!));
    expect(await found(one!.externalId.toLowerCase())).toEqual([TITLES[0]]);
    expect(await found(one!.externalId.slice(-5))).toEqual([TITLES[0]]);
  });

  describe("a list of what is found", () => {
    const FILTER = { search: "report", view: null, state: null, outcome: null, productId: null, providerId: null, clientId: null, door: null } as const;
    const titles = async (scope: "all" | readonly string[], over: Partial<WorkFilter> = {}, page = { limit: 50, offset: 0 }, descending = true) =>
      (await listTasks(opened.store, scope, { ...FILTER, ...over }, { column: "requested", descending }, page)).map((row) => row.title);
    const move = (title: string, set: Partial<{ requestedAt: number; clientId: string; providerId: string }>) => {
      const { task: t } = opened.store.t;
      return opened.store.writeAll((w) => [w.update(t).set(set).where(eq(t.title, title)).returning({ id: t.id })], { at: NOON, actor: { kind: "cli", id: "test" }, action: "task.accept", entity: "task", entityId: "t" });
    };

    test("is of the departments of either side, of one provider or of one client", async () => {
      const [one, other] = [TITLES[0]!, TITLES[1]!];
      await move(other, { clientId: legal });
      expect((await titles("all")).sort()).toEqual([one, other].sort());
      expect(await titles([office])).toEqual([one]);
      expect(await titles([legal])).toEqual([other]);
      expect((await titles([finance])).sort()).toEqual([one, other].sort());
      expect(await titles([finance], { clientId: legal })).toEqual([other]);
      expect(await titles("all", { providerId: legal })).toEqual([]);
      expect(await countTasks(opened.store, [finance], { ...FILTER }, 50)).toBe(2);
      expect(await countTasks(opened.store, "all", { ...FILTER }, 1)).toBe(1);
      await move(other, { clientId: office });
      expect(await titles([legal])).toEqual([]);
    });

    test("stands in the order of the requests, also after one is corrected, page by page", async () => {
      await move(TITLES[0]!, { requestedAt: NOON - 5_000 });
      expect(await titles("all")).toEqual([TITLES[1], TITLES[0]]);
      expect(await titles("all", {}, { limit: 1, offset: 1 })).toEqual([TITLES[0]]);
      expect(await titles("all", {}, undefined, false)).toEqual([TITLES[0], TITLES[1]]);
      await move(TITLES[0]!, { requestedAt: NOON + 5_000 });
      expect(await titles("all")).toEqual([TITLES[0], TITLES[1]]);
      await move(TITLES[0]!, { requestedAt: NOON });
    });

    test("finds no task by the id of a department", async () => {
      expect(await titles("all", { search: office.slice(0, 12) })).toEqual([]);
      expect(await titles("all", { search: `zzc${office}` })).toEqual([]);
    });
  });

  test("a changed title is found by its new words only", async () => {
    const { task: t } = opened.store.t;
    const changed = (title: string, other: string) =>
      opened.store.writeAll((w) => [w.update(t).set({ title: other, searchKey: foldKey(other) }).where(eq(t.title, title)).returning({ id: t.id })], {
        at: NOON, actor: { kind: "cli", id: "test" }, action: "task.accept", entity: "task", entityId: "t",
      });
    await changed("Warehouse report", "Storehouse note");
    expect(await found("warehouse")).toEqual([]);
    expect(await found("storeh")).toEqual(["Storehouse note"]);
    await changed("Storehouse note", "Warehouse report");
    expect(await found("warehouse")).toEqual(["Warehouse report"]);
  });
});
