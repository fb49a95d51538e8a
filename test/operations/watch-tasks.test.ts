import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { queueDigests } from "#app/operations/queue-digests.server.ts";
import { speakNotices } from "#app/operations/read-notice-words.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { saveNoticeMode } from "#app/operations/save-notice-mode.server.ts";
import { watchTasks } from "#app/operations/watch-tasks.server.ts";
import { renderDigest } from "#jobs/mail/render-notice.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadUnread } from "#db/queries/notices.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);

/** Requested on Monday 1 June at 10, due on Wednesday at 10: at risk from its last quarter on. Office hours are 9 to 18 UTC. */
describe.each(STORES)("warnings of tasks in trouble on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let taskId = "";
  const tick = async (now: number) => {
    await evaluateDue(context(opened.store, now));
    return (await watchTasks(context(opened.store, now))).warned;
  };
  const given = async (number: string) => {
    const { notice: n } = opened.store.t;
    return (await opened.store.q.select({ kind: n.kind }).from(n).where(eq(n.personId, company.people.get(number)!)).orderBy(asc(n.createdAt), asc(n.kind))).map((row) => row.kind);
  };
  const mails = async () => {
    const { outbox: o } = opened.store.t;
    return (await opened.store.q.select({ template: o.template, personId: o.personId }).from(o).orderBy(asc(o.createdAt))).map((row) => row.template);
  };
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const { store } = opened;
    const { person: p } = store.t;
    for (const number of ["001", "002"])
      await store.writeAll((w) => [w.update(p).set({ email: `${number}@example.org` }).where(eq(p.personnelNumber, number)).returning({ id: p.id })], { at: 0, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "person", entityId: number });
    const productId = (await loadProducts(store)).find((row) => row.code === "REPORT")!.id;
    const asked = await requestTask(context(store, june(1, 10)), { productId, clientId: company.departments.get("SALES")!, personId: company.people.get("003")!, neededBy: null, title: "June report" });
    if (!asked.ok) throw new Error(asked.code);
    taskId = asked.value.taskId;
    await actOnTask(context(store, june(1, 11)), { taskId, seq: (await findTask(store, taskId))!.seq, command: { type: "assign", personId: company.people.get("002")! } as never, personId: company.people.get("001")!, sides: ["provider"] });
  });
  afterAll(() => opened.dispose());

  test("while there is time nobody is told", async () => {
    expect(await tick(june(1, 12))).toBe(0);
  });

  test("outside of working hours nobody is told, at the first open minute the one who works on it is, once", async () => {
    expect(await tick(june(2, 20))).toBe(0);
    expect(await tick(june(3, 9))).toBe(1);
    expect(await tick(june(3, 9) + 60_000)).toBe(0);
    expect([await given("002"), await given("001"), await mails()]).toEqual([["task_at_risk"], [], ["notice"]]);
  });

  test("a broken promise is told to the head too; the client, who cannot act, is not told", async () => {
    expect(await tick(june(3, 11))).toBe(2);
    expect(await tick(june(3, 12))).toBe(0);
    expect([await given("002"), await given("001"), await given("003")]).toEqual([["task_at_risk", "task_breached"], ["task_breached"], []]);
  });

  test("its words name the task and the due instant, in either language, and lead to it", async () => {
    const spoken = await Promise.all((["en", "ru"] as const).map((locale) => speakNotices(opened.store, [{ kind: "task_breached", refs: { taskId } }], locale)));
    expect(spoken.map(([one]) => [one!.text.replace(/[\u00a0\u202f]/g, " "), one!.to])).toEqual([
      ["Not kept: “June report” for Sales was due 3 Jun 2026, 10:00 and is not delivered", `/work/${taskId}`],
      ["Не выполнено: «June report», заказчик Продажи, срок был 03.06.2026 10:00, не передано", `/work/${taskId}`],
    ]);
  });

  test("who chose one mail a day gets no single mails, and one in the morning with all that is unread", async () => {
    const { store } = opened;
    await saveNoticeMode(context(store, june(3, 13)), company.people.get("001")!, "daily");
    const before = (await mails()).length;
    expect(await queueDigests(context(store, june(3, 20)))).toBe(0);
    expect(await queueDigests(context(store, june(4, 9)))).toBe(1);
    await queueDigests(context(store, june(4, 10)));
    expect((await mails()).slice(before)).toEqual(["digest"]);
    const unread = await loadUnread(store, company.people.get("001")!, 0, 10);
    const mail = renderDigest((await speakNotices(store, unread, "en")).flatMap((one) => one ?? []), "Ada", "en", "https://concord.example");
    expect([mail.subject, mail.text.includes(`https://concord.example/work/${taskId}`)]).toEqual(["1 thing to look at", true]);
  });

  test("what was delivered, and what broke long ago, is no news", async () => {
    expect(await tick(june(29, 12))).toBe(0);
  });
});
