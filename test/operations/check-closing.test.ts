import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { checkClosing } from "#app/operations/check-closing.server.ts";
import { loadPeriodLife } from "#app/operations/period-life.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import * as disputesPage from "#app/routes/_shell.work.disputes._index/route.tsx";
import * as workPage from "#app/routes/_shell.work._index/route.tsx";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addVerdicts, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const MONTH = "2026-06";
const NOW = Date.UTC(2026, 6, 2, 12);
const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);

describe.each(STORES)("the checklist counts as its lists do, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const check = async () => checkClosing(company.store, (await loadPeriodLife(company.store, MONTH))!, await openAgreementBook(company.store), NOW);
  const count = async (id: string) => (await check()).lines.find((line) => line.id === id)!.count;
  const rowsBehind = async (page: { loader: unknown }, path: string) => (JSON.parse((await callRoute(page.loader as never, company.store, NOW, company.accounts.arno, path)).text) as { total: number }).total;

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const { store, people, departments } = company;
    await addVerdicts(company, "FIN-SALES/payslip", MONTH, { met: 4, at_risk: 2, pending: 1, unmeasurable: 3 });
    const productId = (await loadProducts(store)).find((row) => row.code === "REPORT")!.id;
    for (const [day, client] of [[15, "SALES"], [16, "SALES"], [17, "OFFICE"]] as const) {
      const asked = await requestTask(context(store, june(day, 10)), { productId, clientId: departments.get(client)!, personId: people.get(client === "SALES" ? "003" : "010")!, neededBy: null, title: `Report of the ${day}th` });
      if (!asked.ok) throw new Error(asked.code);
      const { taskId } = asked.value;
      const done = await actOnTask(context(store, june(day + 4, 9)), { taskId, seq: (await findTask(store, taskId))!.seq, command: { type: "deliver" }, personId: people.get("001")!, sides: ["provider"] });
      if (!done.ok) throw new Error(done.code);
      if (day !== 15) continue;
      const raised = await raiseDispute(context(store, june(19, 10)), { about: { taskId }, obligationKey: "FIN-SALES/report", cycle: 0, carry: 0, personId: people.get("001")!, departmentId: departments.get("FIN")!, reason: "The annex came late." });
      if (!raised.ok) throw new Error(raised.code);
      const { taskEvent: e } = store.t;
      const corrected = (id: string, receivedAt: number, seq: number) => ({ taskId, seq, id, type: "corrected" as const, occurredAt: receivedAt, receivedAt, sourceOrder: seq, payload: { eventId: "x", reason: "typing" }, actorId: people.get("001")!, source: "portal", batchId: null });
      await store.writeAll((w) => [w.insert(e).values([corrected("late", NOW - 3_600_000, 90)]).returning({ id: e.id })], { at: NOW, actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "task", entityId: taskId });
    }
    await startReview(context(store, NOW));
  });
  afterAll(() => opened.dispose());

  test.each([
    ["undecided", 3, `/work?period=${MONTH}&standing=pending,at_risk`],
    ["unmeasurable", 3, `/work?period=${MONTH}&standing=unmeasurable`],
    ["late_edits", 1, `/work?period=${MONTH}&edited=72h`],
    ["coverage", 1, `/work?delivered=${MONTH}&outcome=none`],
  ])("%s: %i, and as many rows behind it", async (id, expected, path) => {
    expect(await count(id)).toBe(expected);
    expect(await rowsBehind(workPage, path)).toBe(expected);
  });

  test("objections: one open, and the list of the month has it", async () => {
    expect(await count("disputes")).toBe(1);
    expect(await rowsBehind(disputesPage, `/work/disputes?period=${MONTH}`)).toBe(1);
    expect(await rowsBehind(disputesPage, "/work/disputes?period=2026-05")).toBe(0);
  });

  test("what is in the way blocks the operation too, and what is to be looked at does not", async () => {
    const { lines } = await check();
    expect(lines.filter((line) => line.state === "blocks").map((line) => line.id)).toEqual(["earlier", "undecided"]);
    expect(lines.filter((line) => line.state === "look").map((line) => line.id)).toEqual(["review", "disputes", "unmeasurable", "late_edits", "coverage"]);
  });

  test("a source that sent in both spans before and nothing now is silent; one that sent is not", async () => {
    const { store } = company;
    const { importBatch: b, task: t } = store.t;
    const [model] = await store.q.select().from(t).limit(1);
    const batch = (source: string) => ({ id: `b-${source}`, source, fileName: "f", fileHash: "h", state: "done" as const, startedAt: 1, finishedAt: 2, rows: 1, accepted: 1, unchanged: 0, corrected: 0, quarantined: 0, skipped: 0, used: 1, fixed: null, importedBy: null });
    const sent = (source: string, at: number) => ({ ...model!, id: `${source}-${at}`, source, externalId: `${source}-${at}`, requestedAt: at });
    const before = [Date.UTC(2026, 3, 20), Date.UTC(2026, 4, 20)];
    await store.writeAll(
      (w) => [
        w.insert(b).values([batch("erp"), batch("desk"), batch("once")]).returning({ id: b.id }),
        w.insert(t).values([...before.flatMap((at) => [sent("erp", at), sent("desk", at)]), sent("desk", june(10, 9)), sent("once", before[1]!)]).returning({ id: t.id }),
      ],
      { at: NOW, actor: { kind: "cli", id: "t" }, action: "import.map", entity: "task", entityId: "t" },
    );
    expect((await check()).silentSources).toEqual(["erp"]);
    expect(await count("sources")).toBe(1);
  });
});
