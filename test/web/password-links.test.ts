import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addAccount } from "#app/operations/add-user.server.ts";
import { disableAccount } from "#app/operations/change-account.server.ts";
import { workPasswordRequests } from "#app/operations/password-links.server.ts";
import { stop } from "#app/web/lifecycle.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { sendMails } from "#jobs/mail/send-mails.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { openMail, startMailServer, type MailServer } from "#test/support/mail-server.ts";
import { Browser, givePasswords, startSignInApp } from "#test/support/sign-in-app.ts";
import { NOON, sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import type { RunningApp } from "#test/support/web.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NEW = "three kites above water";
const clock = { now: NOON };

let opened: TestStore;
let company: TinyCompany;
let running: RunningApp;
let mails: MailServer;

beforeEach(async () => {
  clock.now = NOON;
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  await givePasswords(opened.store, [company.accounts.ada]);
  running = await startSignInApp(opened.store, clock);
  mails = await startMailServer();
});
afterEach(async () => {
  await stop(running.server, 100);
  await mails.stop();
  await opened.dispose();
});

/** What the jobs of a minute do: links for requests, then mails. The links that came, in order. */
async function linksSent(): Promise<string[]> {
  const from = mails.received.length;
  const ctx = { store: opened.store, now: clock.now, actor: { kind: "job", id: "t" } as const };
  await workPasswordRequests(ctx);
  await sendMails({ ...ctx, slot: clock.now, env: testEnv({ smtpUrl: mails.url }), log: pino({ level: "silent" }), stopping: () => false, resumed: null, progress: async () => {}, defects: async () => {} });
  const opened_ = await Promise.all(mails.received.slice(from).map(openMail));
  return opened_.flatMap(({ links }) => links.filter((link) => link.includes("/sign-in/set/")).map((link) => new URL(link).pathname));
}

const askFor = (email: string) => new Browser(running).data("/sign-in/forgot", "sign-in/forgot", { email });
const choose = (browser: Browser, password: string) => browser.send("/sign-in/set", { password, again: password });

/** Opens a link and chooses a password; the status of the answer. */
async function useLink(link: string, password = NEW): Promise<number> {
  const browser = new Browser(running);
  const look = await browser.send(link);
  if (look.status !== 303) return look.status;
  return (await choose(browser, password)).status;
}

describe("a link for a forgotten password", () => {
  test("is asked for by anybody with the same answer, and sent to those who have an account", async () => {
    const answers = await Promise.all(["ada@tiny.test", "nobody@tiny.test", " ADA@tiny.test "].map(askFor));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await linksSent()).toHaveLength(1);
    const { outbox, audit, passwordLink, passwordRequest } = opened.store.t;
    expect(await opened.store.q.select().from(passwordRequest)).toEqual([]);
    expect(JSON.stringify([await opened.store.q.select().from(outbox), await opened.store.q.select().from(audit)])).not.toContain("nobody@");
    expect(await opened.store.q.select().from(passwordLink)).toHaveLength(1);
  });

  test("sets the password once, ends every session and shows its token nowhere", async () => {
    const old = new Browser(running);
    await old.signIn("ada@tiny.test");
    await askFor("ada@tiny.test");
    const [link] = await linksSent();
    const token = link!.split("/").at(-1)!;

    const browser = new Browser(running);
    const look = await browser.send(link!);
    expect([look.status, look.headers.location, look.headers["referrer-policy"]]).toEqual([303, "/sign-in/set", "no-referrer"]);
    const done = await choose(browser, NEW);
    expect([done.status, done.headers.location]).toEqual([302, "/sign-in?done=password"]);
    expect(browser.jar.has("concord")).toBe(false);

    expect((await new Browser(running).signIn("ada@tiny.test")).status).toBe(401);
    expect((await new Browser(running).signIn("ada@tiny.test", NEW)).status).toBe(302);
    expect((await old.send("/account")).headers.location).toBe("/sign-in?next=%2Faccount");
    expect(await useLink(link!)).toBe(410);
    const { outbox, audit, passwordLink } = opened.store.t;
    const kept = JSON.stringify([await opened.store.q.select().from(outbox), await opened.store.q.select().from(audit), await opened.store.q.select().from(passwordLink), running.log]);
    expect(kept).not.toContain(token);
  });

  test("is spent by nobody's look: a hundred of them, then it still works", async () => {
    await askFor("ada@tiny.test");
    const [link] = await linksSent();
    for (let i = 0; i < 100; i += 1) expect((await new Browser(running).send(link!)).status).toBe(303);
    expect(await useLink(link!)).toBe(302);
  });

  test("is used by one of twenty at once", async () => {
    await askFor("ada@tiny.test");
    const [link] = await linksSent();
    const browsers = Array.from({ length: 20 }, () => new Browser(running));
    for (const browser of browsers) await browser.send(link!);
    const statuses = await Promise.all(browsers.map(async (browser, i) => (await choose(browser, `${NEW} ${i}`)).status));
    expect(statuses.filter((status) => status === 302)).toHaveLength(1);
  });

  test("is over after half an hour, and when the account is switched off", async () => {
    await askFor("ada@tiny.test");
    const [link] = await linksSent();
    clock.now += 30 * MINUTE;
    expect(await useLink(link!)).toBe(410);
    await askFor("ada@tiny.test");
    const [later] = await linksSent();
    await disableAccount(context(opened.store, clock.now), company.accounts.ada, "somebody");
    expect(await useLink(later!)).toBe(410);
    expect((await new Browser(running).signIn("ada@tiny.test")).status).toBe(401);
  });

  test("opens nothing when a sign of it is another", async () => {
    await askFor("ada@tiny.test");
    const [link] = await linksSent();
    const start = "/sign-in/set/".length;
    for (let at = start; at < link!.length; at += 1) {
      const altered = link!.slice(0, at) + (link![at] === "0" ? "1" : "0") + link!.slice(at + 1);
      expect((await new Browser(running).send(altered)).status).toBe(404);
    }
  });

  test("comes once in ten minutes, however often a stranger asks", async () => {
    for (let i = 0; i < 5; i += 1) {
      await askFor("ada@tiny.test");
      clock.now += MINUTE;
      expect(await linksSent()).toHaveLength(i === 0 ? 1 : 0);
    }
    const answers = [];
    for (let i = 0; i < 30; i += 1) answers.push((await askFor(`stranger${i}@tiny.test`)).status);
    expect(answers.at(-1)).toBe(429);
  });

  test.each([
    ["short", "fifteen"],
    ["common", "password12345"],
    ["of the owner", "ada.adams.2026"],
  ])("refuses a password that is %s, and the link stays good", async (_what, password) => {
    await askFor("ada@tiny.test");
    const [link] = await linksSent();
    expect(await useLink(link!, password)).toBe(422);
    expect(await useLink(link!)).toBe(302);
  });
});

describe("an invitation", () => {
  test("lets somebody new choose a password for seven days; no password, no sign-in before", async () => {
    const added = await addAccount(context(opened.store, NOON), { personId: company.people.get("020")!, email: "Leo.Lex@tiny.test" });
    expect(added.ok).toBe(true);
    const [link] = await linksSent();
    expect(mails.received.at(-1)).toContain("leo.lex@tiny.test");
    expect((await new Browser(running).signIn("leo.lex@tiny.test", "")).status).not.toBe(302);
    clock.now += 7 * DAY - MINUTE;
    expect(await useLink(link!)).toBe(302);
    expect((await new Browser(running).signIn("leo.lex@tiny.test", NEW)).status).toBe(302);
    const account = await findAccount(opened.store, { email: "leo.lex@tiny.test" });
    expect(account?.passwordHash).toMatch(/^\$argon2id\$/);
  });
});
