import pino from "pino";
import PostalMime from "postal-mime";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { endListMail, orderListMail, pauseListMail, type OrderListMail } from "#app/operations/lists/order-list-mail.server.ts";
import { queueListMails } from "#app/operations/lists/queue-list-mails.server.ts";
import { loadActor } from "#app/operations/load-actor.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { findSubscription } from "#db/queries/subscriptions.server.ts";
import { sendMails } from "#jobs/mail/send-mails.server.ts";
import * as stop from "#app/routes/mail.stop.$token/route.tsx";
import { makeListStopToken } from "#app/operations/survey-link.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { startMailServer, type MailServer } from "#test/support/mail-server.ts";
import { callRoute, routeContext } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** Monday 15 June 2026, 08:00 UTC; the calendar of the tiny company works Monday to Friday. */
const MONDAY = Date.UTC(2026, 5, 15, 8);
const NINE = Date.UTC(2026, 5, 15, 9);
const WEEK = 7 * 86_400_000;
const CANARY = "Kanarienvogel";

/** Ada heads finance, Cy belongs to sales, Leo to legal. Finance serves both. */
describe.each(STORES)("lists by mail over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let server: MailServer;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    server = await startMailServer();
    const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
    const ask = async (title: string, client: string, number: string) => {
      const made = await requestTask(context(opened.store, MONDAY - 1), { productId, clientId: company.departments.get(client)!, personId: company.people.get(number)!, neededBy: null, title });
      if (!made.ok) throw new Error(made.code);
    };
    await ask(`${CANARY} <b>&\r\nBcc: all@example.org`, "SALES", "003");
    await ask("=HYPERLINK(1)", "SALES", "003");
    await ask("A contract", "LEGAL", "020");
    const { person: p } = opened.store.t;
    for (const [number, name, locale] of [["001", "ada", "en"], ["003", "cy", "ru"], ["020", "leo", "en"]] as const) {
      await opened.store.writeAll((w) => [w.update(p).set({ email: `${name}@tiny.test`, locale }).where(eq(p.id, company.people.get(number)!)).returning({ id: p.id })], { at: MONDAY, actor: { kind: "cli", id: "test" }, action: "person.locale", entity: "person", entityId: number });
    }
  });
  afterEach(async () => {
    const { subscription: s } = opened.store.t;
    await opened.store.writeAll((w) => [w.delete(s).returning({ id: s.id })], { at: MONDAY, actor: { kind: "cli", id: "test" }, action: "subscription.end", entity: "subscription", entityId: "all" });
    server.received.length = 0;
  });
  afterAll(async () => {
    await server.stop();
    await opened.dispose();
  });

  const actor = async (who: keyof TinyCompany["accounts"], now = MONDAY) => (await loadActor(opened.store, company.accounts[who], now, new Date(now).toISOString().slice(0, 10), departmentTree(await loadDepartments(opened.store))))!;
  const order = async (who: keyof TinyCompany["accounts"], over: Partial<OrderListMail> = {}, now = MONDAY) => {
    const done = await orderListMail(context(opened.store, now), await actor(who, now), { list: "/work", query: "", name: "Our work", rhythm: "weekly", weekday: "0", time: "09:00", sendsEmpty: false, attachesCsv: false, ...over });
    if (!done.ok) throw new Error(done.code);
    return done.value;
  };
  const send = (now: number) =>
    sendMails({ store: opened.store, now, actor: { kind: "job", id: "send-mails" }, slot: now, env: testEnv({ smtpUrl: server.url }), log: pino({ level: "silent" }), stopping: () => false, resumed: null, progress: async () => {}, defects: async () => {} });
  const mails = () => Promise.all(server.received.map((text) => PostalMime.parse(text)));
  const queue = (now: number) => queueListMails(context(opened.store, now));

  test("a Monday's list comes at nine, once, however often and beside whomever the job runs", async () => {
    const { id, nextAt } = await order("ada");
    expect(nextAt).toBe(NINE);
    expect(await queue(NINE - 1)).toEqual({ queued: 0 });
    const both = await Promise.all([queue(NINE), queue(NINE)]);
    expect(both.reduce((sum, one) => sum + one.queued, 0)).toBe(1);
    expect(await queue(NINE + 60_000)).toEqual({ queued: 0 });
    await send(NINE);
    await send(NINE + 60_000);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail!.to).toEqual([{ name: "Ada Adams", address: "ada@tiny.test" }]);
    expect(mail!.subject).toBe("Our work");
    for (const text of [mail!.text!, mail!.html!]) expect(text).toContain("3 rows today");
    expect((await findSubscription(opened.store, id))!.nextAt).toBe(NINE + WEEK);
  });

  test("what a title says stays text: no markup, no header, no formula in the file", async () => {
    await order("ada", { attachesCsv: true });
    await queue(NINE);
    await send(NINE);
    const [mail] = await mails();
    expect(mail!.html).toContain(`${CANARY} &lt;b&gt;&amp; Bcc: all@example.org`);
    expect(mail!.bcc).toBeUndefined();
    const [file] = mail!.attachments;
    const csv = typeof file!.content === "string" ? file!.content : Buffer.from(file!.content as ArrayBuffer).toString("utf8");
    expect(file!.filename).toBe("work-2026-06-15.csv");
    expect(csv).toContain("'=HYPERLINK(1)");
    expect(csv.split("\r\n").filter((line) => /^(R|P|REQ|\w)/.test(line)).length).toBeGreaterThanOrEqual(3);
  });

  test("each reads with their own eyes, as they are when it is sent", async () => {
    await order("leo", { query: "sort=title" });
    await order("cy", { name: "Наши заявки" });
    await queue(NINE);
    // Before the mail goes out Leo moves to sales: from then on the contract is none of his, and the rest is.
    const { membership: m } = opened.store.t;
    const move = (department: string) => opened.store.writeAll((w) => [w.update(m).set({ departmentId: company.departments.get(department)! }).where(eq(m.personId, company.people.get("020")!)).returning({ id: m.id })], { at: NINE, actor: { kind: "cli", id: "test" }, action: "person.edit", entity: "person", entityId: "x" });
    await move("OFFICE");
    await send(NINE);
    await move("LEGAL");
    const sent = await mails();
    expect(sent.map((mail) => [mail.to![0]!.address, mail.subject])).toEqual([["cy@tiny.test", "Наши заявки"]]);
    expect(sent[0]!.text).toContain("Здравствуйте");
    await order("leo", {}, NINE + 1);
    await queue(NINE + WEEK);
    await send(NINE + WEEK);
    const leo = (await mails()).find((mail) => mail.to![0]!.address === "leo@tiny.test")!;
    expect(leo.text).toContain("A contract");
    expect(leo.text).not.toContain(CANARY);
    expect(leo.text).toContain("1 row today");
  });

  test("an account that is switched off gets none, and neither does one who paused or ended it meanwhile", async () => {
    const { account: a } = opened.store.t;
    const set = (disabledAt: number | null) => opened.store.writeAll((w) => [w.update(a).set({ disabledAt }).where(eq(a.id, company.accounts.leo)).returning({ id: a.id })], { at: NINE, actor: { kind: "cli", id: "test" }, action: "account.disable", entity: "account", entityId: "leo" });
    await order("leo");
    const paused = await order("ada", { name: "Paused" });
    const ended = await order("cy", { name: "Ended" });
    await queue(NINE);
    await set(NINE);
    await pauseListMail(context(opened.store, NINE), company.people.get("001")!, paused.id, true);
    await endListMail(context(opened.store, NINE), company.people.get("003")!, ended.id);
    expect(await send(NINE)).toMatchObject({ sent: 0, dropped: 3 });
    await set(null);
    // A paused one has no dates; it goes on with the next one, not with those that passed.
    expect(await queue(NINE + WEEK)).toEqual({ queued: 1 });
    await pauseListMail(context(opened.store, NINE + 3 * WEEK + 1), company.people.get("001")!, paused.id, false);
    expect((await findSubscription(opened.store, paused.id))!.nextAt).toBe(NINE + 4 * WEEK);
  });

  test("an empty list writes only to those who want that", async () => {
    await order("ada", { query: "q=zebra", name: "Quiet" });
    await order("cy", { query: "q=zebra", name: "Loud", sendsEmpty: true });
    await queue(NINE);
    await send(NINE);
    expect((await mails()).map((mail) => [mail.subject, /пусто/.test(mail.text!)])).toEqual([["Loud", true]]);
  });

  test("after weeks without a job one mail makes up for all", async () => {
    const { id } = await order("ada");
    expect(await queue(NINE + 3 * WEEK + 5)).toEqual({ queued: 1 });
    expect(await queue(NINE + 3 * WEEK + 6)).toEqual({ queued: 0 });
    expect((await findSubscription(opened.store, id))!.nextAt).toBe(NINE + 4 * WEEK);
  });

  test("a filter that the list no longer has is said in the mail", async () => {
    await order("ada", { query: "provider=gone&sort=title" });
    await queue(NINE);
    await send(NINE);
    expect((await mails())[0]!.text).toMatch(/no longer has what this mail asks for \(Provider\)/);
  });

  test("nobody orders pay, logs or settings by mail, nor changes another's order", async () => {
    for (const list of ["/pay/runs", "/settings/audit", "/ratings/answers", "/people", "/"]) expect(await orderListMail(context(opened.store, MONDAY), await actor("hana"), { list, query: "", name: "x", rhythm: "daily", weekday: "", time: "09:00", sendsEmpty: true, attachesCsv: true }), list).toMatchObject({ ok: false, code: "not_by_mail" });
    const { id } = await order("ada");
    for (const act of [pauseListMail(context(opened.store, MONDAY), company.people.get("003")!, id, true), endListMail(context(opened.store, MONDAY), company.people.get("003")!, id)]) expect(await act).toMatchObject({ ok: false, code: "unknown_mail" });
  });

  test("the mail's own link ends this list and nothing else; looking ends nothing", async () => {
    const [{ id }, other] = [await order("ada"), await order("ada", { name: "Other" })];
    const ring = routeContext(opened.store, MONDAY).appSecret;
    const token = makeListStopToken(ring, id, MONDAY);
    const path = `/mail/stop/${token}`;
    const call = (handler: Parameters<typeof callRoute>[0], form?: Record<string, string>, made = token) => callRoute(handler, opened.store, MONDAY, null, path, { token: made }, form);
    expect((await call(stop.loader)).status).toBe(303);
    expect((await call(stop.action, { "List-Unsubscribe": "One-Click" }, `${token.slice(0, -1)}x`)).status).toBe(404);
    expect((await findSubscription(opened.store, id))!.endedAt).toBeNull();
    expect((await call(stop.action, { "List-Unsubscribe": "One-Click" })).status).toBe(200);
    expect((await findSubscription(opened.store, id))!.endedAt).toBe(MONDAY);
    expect((await findSubscription(opened.store, other.id))!.endedAt).toBeNull();
  });
});
