import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openIdSignOn } from "#app/operations/open-id.server.ts";
import { disableAccount } from "#app/operations/change-account.server.ts";
import { stop } from "#app/web/lifecycle.server.ts";
import { findAccount, loadRoleGrants } from "#db/queries/accounts.server.ts";
import { findIdentity, loadIdentities } from "#db/queries/identities.server.ts";
import { CLIENT, startHostileProvider, type HostileProvider, type Hostility } from "#test/support/hostile-provider.ts";
import { Browser, givePasswords, PASSWORD, startSignInApp } from "#test/support/sign-in-app.ts";
import { NOON, sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import type { Answer, RunningApp } from "#test/support/web.ts";

const clock = { now: NOON };
let opened: TestStore;
let company: TinyCompany;
let provider: HostileProvider;
let running: RunningApp;

async function open(): Promise<void> {
  clock.now = NOON;
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  await givePasswords(opened.store, [company.accounts.ada, company.accounts.adam]);
  provider = await startHostileProvider();
  await start(false);
}
async function close(): Promise<void> {
  await stop(running.server, 100);
  await provider.stop();
  await opened.dispose();
}

async function start(makesAccounts: boolean): Promise<void> {
  running = await startSignInApp(opened.store, clock, { sso: openIdSignOn({ issuer: provider.issuer, ...CLIENT, name: "Meridian ID", makesAccounts }, "http://localhost:3000") });
}

/** Goes to the provider and comes back; the last answer of the portal, and the address it was asked by. */
async function goRound(browser: Browser, from = "/sign-in/sso?next=%2Fwork"): Promise<Answer & { readonly path: string }> {
  const away = await browser.send(from);
  const to = String(away.headers.location);
  if (!to.startsWith(provider.issuer)) return { ...away, path: to };
  const back = new URL(provider.authorize(to));
  const path = back.pathname + back.search;
  return { ...(await browser.send(path)), path };
}
const isIn = (browser: Browser): boolean => browser.jar.has("concord");

/** Links Ada's account with the provider's person, by her own hand. */
async function linkAda(): Promise<void> {
  const ada = new Browser(running);
  await ada.signIn("ada@tiny.test");
  expect((await goRound(ada, "/sign-in/sso?link=account")).headers.location).toBe("/account");
}

describe("single sign-on", () => {
  beforeEach(open);
  afterEach(close);

  test("lets in whom its owner linked, by issuer and subject, and goes on to where they wanted", async () => {
    await linkAda();
    const browser = new Browser(running);
    const away = new URL(String((await browser.send("/sign-in/sso?next=%2Fwork")).headers.location));
    expect(Object.fromEntries(away.searchParams)).toMatchObject({ response_type: "code", code_challenge_method: "S256", client_id: CLIENT.clientId, redirect_uri: "http://localhost:3000/sign-in/sso/return" });
    expect(away.searchParams.get("state")).toMatch(/^[\w-]{43}$/);
    const answer = await goRound(browser);
    expect([answer.status, answer.headers.location]).toEqual([302, "/work"]);
    expect(isIn(browser)).toBe(true);
    expect(browser.jar.has("sso")).toBe(false);
  });

  test("links an account by a fresh proof only, and not a demo account's nor one that is linked elsewhere", async () => {
    const ada = new Browser(running);
    await ada.signIn("ada@tiny.test");
    clock.now += 11 * 60_000;
    expect((await ada.send("/sign-in/sso?link=account")).headers.location).toMatch(/^\/account\/confirm\//);
    expect((await new Browser(running).send("/sign-in/sso?link=account")).headers.location).toMatch(/^\/sign-in\?/);
    clock.now = NOON;
    await linkAda();
    const adam = new Browser(running);
    await adam.signIn("adam@tiny.test");
    expect((await goRound(adam, "/sign-in/sso?link=account")).status).toBe(403);
    expect((await findIdentity(opened.store, provider.issuer, "person-1"))?.accountId).toBe(company.accounts.ada);
  });

  test("proves who somebody is only by the person linked with their own account", async () => {
    await linkAda();
    const ada = new Browser(running);
    await ada.signIn("ada@tiny.test");
    clock.now += 11 * 60_000;
    const confirm = String((await ada.send("/account", { intent: "unlink" })).headers.location);
    const keptId = confirm.split("/").at(-1)!;
    provider.person = { sub: "person-2" };
    expect((await goRound(ada, `/sign-in/sso?prove=${keptId}`)).status).toBe(403);
    provider.person = { sub: "person-1" };
    expect((await goRound(ada, `/sign-in/sso?prove=${keptId}`)).headers.location).toBe(confirm);
    expect((await ada.data(confirm, "account/confirm/:id")).text).toContain('"waiting":{');
  });

  test("asks for the second factor of an account that has one, and refuses one that is switched off", async () => {
    await linkAda();
    await disableAccount(context(opened.store, clock.now), company.accounts.ada, "somebody");
    const browser = new Browser(running);
    expect((await goRound(browser)).status).toBe(403);
    expect(isIn(browser)).toBe(false);
  });

  test("that does not answer leaves the password", async () => {
    provider.behave = { isSilent: true };
    const answer = await new Browser(running).send("/sign-in/sso");
    expect(answer.headers.location).toBe("/sign-in/sso/return?fault=down");
    expect((await new Browser(running).send("/sign-in/sso/return?fault=down")).status).toBe(503);
    expect((await new Browser(running).signIn("ada@tiny.test", PASSWORD)).status).toBe(302);
    provider.behave = {};
    await linkAda();
  });
});

/** What a hostile or broken provider sends; each must let nobody in. */
const ATTACKS: readonly (readonly [string, Hostility])[] = [
  ["another issuer in the token", { claims: (honest) => ({ ...honest, iss: "https://login.example" }) }],
  ["its issuer with a slash behind it", { claims: (honest) => ({ ...honest, iss: `${String(honest.iss)}/` }) }],
  ["a discovery document of another issuer", { callsItself: "https://login.example" }],
  ["the answer of another provider (mix-up)", { answer: (honest) => ({ ...honest, iss: "https://login.example" }) }],
  ["an answer that does not say whose it is", { answer: ({ code, state }) => ({ code: code!, state: state! }) }],
  ["a token for another client", { claims: (honest) => ({ ...honest, aud: "payroll" }) }],
  ["a token for several clients, authorised for another", { claims: (honest) => ({ ...honest, aud: [CLIENT.clientId, "payroll"], azp: "payroll" }) }],
  ["a token without audience", { claims: ({ aud: _aud, ...rest }) => rest }],
  ["the nonce of another attempt", { claims: (honest) => ({ ...honest, nonce: "another" }) }],
  ["no nonce", { claims: ({ nonce: _nonce, ...rest }) => rest }],
  ["a token that is over", { claims: (honest) => ({ ...honest, iat: Number(honest.iat) - 7_200, exp: Number(honest.iat) - 3_600 }) }],
  ["a token without an end", { claims: ({ exp: _exp, ...rest }) => rest }],
  ["a token of tomorrow", { claims: (honest) => ({ ...honest, nbf: Number(honest.iat) + 86_400 }) }],
  ["nobody's token", { claims: ({ sub: _sub, ...rest }) => rest }],
  ["a token with an empty subject", { claims: (honest) => ({ ...honest, sub: "" }) }],
  ["a token signed by another key", { signature: "other key" }],
  ["a token signed by another key that it brings along", { signature: "other key, named in the token" }],
  ["a token that is not signed", { signature: "none" }],
  ["a token signed with the client's secret", { signature: "HS256 with the secret" }],
  ["a token signed with its public key as a secret", { signature: "HS256 with the public key" }],
  ["a token altered after signing", { signature: "altered" }],
  ["the state of another attempt", { answer: (honest) => ({ ...honest, state: "another" }) }],
  ["no state", { answer: ({ code, iss }) => ({ code: code!, iss: iss! }) }],
  ["a code it never gave", { answer: (honest) => ({ ...honest, code: "made-up" }) }],
  ["a refusal", { answer: ({ state, iss }) => ({ error: "access_denied", state: state!, iss: iss! }) }],
];

describe("a hostile identity provider (S-15) lets nobody in", () => {
  beforeAll(async () => {
    await open();
    await linkAda();
  });
  afterAll(close);

  test.each(ATTACKS)("with %s", async (_what, behave) => {
    // A portal that has not asked this provider anything yet.
    await stop(running.server, 100);
    await start(false);
    provider.behave = behave;
    const browser = new Browser(running);
    const answer = await goRound(browser);
    expect(isIn(browser)).toBe(false);
    expect(provider.broughtKeysAsked()).toBe(0);
    expect([403, 302]).toContain(answer.status);
    if (answer.status === 302) expect(answer.path).toBe("/sign-in/sso/return?fault=down");
    // The same provider, honest again, lets her in: it was the attack that was refused.
    provider.behave = {};
    await stop(running.server, 100);
    await start(false);
    const honest = new Browser(running);
    await goRound(honest);
    expect(isIn(honest)).toBe(true);
  });
});

describe("an answer of single sign-on (S-15) lets nobody in", () => {
  beforeEach(open);
  afterEach(close);

  test("that was taken already, even if it gives tokens again", async () => {
    await linkAda();
    provider.behave = { repeatsCodes: true };
    const browser = new Browser(running);
    const away = String((await browser.send("/sign-in/sso")).headers.location);
    const copies = [1, 2, 3].map(() => Object.assign(new Browser(running), { jar: new Map(browser.jar) }));
    const back = new URL(provider.authorize(away));
    expect((await browser.send(back.pathname + back.search)).status).toBe(302);
    for (const copy of copies) {
      expect((await copy.send(back.pathname + back.search)).status).toBe(403);
      expect(isIn(copy)).toBe(false);
    }
  });

  test("that another browser asked for, or that was altered or waited too long", async () => {
    await linkAda();
    const victim = new Browser(running);
    const attacker = new Browser(running);
    const away = String((await attacker.send("/sign-in/sso")).headers.location);
    const back = new URL(provider.authorize(away));
    expect((await victim.send(back.pathname + back.search)).status).toBe(403);
    await victim.send("/sign-in/sso");
    expect((await victim.send(back.pathname + back.search)).status).toBe(403);
    const flow = attacker.jar.get("sso")!;
    attacker.jar.set("sso", `A${flow.slice(1)}`);
    expect((await attacker.send(back.pathname + back.search)).status).toBe(403);
    attacker.jar.set("sso", flow);
    clock.now += 10 * 60_000;
    expect((await attacker.send(back.pathname + back.search)).status).toBe(403);
    expect([victim, attacker].some(isIn)).toBe(false);
  });

  test.each([false, true])("by the e-mail address of an admin, verified or not (new accounts on: %s)", async (makesAccounts) => {
    await stop(running.server, 100);
    await start(makesAccounts);
    for (const email_verified of [false, true, "true"]) {
      provider.person = { sub: "stranger", email: "adam@tiny.test", email_verified };
      const browser = new Browser(running);
      expect((await goRound(browser)).status).toBe(403);
      expect(isIn(browser)).toBe(false);
    }
    expect(await findIdentity(opened.store, provider.issuer, "stranger")).toBeNull();
    expect(await loadIdentities(opened.store, company.accounts.adam)).toEqual([]);
  });

  test("and where new accounts are made, a new one has a verified address of its own and no role", async () => {
    await stop(running.server, 100);
    await start(true);
    provider.person = { sub: "new-1", email: "new@tiny.test", email_verified: false };
    expect((await goRound(new Browser(running))).status).toBe(403);
    provider.person = { sub: "new-1", email: "New@tiny.test", email_verified: true, given_name: "Nora", family_name: "New", roles: ["admin"], groups: ["admin"] };
    const browser = new Browser(running);
    expect((await goRound(browser)).status).toBe(302);
    expect(isIn(browser)).toBe(true);
    const account = await findAccount(opened.store, { email: "new@tiny.test" });
    expect(await loadRoleGrants(opened.store, account!.personId)).toEqual([]);
  });
});
