import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { disableAccount, enableAccount } from "#app/operations/change-account.server.ts";
import { revokeRole } from "#app/operations/grant-role.server.ts";
import { issueToken, revokeToken } from "#app/operations/issue-token.server.ts";
import { stop } from "#app/web/lifecycle.server.ts";
import { Browser, givePasswords, PASSWORD, startSignInApp } from "#test/support/sign-in-app.ts";
import { NOON, sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { ask, type RunningApp } from "#test/support/web.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const clock = { now: NOON };

let opened: TestStore;
let company: TinyCompany;
let running: RunningApp;

beforeEach(async () => {
  clock.now = NOON;
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  await givePasswords(opened.store, [company.accounts.ada, company.accounts.adam, company.accounts.hana]);
  running = await startSignInApp(opened.store, clock);
});
afterEach(async () => {
  await stop(running.server, 100);
  await opened.dispose();
});

async function signedIn(email: string, headers: Record<string, string> = {}): Promise<Browser> {
  const browser = new Browser(running, headers);
  expect((await browser.signIn(email)).status).toBe(302);
  return browser;
}
/** Whether the session still opens the page of one's own account. */
const isIn = async (browser: Browser) => (await browser.data("/account", "account")).status === 200;
const copyOf = (browser: Browser) => Object.assign(new Browser(running), { jar: new Map(browser.jar) });

describe("a session (S-03)", () => {
  test("is not the one a browser brought along, and the one before ends at sign-in", async () => {
    const planted = new Browser(running);
    planted.jar.set("concord", "a".repeat(43));
    await planted.signIn("ada@tiny.test");
    expect(planted.jar.get("concord")).not.toBe("a".repeat(43));
    const before = copyOf(planted);
    await planted.signIn("ada@tiny.test");
    expect(await isIn(planted)).toBe(true);
    expect(await isIn(before)).toBe(false);
  });

  test("is over for every copy after signing out", async () => {
    const ada = await signedIn("ada@tiny.test");
    const copy = copyOf(ada);
    await ada.send("/sign-out", {});
    expect(await isIn(copy)).toBe(false);
  });

  test("is over after twelve hours without use and after seven days in any case", async () => {
    const idle = await signedIn("ada@tiny.test");
    clock.now += 12 * HOUR;
    expect(await isIn(idle)).toBe(false);
    const busy = await signedIn("ada@tiny.test");
    for (let hours = 0; hours < 7 * 24 - 6; hours += 6) {
      clock.now += 6 * HOUR;
      expect(await isIn(busy)).toBe(true);
    }
    clock.now += 6 * HOUR;
    expect(await isIn(busy)).toBe(false);
  });

  test("is listed with its device, and ended one by one or all others at once", async () => {
    const here = await signedIn("ada@tiny.test", { "user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36" });
    const phone = await signedIn("ada@tiny.test", { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1" });
    const third = await signedIn("ada@tiny.test");
    const foreign = await signedIn("hana@tiny.test");
    type Shown = { sessions: { id: string; isThis: boolean; browser: string | null; system: string | null }[] };
    const { sessions } = JSON.parse((await here.data("/account", "account")).text) as Shown;
    expect(sessions.map(({ isThis, browser, system }) => [isThis, browser, system])).toEqual(expect.arrayContaining([[true, "Chrome", "Windows"], [false, "Safari", "iOS"], [false, null, null]]));
    await here.send("/account", { intent: "end", id: sessions.find((one) => one.system === "iOS")!.id });
    expect([await isIn(phone), await isIn(third)]).toEqual([false, true]);
    // Somebody else's session is not theirs to end.
    const [other] = (JSON.parse((await foreign.data("/account", "account")).text) as Shown).sessions;
    await here.send("/account", { intent: "end", id: other!.id });
    expect(await isIn(foreign)).toBe(true);
    await here.send("/account", { intent: "endOthers" });
    expect([await isIn(here), await isIn(third), await isIn(foreign)]).toEqual([true, false, true]);
  });

  test("of others end when the password is changed; that needs a fresh proof, and nothing typed is lost", async () => {
    const here = await signedIn("ada@tiny.test");
    const other = await signedIn("ada@tiny.test");
    const NEW = "three kites above water";
    clock.now += 11 * MINUTE;
    const asked = await here.send("/account", { intent: "password", password: NEW, again: NEW });
    expect(asked.status).toBe(303);
    const confirm = String(asked.headers.location);
    expect(confirm).toMatch(/^\/account\/confirm\/[0-9a-f]{32}$/);
    const route = "account/confirm/:id";
    // Before the proof the page gives nothing of the form away, and another session cannot see it at all.
    expect((await here.data(confirm, route)).text).not.toContain(NEW);
    expect((await other.data(confirm, route)).status).toBe(404);
    expect((await here.data(confirm, route, { proof: "not the password" })).status).toBe(422);
    expect((await here.send(confirm, { proof: PASSWORD })).status).toBe(302);
    const { waiting } = JSON.parse((await here.data(confirm, route)).text) as { waiting: { path: string; fields: [string, string][] } };
    expect(waiting.path).toBe("/account");
    expect((await here.send(waiting.path, Object.fromEntries(waiting.fields))).status).toBe(302);
    expect([await isIn(here), await isIn(other)]).toEqual([true, false]);
    expect((await new Browser(running).signIn("ada@tiny.test", NEW)).status).toBe(302);
  });

  test("guesses at its proof are slowed", async () => {
    const here = await signedIn("ada@tiny.test");
    clock.now += 11 * MINUTE;
    const confirm = String((await here.send("/account", { intent: "password", password: "x", again: "x" })).headers.location);
    const statuses: number[] = [];
    for (let i = 0; i < 8; i += 1) statuses.push((await here.data(confirm, "account/confirm/:id", { proof: `guess ${i}` })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
  });
});

describe("what was taken away is gone with the next request (A-04)", () => {
  test("a role", async () => {
    const adam = await signedIn("adam@tiny.test");
    expect((await adam.data("/settings/accounts", "settings/accounts")).status).toBe(200);
    const { roleGrant: g } = opened.store.t;
    const ctx = context(opened.store, clock.now);
    // Another admin, so that somebody stays who can give roles.
    await opened.store.writeAll((w) => [w.insert(g).values({ id: "second-admin", personId: company.people.get("010")!, role: "admin", from: 0, to: null }).returning({ id: g.id })], { at: ctx.now, actor: ctx.actor, action: "role.grant", entity: "person", entityId: "x" });
    expect(await revokeRole(ctx, { grantId: "admin-014", byPersonId: company.people.get("010")! })).toEqual({ ok: true, value: null });
    expect((await adam.data("/settings/accounts", "settings/accounts")).status).toBe(403);
    expect(await isIn(adam)).toBe(true);
  });

  test("an account; switched on again, its old session stays over", async () => {
    const hana = await signedIn("hana@tiny.test");
    await disableAccount(context(opened.store, clock.now), company.accounts.hana, "somebody");
    expect(await isIn(hana)).toBe(false);
    expect((await new Browser(running).signIn("hana@tiny.test")).status).toBe(401);
    await enableAccount(context(opened.store, clock.now), company.accounts.hana);
    expect(await isIn(hana)).toBe(false);
    expect((await new Browser(running).signIn("hana@tiny.test")).status).toBe(302);
  });

  test("a token of the interface", async () => {
    const ctx = context(opened.store, clock.now);
    const made = await issueToken(ctx, { name: "t", source: "jira", scopes: ["tasks:read"], providerIds: null, days: 30, personId: company.people.get("014")! });
    if (!made.ok) throw new Error(made.code);
    const call = async () => (await ask(running, "/api/v1/tasks", { headers: { authorization: `Bearer ${made.value.secret}` } })).status;
    expect(await call()).toBe(200);
    await revokeToken(ctx, made.value.id);
    expect(await call()).toBe(401);
  });
});
