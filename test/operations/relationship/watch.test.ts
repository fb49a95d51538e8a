import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { sayOfWatch } from "#app/operations/relationship/say-of-watch.server.ts";
import { watchDeliveries } from "#app/operations/relationship/watch-deliveries.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { findWatch, loadOpenWatches, loadWatchWords } from "#db/queries/watches.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);

/** Reports are due two working days of nine hours after the request. The first one comes a day late; then the second is watched. */
describe.each(STORES)("the delivery after a missed one on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let productId = "";
  const person = (number: string) => company.people.get(number)!;
  const ask = async (at: number, title: string) => {
    const asked = await requestTask(context(opened.store, at), { productId, clientId: company.departments.get("SALES")!, personId: person("003"), neededBy: null, title });
    if (!asked.ok) throw new Error(asked.code);
    return asked.value.taskId;
  };
  const act = async (at: number, taskId: string, command: object) => {
    const done = await actOnTask(context(opened.store, at), { taskId, seq: (await findTask(opened.store, taskId))!.seq, command: command as never, personId: person("001"), sides: ["provider"] });
    if (!done.ok) throw new Error(done.code);
  };
  const tick = async (now: number) => {
    await evaluateDue(context(opened.store, now));
    return watchDeliveries(context(opened.store, now));
  };
  const told = async () => {
    const { notice: n } = opened.store.t;
    const rows = await opened.store.q.select({ kind: n.kind, personId: n.personId }).from(n);
    const number = new Map([...company.people].map(([key, id]) => [id, key]));
    return rows.filter((row) => row.kind.startsWith("delivery_")).map((row) => `${row.kind} ${number.get(row.personId)}`).sort();
  };
  let first = "";
  let second = "";
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
    first = await ask(june(1, 9), "May report");
  });
  afterAll(() => opened.dispose());

  test("nothing is watched while nothing was missed", async () => {
    second = await ask(june(2, 9), "Report for the board");
    await act(june(2, 10), second, { type: "assign", personId: person("002") });
    expect(await tick(june(2, 11))).toEqual({ begun: 0, ended: 0, asked: 0 });
  });

  test("after a miss the next one is watched, once", async () => {
    expect(await tick(june(3, 10))).toMatchObject({ begun: 1 });
    expect(await tick(june(3, 10))).toMatchObject({ begun: 0 });
    const [watch] = await loadOpenWatches(opened.store, [company.departments.get("SALES")!]);
    expect(watch).toMatchObject({ taskId: second, missedItem: `t:${first}`, askAt: june(3, 10), word: null });
    expect(await loadOpenWatches(opened.store, [company.departments.get("LEGAL")!])).toEqual([]);
  });

  test("who works on it and the head are asked once, in working hours", async () => {
    expect(await told()).toEqual(["delivery_confirm 001", "delivery_confirm 002"]);
    expect(await tick(june(3, 11))).toMatchObject({ asked: 0 });
  });

  test("without a word the head is told", async () => {
    expect(await tick(june(3, 17))).toMatchObject({ asked: 1 });
    expect(await told()).toEqual(["delivery_confirm 001", "delivery_confirm 002", "delivery_unconfirmed 001"]);
  });

  test("a word at risk without a date is refused, with one the client is told", async () => {
    const item = `t:${second}`;
    const say = (word: "on_track" | "at_risk", newAt: number | null, reason: string) => sayOfWatch(context(opened.store, june(3, 17)), { item, word, newAt, reason, personId: person("002") });
    expect(await say("at_risk", null, "the ledger is closed")).toMatchObject({ ok: false, faults: [{ code: "date_missing" }] });
    expect(await say("at_risk", june(5, 12), "the ledger is closed")).toEqual({ ok: true });
    expect((await told())[0]).toBe("delivery_at_risk 003");
    expect(await findWatch(opened.store, item)).toMatchObject({ word: "at_risk", newAt: june(5, 12), saidBy: person("002") });
    expect(await say("on_track", null, "")).toEqual({ ok: true });
    expect((await loadWatchWords(opened.store, item)).map((row) => row.word)).toEqual(["at_risk", "on_track"]);
  });

  test("kept, it ends, and the one after it is not watched", async () => {
    await act(june(4, 8), second, { type: "deliver", partial: false, note: "" });
    await ask(june(4, 9), "June report");
    expect(await tick(june(4, 10))).toMatchObject({ begun: 0, ended: 1 });
    expect(await findWatch(opened.store, `t:${second}`)).toMatchObject({ endedAs: "kept", endedAt: june(4, 10) });
    expect(await sayOfWatch(context(opened.store, june(4, 11)), { item: `t:${second}`, word: "on_track", newAt: null, reason: "", personId: person("002") })).toMatchObject({ ok: false, faults: [{ code: "watch_ended" }] });
  });
});
