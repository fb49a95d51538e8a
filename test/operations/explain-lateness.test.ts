import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import { explainLateness, findLateLine } from "#app/operations/explain-lateness.server.ts";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import * as page from "#app/routes/_shell.work.causes/route.tsx";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
const NOW = june(30, 12);
const KEY = "FIN-SALES/report";

describe.each(STORES)("why deliveries were late, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const { store } = opened;
    const productId = (await loadProducts(store)).find((row) => row.code === "REPORT")!.id;
    const work = async (day: number, acts: readonly (readonly [number, "take" | "deliver"])[]) => {
      const asked = await requestTask(context(store, june(day, 9)), { productId, clientId: company.departments.get("SALES")!, personId: company.people.get("003")!, neededBy: null, title: `Report ${day}` });
      if (!asked.ok) throw new Error(asked.code);
      for (const [on, type] of acts)
        await actOnTask(context(store, june(on, 10)), { taskId: asked.value.taskId, seq: (await findTask(store, asked.value.taskId))!.seq, command: { type }, personId: company.people.get("001")!, sides: ["provider"] });
    };
    await work(1, [[1, "take"], [2, "deliver"]]);
    await work(2, [[12, "deliver"]]);
    await work(3, [[3, "take"], [15, "deliver"]]);
    await work(8, []);
    await evaluateDue(context(store, NOW));
  });
  afterAll(() => opened.dispose());

  test("each late one has its first cause, and causes add up to the late ones", async () => {
    const book = await openAgreementBook(opened.store);
    const found = await explainLateness(opened.store, book, findLateLine(book, KEY)!, ["2026-06"], ["2026-05", "2026-06"], NOW);
    expect({ due: found.due, late: found.late, causes: Object.fromEntries(found.causes.map((row) => [row.cause, row.count])) }).toEqual({ due: 4, late: 3, causes: { not_taken: 2, took_long: 1 } });
    expect(found.deliveries.map((row) => [row.title, row.cause])).toEqual([["Report 8", "not_taken"], ["Report 3", "took_long"], ["Report 2", "not_taken"]]);
    expect(found.byHour.flat().reduce((sum, cell) => sum + cell.due, 0)).toBe(4);
    expect(found.months).toEqual([{ period: "2026-06", keptBp: 2500, kept: 1, of: 4 }]);
  });

  test.each([["ada", 200], ["cy", 200], ["arno", 200], ["leo", 404]] as const)("%s gets %i", async (who, status) => {
    const answer = await callRoute(page.loader as never, opened.store, NOW, company.accounts[who], `/work/causes?obligation=${encodeURIComponent(KEY)}`);
    expect([answer.status, answer.text.includes("Report 8")]).toEqual([status, status === 200]);
  });

  test("a promise that does not exist answers as one of others does", async () => {
    expect((await callRoute(page.loader as never, opened.store, NOW, company.accounts["leo"], "/work/causes?obligation=nothing")).status).toBe(404);
  });
});
