import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TaskCommand } from "#app/domain/task/decide-task.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { previewRequest, requestTask } from "#app/operations/request-task.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findTask, loadDisputesOfItem, loadToldEvents, loadVerdictsAbout } from "#db/queries/task-page.server.ts";
import { countPromises, countTasks, listTasks, type WorkFilter } from "#db/queries/work-list.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** A working instant of June 2026: the 15th is a Monday. */
const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
const ANY: WorkFilter = { search: "", view: null, state: null, outcome: null, productId: null, providerId: null, clientId: null, door: null };

describe.each(STORES)("the portal as a task system over %s", (_name, open) => {
  let test_: TestStore;
  let company: TinyCompany;
  let products: ReadonlyMap<string, string>;
  beforeAll(async () => {
    test_ = await open();
    company = await tinyCompany(test_.store);
    products = new Map((await loadProducts(test_.store)).map((row) => [row.code, row.id]));
  });
  afterAll(() => test_.dispose());

  const ask = async (at: number, more: { product?: string; client?: string; neededBy?: string | null; title?: string } = {}) => {
    const result = await requestTask(context(test_.store, at), {
      productId: products.get(more.product ?? "REPORT") ?? "none", clientId: company.departments.get(more.client ?? "SALES")!, personId: company.people.get("003")!, neededBy: more.neededBy ?? null,
      title: more.title ?? "Sales report",
    });
    if (!result.ok) throw new Error(JSON.stringify(result));
    return result.value.taskId;
  };
  const act = async (taskId: string, at: number, command: TaskCommand, side: TaskSide = "provider", seq?: number) =>
    actOnTask(context(test_.store, at), { taskId, seq: seq ?? (await findTask(test_.store, taskId))!.seq, command, personId: company.people.get(side === "provider" ? "001" : "003")!, sides: [side] });
  const verdicts = (taskId: string) => loadVerdictsAbout(test_.store, taskId);

  test("what is promised before sending is what the request is judged by", async () => {
    const at = june(15, 10);
    const promised = await previewRequest(context(test_.store, at), { productId: products.get("REPORT")!, clientId: company.departments.get("SALES")! });
    expect(promised?.dueAt).toBe(june(17, 10));
    const task = (await findTask(test_.store, await ask(at)))!;
    expect(task).toMatchObject({ dueAt: june(17, 10), outcome: "pending", state: "requested", source: "portal" });
    expect(task.externalId).toMatch(/^R-260615-[2-9A-Z]{5}$/);
  });

  test("without an agreement a request is legal, shown, and judged by nothing", async () => {
    const preview = await previewRequest(context(test_.store, june(15, 10)), { productId: products.get("PAYSLIP")!, clientId: company.departments.get("OFFICE")! });
    expect(preview?.verdicts).toEqual([]);
    const task = (await findTask(test_.store, await ask(june(15, 10), { product: "PAYSLIP", client: "OFFICE" })))!;
    expect(task).toMatchObject({ agreementId: null, outcome: null, dueAt: null });
  });

  test.each([
    ["an unknown product", { product: "NOPE" }, "unknown_product"],
    ["a day that does not exist", { neededBy: "2026-06-31" }, "not_a_date"],
    ["a day that is over", { neededBy: "2026-06-14" }, "date_is_past"],
    ["a title without end", { title: "x".repeat(201) }, "title_too_long"],
  ])("%s is refused", async (_rule, more, code) => {
    await expect(ask(june(15, 10), more)).rejects.toThrow(code);
  });

  test("take, pause, resume, deliver, accept: the page after each act shows the new verdict", async () => {
    const id = await ask(june(15, 10));
    expect(await act(id, june(15, 11), { type: "take" })).toMatchObject({ ok: true, value: { seq: 3 } });
    expect(await findTask(test_.store, id)).toMatchObject({ state: "in_progress", assigneeId: company.people.get("001") });
    expect(await act(id, june(15, 12), { type: "pause", reason: "other" })).toMatchObject({ ok: true });
    expect(await act(id, june(15, 13), { type: "resume" })).toMatchObject({ ok: true });
    expect(await act(id, june(18, 9), { type: "deliver", files: [{ name: "report.pdf" }] })).toMatchObject({ ok: true });
    expect(await findTask(test_.store, id)).toMatchObject({ state: "delivered", outcome: "breached", deliveredAt: june(18, 9) });
    expect(await verdicts(id)).toMatchObject([{ outcome: "breached", standing: "breached", period: "2026-06" }]);
    expect(await act(id, june(18, 10), { type: "accept" }, "client")).toMatchObject({ ok: true });
    const events = await loadToldEvents(test_.store, id);
    expect(events.map((event) => event.type)).toEqual(["requested", "acknowledged", "assigned", "paused", "resumed", "delivered", "accepted"]);
    expect(events.every((event) => event.source === "portal" && event.actorId !== null)).toBe(true);
    expect(await tallyDifferences(context(test_.store, june(18, 11)))).toEqual([]);
  });

  test("a wanted date binds once the provider agrees, and not before", async () => {
    const id = await ask(june(15, 10), { neededBy: "2026-06-16" });
    expect(await findTask(test_.store, id)).toMatchObject({ dueAt: june(17, 10) });
    expect(await act(id, june(15, 11), { type: "agree_date" })).toMatchObject({ ok: true });
    expect(await findTask(test_.store, id)).toMatchObject({ dueAt: Date.UTC(2026, 5, 16, 23, 59) });
    expect(await act(id, june(15, 12), { type: "agree_date" })).toMatchObject({ ok: false, code: "nothing_wanted" });
  });

  test("a history that went on meanwhile refuses, and nothing is written", async () => {
    const id = await ask(june(15, 10));
    await act(id, june(15, 11), { type: "take" });
    expect(await act(id, june(15, 12), { type: "deliver" }, "provider", 1)).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect((await loadToldEvents(test_.store, id)).length).toBe(3);
  });

  test("of two who act at once on the same history one is refused", async () => {
    const id = await ask(june(15, 10));
    const results = await Promise.all([act(id, june(15, 11), { type: "deliver" }, "provider", 1), act(id, june(15, 11), { type: "cancel", reason: "not needed" }, "client", 1)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toMatchObject({ code: "changed_meanwhile" });
  });

  test("cancelled before due it counts nowhere; by the provider alone the promise stands", async () => {
    const id = await ask(june(15, 10));
    expect(await act(id, june(15, 11), { type: "cancel", reason: "no time" }, "provider")).toMatchObject({ ok: true });
    expect(await findTask(test_.store, id)).toMatchObject({ state: "requested", outcome: "pending" });
    expect(await act(id, june(15, 12), { type: "cancel", reason: "agreed" }, "client")).toMatchObject({ ok: true });
    expect(await findTask(test_.store, id)).toMatchObject({ state: "cancelled", outcome: "void" });
  });

  test("an objection is raised once, on a verdict that is decided", async () => {
    const id = await ask(june(15, 10));
    const [verdict] = await verdicts(id);
    const raise = () =>
      raiseDispute(context(test_.store, june(18, 10)), {
        about: { taskId: id }, obligationKey: verdict!.obligationKey, cycle: 0, carry: 0, personId: company.people.get("001")!, departmentId: company.departments.get("FIN")!, reason: "The input came late.",
      });
    expect(await raise()).toMatchObject({ ok: false, code: "period_closed" });
    await act(id, june(18, 9), { type: "deliver" });
    expect(await raise()).toMatchObject({ ok: true });
    expect(await raise()).toMatchObject({ ok: false, code: "dispute_open" });
    expect(await loadDisputesOfItem(test_.store, `t:${id}`)).toMatchObject([{ state: "open", period: "2026-06" }]);
  });

  test("a list shows the tasks of the departments asked for, and finds text in either case", async () => {
    const page = { limit: 50, offset: 0 };
    const sort = { column: "requested", descending: true } as const;
    await ask(june(15, 15), { title: "Ёлка 100 % _done_" });
    const sales = [company.departments.get("SALES")!];
    const legal = [company.departments.get("LEGAL")!];
    expect(await listTasks(test_.store, legal, ANY, sort, page)).toEqual([]);
    expect(await listTasks(test_.store, [], ANY, sort, page)).toEqual([]);
    const found = await listTasks(test_.store, sales, { ...ANY, search: "ЕЛКА" }, sort, page);
    expect(found.map((row) => row.title)).toEqual(["Ёлка 100 % _done_"]);
    expect(await countTasks(test_.store, sales, { ...ANY, search: "елка" }, 100)).toBe(1);
    expect(await countTasks(test_.store, "all", ANY, 3)).toBe(3);
    expect(await countPromises(test_.store, "2026-06", legal)).toEqual({});
    expect((await countPromises(test_.store, "2026-06", sales)).breached).toBeGreaterThan(0);
  });

  test("a figure opens to the verdicts that it counts", async () => {
    const filter = { ...ANY, door: { obligationKeys: ["FIN-SALES/report"], months: ["2026-06"], standings: ["breached" as const], editedSince: null } };
    const rows = await listTasks(test_.store, "all", filter, { column: "requested", descending: true }, { limit: 50, offset: 0 });
    expect(rows.length).toBe((await countPromises(test_.store, "2026-06", "all")).breached);
    expect(rows.every((row) => row.standing === "breached")).toBe(true);
    expect(await listTasks(test_.store, [company.departments.get("LEGAL")!], filter, { column: "requested", descending: true }, { limit: 50, offset: 0 })).toEqual([]);
  });
});
