import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TaskCommand } from "#app/domain/task/decide-task.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import type { EntryAnswer } from "#app/domain/task/told-entry.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { answerEntry } from "#app/operations/answer-entry.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadUnread } from "#db/queries/notices.server.ts";
import { loadTaskEntries, loadWaitingEntries } from "#db/queries/task-entries.server.ts";
import { findTask, loadToldEvents, loadVerdictsAbout } from "#db/queries/task-page.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** The 15th of June 2026 is a Monday; the company works 9 to 18 in UTC. */
const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);

describe.each(STORES)("what is told after the fact over %s", (_name, open) => {
  let test_: TestStore;
  let company: TinyCompany;
  let products: ReadonlyMap<string, string>;
  beforeAll(async () => {
    test_ = await open();
    company = await tinyCompany(test_.store);
    products = new Map((await loadProducts(test_.store)).map((row) => [row.code, row.id]));
  });
  afterAll(() => test_.dispose());
  const person = (number: string) => company.people.get(number)!;
  const ofSide = (side: TaskSide) => person(side === "provider" ? "001" : "003");
  const log = async (side: TaskSide, askedAt: number, now: number, product = "REPORT", client = "SALES") => {
    const done = await requestTask(
      context(test_.store, now), { productId: products.get(product)!, clientId: company.departments.get(client)!, personId: person("003"), neededBy: null, title: "By phone" }, { side, toldBy: ofSide(side), channel: "phone", askedAt },
    );
    if (!done.ok) throw new Error(done.code);
    return done.value;
  };
  const act = async (taskId: string, now: number, command: TaskCommand, side: TaskSide, at?: number) =>
    actOnTask(context(test_.store, now), { taskId, seq: (await findTask(test_.store, taskId))!.seq, command, personId: ofSide(side), sides: [side], ...(at === undefined ? {} : { at }) });
  const answer = (taskId: string, entryId: string, now: number, given: EntryAnswer, side: TaskSide) => answerEntry(context(test_.store, now), { taskId, entryId, answer: given, by: { personId: ofSide(side), sides: [side] } });
  const main = async (taskId: string) => (await loadVerdictsAbout(test_.store, taskId))[0];
  const types = async (taskId: string) => (await loadToldEvents(test_.store, taskId)).map((event) => event.type);

  test("a request that the provider writes down counts nowhere until the client says yes, then from when it was asked", async () => {
    const { taskId, entryId } = await log("provider", june(15, 10), june(15, 11));
    expect(entryId).not.toBeNull();
    expect(await findTask(test_.store, taskId)).toMatchObject({ outcome: null, dueAt: null, state: "requested", requestedAt: june(15, 10) });
    expect(await main(taskId)).toBeUndefined();
    const sides = { providerIds: [], clientIds: [company.departments.get("SALES")!] };
    expect((await loadWaitingEntries(test_.store, sides, person("003"), 10)).map((row) => row.taskId)).toContain(taskId);
    expect(await loadWaitingEntries(test_.store, sides, person("001"), 10)).toEqual([]);
    expect((await loadUnread(test_.store, person("003"), 0, 50)).some((row) => row.kind === "task_entry_told" && row.refs.taskId === taskId)).toBe(true);
    expect(await answer(taskId, entryId!, june(16, 9), { type: "confirm" }, "client")).toEqual({ ok: true, value: { state: "confirmed" } });
    expect(await main(taskId)).toMatchObject({ outcome: "pending", dueAt: june(17, 10) });
    expect((await loadToldEvents(test_.store, taskId))[0]).toMatchObject({ type: "requested", occurredAt: june(15, 10), receivedAt: june(16, 9), actorId: person("001"), payload: { channel: "phone", confirmedById: person("003") } });
    expect(await answer(taskId, entryId!, june(16, 9), { type: "confirm" }, "client")).toMatchObject({ ok: false, code: "already_answered" });
  });

  test("work goes on meanwhile, and is judged once the request is confirmed", async () => {
    const { taskId, entryId } = await log("provider", june(15, 10), june(15, 11));
    expect(await act(taskId, june(16, 10), { type: "deliver" }, "provider")).toMatchObject({ ok: true });
    expect(await main(taskId)).toBeUndefined();
    await answer(taskId, entryId!, june(18, 9), { type: "confirm" }, "client");
    expect(await main(taskId)).toMatchObject({ outcome: "met", dueAt: june(17, 10), decidedAt: june(16, 10) });
    expect(await findTask(test_.store, taskId)).toMatchObject({ state: "delivered" });
  });

  test("a request that the client denies ends and counts nowhere", async () => {
    const { taskId, entryId } = await log("provider", june(15, 10), june(15, 11));
    expect(await answer(taskId, entryId!, june(16, 9), { type: "reject", text: "" }, "client")).toMatchObject({ ok: false, code: "note_missing" });
    expect(await answer(taskId, entryId!, june(16, 9), { type: "reject", text: "We did not ask." }, "client")).toMatchObject({ ok: true });
    expect(await findTask(test_.store, taskId)).toMatchObject({ state: "cancelled", outcome: null });
    expect(await types(taskId)).toEqual(["cancelled"]);
  });

  test("what the provider takes back ends too", async () => {
    const { taskId, entryId } = await log("provider", june(15, 10), june(15, 11));
    expect(await answer(taskId, entryId!, june(15, 12), { type: "withdraw" }, "provider")).toMatchObject({ ok: true, value: { state: "withdrawn" } });
    expect(await findTask(test_.store, taskId)).toMatchObject({ state: "cancelled" });
  });

  test("the client's own request counts at once within a working day, from when it was asked", async () => {
    const { taskId, entryId } = await log("client", june(15, 10), june(16, 9));
    expect(entryId).toBeNull();
    expect(await main(taskId)).toMatchObject({ dueAt: june(17, 10) });
  });

  test("told later, the provider confirms the moment; without its yes it counts from when it was written down", async () => {
    const yes = await log("client", june(15, 10), june(16, 11));
    const no = await log("client", june(15, 10), june(16, 11));
    expect(await main(yes.taskId)).toBeUndefined();
    await answer(yes.taskId, yes.entryId!, june(16, 12), { type: "confirm" }, "provider");
    await answer(no.taskId, no.entryId!, june(16, 12), { type: "reject", text: "It came on Tuesday." }, "provider");
    expect(await main(yes.taskId)).toMatchObject({ dueAt: june(17, 10) });
    expect(await main(no.taskId)).toMatchObject({ dueAt: june(18, 11) });
  });

  test("a delivery told within a working day counts as of then, one told later after the client's yes", async () => {
    const soon = await log("client", june(15, 10), june(15, 10));
    expect(await act(soon.taskId, june(18, 9), { type: "deliver" }, "provider", june(17, 9))).toMatchObject({ ok: true, value: { entryId: null } });
    expect(await main(soon.taskId)).toMatchObject({ outcome: "met", decidedAt: june(17, 9) });
    const late = await log("client", june(15, 10), june(15, 10));
    const told = await act(late.taskId, june(18, 10), { type: "deliver" }, "provider", june(17, 9));
    if (!told.ok || told.value.entryId === null) throw new Error("it should wait");
    await evaluateDue(context(test_.store, june(18, 10)));
    expect(await main(late.taskId)).toMatchObject({ outcome: "breached" });
    expect(await act(late.taskId, june(18, 10), { type: "deliver" }, "provider", june(17, 8))).toMatchObject({ ok: false, code: "entry_waits" });
    await answer(late.taskId, told.value.entryId, june(18, 12), { type: "confirm" }, "client");
    expect(await main(late.taskId)).toMatchObject({ outcome: "met", decidedAt: june(17, 9) });
  });

  test("a yes to what is not possible any more is refused, and the entry goes on waiting", async () => {
    const { taskId } = await log("client", june(15, 10), june(15, 10));
    const told = await act(taskId, june(18, 10), { type: "deliver" }, "provider", june(17, 9));
    if (!told.ok || told.value.entryId === null) throw new Error("it should wait");
    await act(taskId, june(18, 11), { type: "cancel", reason: "not needed" }, "client");
    expect(await answer(taskId, told.value.entryId, june(18, 12), { type: "confirm" }, "client")).toMatchObject({ ok: false, code: "not_in_this_state" });
    expect((await loadTaskEntries(test_.store, taskId)).map((row) => row.state)).toEqual(["waiting"]);
  });

  test("a date agreed by phone before the old one passed moves it, once the other side confirms", async () => {
    const { taskId } = await log("client", june(15, 10), june(15, 10));
    const told = await act(taskId, june(18, 9), { type: "date_agreed", at: june(22, 12) }, "provider", june(16, 10));
    if (!told.ok || told.value.entryId === null) throw new Error("it should wait");
    await evaluateDue(context(test_.store, june(18, 10)));
    expect(await main(taskId)).toMatchObject({ outcome: "breached", dueAt: june(17, 10) });
    await answer(taskId, told.value.entryId, june(18, 12), { type: "confirm" }, "client");
    expect(await main(taskId)).toMatchObject({ outcome: "pending", dueAt: june(22, 12) });
  });

  test("the client's cancellation told by the provider counts from then, with the client's yes", async () => {
    const { taskId } = await log("client", june(15, 10), june(15, 10));
    const told = await act(taskId, june(16, 9), { type: "cancel", reason: "by phone", forClient: true }, "provider");
    if (!told.ok || told.value.entryId === null) throw new Error("it should wait");
    expect(await findTask(test_.store, taskId)).toMatchObject({ state: "requested" });
    await answer(taskId, told.value.entryId, june(18, 12), { type: "confirm" }, "client");
    expect(await findTask(test_.store, taskId)).toMatchObject({ state: "cancelled", outcome: "void" });
  });

  test.each<[string, number, number, string]>([
    ["what lies ahead", june(15, 12), june(15, 11), "in_the_future"],
    ["what lies years back", Date.UTC(2025, 5, 1), june(15, 11), "too_long_ago"],
  ])("%s is refused", async (_rule, askedAt, now, code) => {
    await expect(log("provider", askedAt, now)).rejects.toThrow(code);
  });

  test("the third request of a kind outside any agreement tells the provider's head once a quarter", async () => {
    const heard = async () => (await loadUnread(test_.store, person("001"), 0, 200)).filter((row) => row.kind === "task_third_beyond").length;
    const beyond = () => log("client", june(15, 10), june(15, 10), "PAYSLIP", "OFFICE");
    const [first] = [await beyond(), await beyond()];
    expect(await heard()).toBe(0);
    // What the provider wrote down is no request before the client's yes.
    await log("provider", june(15, 10), june(15, 10), "PAYSLIP", "OFFICE");
    expect(await heard()).toBe(0);
    await beyond();
    expect(await heard()).toBe(1);
    await beyond();
    expect(await heard()).toBe(1);
    expect(await act(first.taskId, june(15, 11), { type: "take" }, "provider")).toMatchObject({ ok: false, code: "no_agreement" });
    expect(await act(first.taskId, june(15, 11), { type: "accept_once" }, "provider")).toMatchObject({ ok: true });
    expect(await findTask(test_.store, first.taskId)).toMatchObject({ state: "in_progress", assigneeId: person("001"), outcome: null });
    const { taskId } = await beyond();
    expect(await act(taskId, june(15, 11), { type: "decline", reason: "Ask the bank." }, "provider")).toMatchObject({ ok: true });
    expect(await findTask(test_.store, taskId)).toMatchObject({ state: "cancelled" });
    expect((await loadUnread(test_.store, person("003"), 0, 200)).some((row) => row.kind === "task_declined" && row.refs.taskId === taskId)).toBe(true);
  });

  test("after all of it a full evaluation finds nothing to change, and the tallies agree", async () => {
    const at = june(18, 13);
    await evaluateAll(context(test_.store, at));
    expect((await evaluateAll(context(test_.store, at))).changed).toBe(0);
    expect(await tallyDifferences(context(test_.store, at))).toEqual([]);
  });
});
