import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { askForFactorRemoval, confirmAccess } from "#app/operations/grant-role.server.ts";
import { saveFactorRoles } from "#app/operations/save-factor-roles.server.ts";
import { stop } from "#app/web/lifecycle.server.ts";
import { Browser, givePasswords, startSignInApp } from "#test/support/sign-in-app.ts";
import { NOON, sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import type { RunningApp } from "#test/support/web.ts";

const clock = { now: NOON };
let opened: TestStore;
let company: TinyCompany;
let running: RunningApp;

beforeEach(async () => {
  clock.now = NOON;
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  await givePasswords(opened.store, [company.accounts.ada, company.accounts.adam]);
  running = await startSignInApp(opened.store, clock);
});
afterEach(async () => {
  await stop(running.server, 100);
  await opened.dispose();
});

const codeAt = (secret: string, at: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

/** Sets a second factor up by the pages; its secret and recovery codes. */
async function setUp(browser: Browser): Promise<{ secret: string; codes: string[] }> {
  expect((await browser.send("/account/factor", { intent: "begin" })).status).toBe(302);
  const page = JSON.parse((await browser.data("/account/factor", "account/factor")).text) as { shown: { secret: string; path: string } };
  const secret = page.shown.secret.replaceAll(" ", "");
  expect(page.shown.path).toMatch(/^M\d+ \d+h1v1h-1z/);
  expect((await browser.data("/account/factor", "account/factor", { intent: "confirm", code: "000000" })).status).toBe(422);
  const answer = await browser.data("/account/factor", "account/factor", { intent: "confirm", code: codeAt(secret, clock.now) });
  const { codes } = JSON.parse(answer.text) as { codes: string[] };
  expect(codes).toHaveLength(10);
  return { secret, codes };
}

/** Signs in with password and code; the status of the second step. */
async function enter(code: string): Promise<{ status: number; browser: Browser }> {
  const browser = new Browser(running);
  const first = await browser.signIn("ada@tiny.test");
  expect(first.headers.location).toBe("/sign-in/code?next=%2F");
  expect(browser.jar.has("concord")).toBe(false);
  return { status: (await browser.send("/sign-in/code", { code })).status, browser };
}

describe("a second factor", () => {
  test("is asked for after the password; a code is taken once, and not one of long ago", async () => {
    const ada = new Browser(running);
    await ada.signIn("ada@tiny.test");
    const { secret } = await setUp(ada);
    // The code that turned it on is spent.
    expect((await enter(codeAt(secret, clock.now))).status).toBe(401);
    clock.now += 60_000;
    const code = codeAt(secret, clock.now);
    const entered = await enter(code);
    expect([entered.status, entered.browser.jar.has("concord"), entered.browser.jar.has("step")]).toEqual([302, true, false]);
    expect((await enter(code)).status).toBe(401);
    expect((await enter(codeAt(secret, clock.now - 90_000))).status).toBe(401);
    const { secondFactor, recoveryCode } = opened.store.t;
    const kept = JSON.stringify([await opened.store.q.select().from(secondFactor), await opened.store.q.select().from(recoveryCode), running.log]);
    expect(kept).not.toContain(secret);
  });

  test("of two who type the same code at once lets one in", async () => {
    const ada = new Browser(running);
    await ada.signIn("ada@tiny.test");
    const { secret } = await setUp(ada);
    clock.now += 60_000;
    const code = codeAt(secret, clock.now);
    const browsers = [new Browser(running), new Browser(running), new Browser(running)];
    for (const browser of browsers) await browser.signIn("ada@tiny.test");
    const statuses = await Promise.all(browsers.map(async (browser) => (await browser.send("/sign-in/code", { code })).status));
    expect(statuses.filter((status) => status === 302)).toHaveLength(1);
  });

  test("has recovery codes that work once each, and wrong codes are slowed", async () => {
    const ada = new Browser(running);
    await ada.signIn("ada@tiny.test");
    const { codes } = await setUp(ada);
    expect((await enter(codes[0]!.toUpperCase().replaceAll("-", " "))).status).toBe(302);
    expect((await enter(codes[0]!)).status).toBe(401);
    expect((await enter(codes[1]!)).status).toBe(302);
    const statuses: number[] = [];
    for (let i = 0; i < 7; i += 1) statuses.push((await enter(String(100_000 + i))).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    // While it is slowed a right one is not heard either.
    expect((await enter(codes[2]!)).status).toBe(429);
    clock.now += 31_000;
    expect((await enter(codes[2]!)).status).toBe(302);
  });

  test("cannot be gone round: no step without a password, none after five minutes, none altered", async () => {
    const ada = new Browser(running);
    await ada.signIn("ada@tiny.test");
    const { codes } = await setUp(ada);
    const stranger = new Browser(running);
    expect((await stranger.send("/sign-in/code", { code: codes[0]! })).headers.location).toBe("/sign-in");
    await stranger.signIn("ada@tiny.test");
    const step = stranger.jar.get("step")!;
    expect((await stranger.send("/account")).headers.location).toMatch(/^\/sign-in/);
    stranger.jar.set("step", step.replace(company.accounts.ada, company.accounts.adam));
    expect((await stranger.send("/sign-in/code", { code: codes[0]! })).headers.location).toBe("/sign-in");
    stranger.jar.set("step", step);
    clock.now += 5 * 60_000;
    expect((await stranger.send("/sign-in/code", { code: codes[0]! })).headers.location).toBe("/sign-in");
  });

  test("that was lost is taken away by two people, and its sessions end", async () => {
    const ada = new Browser(running);
    await ada.signIn("ada@tiny.test");
    await setUp(ada);
    const ctx = context(opened.store, clock.now);
    const asked = await askForFactorRemoval(ctx, { accountId: company.accounts.adam, personId: company.people.get("001")!, reason: "phone lost, came to the desk" });
    if (!asked.ok) throw new Error(asked.code);
    expect(await confirmAccess(ctx, { accountId: company.accounts.adam, requestId: asked.value.id })).toMatchObject({ ok: false, code: "same_person" });
    expect((await new Browser(running).signIn("ada@tiny.test")).headers.location).toMatch(/^\/sign-in\/code/);
    expect(await confirmAccess(ctx, { accountId: company.accounts.hana, requestId: asked.value.id })).toMatchObject({ ok: true });
    expect((await ada.data("/account", "account")).status).not.toBe(200);
    expect((await new Browser(running).signIn("ada@tiny.test")).headers.location).toBe("/");
  });

  test("that a role needs is set up before any other page opens", async () => {
    const adam = new Browser(running);
    await adam.signIn("adam@tiny.test");
    expect((await adam.send("/settings/accounts")).status).toBe(200);
    await saveFactorRoles(context(opened.store, clock.now), company.accounts.adam, ["admin"]);
    for (const page of ["/settings/accounts", "/inbox"]) expect((await adam.send(page)).headers.location).toBe("/account/factor");
    await setUp(adam);
    expect((await adam.send("/settings/accounts")).status).toBe(200);
  });
});
