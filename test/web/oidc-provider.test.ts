import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openIdSignOn } from "#app/operations/open-id.server.ts";
import { stop } from "#app/web/lifecycle.server.ts";
import { CLIENT } from "#test/support/hostile-provider.ts";
import { Browser, givePasswords, startSignInApp } from "#test/support/sign-in-app.ts";
import { NOON, sqliteStore, type TestStore } from "#test/support/stores.ts";
import { tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import type { RunningApp } from "#test/support/web.ts";

/** The provider that others have written and certified: what the portal asks for is what a real one understands. */
const clock = { now: NOON };
let opened: TestStore;
let company: TinyCompany;
let running: RunningApp;
let server: Server;
let issuer: string;

beforeAll(async () => {
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  await givePasswords(opened.store, [company.accounts.ada]);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: ["http://localhost:3000/sign-in/sso/return"], response_types: ["code"], grant_types: ["authorization_code"], token_endpoint_auth_method: "client_secret_basic" }],
    pkce: { required: () => true },
    cookies: { keys: ["a key of the test"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["given_name", "family_name"] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, email: `${id}@tiny.test`, email_verified: true }) }),
  });
  server.on("request", provider.callback());
  running = await startSignInApp(opened.store, clock, { sso: openIdSignOn({ issuer, ...CLIENT, name: "Meridian ID", makesAccounts: false }, "http://localhost:3000") });
});
afterAll(async () => {
  await stop(running.server, 100);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await opened.dispose();
});

/** Signs a person in at the provider's own pages; the address on which the portal gets the answer. */
async function answerOf(from: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let address = from;
  let fields: Record<string, string> | null = null;
  for (let step = 0; step < 12; step += 1) {
    const response: Response = await fetch(address, {
      redirect: "manual", method: fields ? "POST" : "GET",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(fields ? { body: new URLSearchParams(fields) } : {}),
    });
    for (const line of response.headers.getSetCookie()) jar.set(line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1, line.indexOf(";")));
    const next = response.headers.get("location");
    fields = null;
    if (next) {
      address = new URL(next, address).href;
      if (address.startsWith("http://localhost:3000/")) return address.slice("http://localhost:3000".length);
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!prompt) throw new Error(`${response.status} ${page.slice(0, 300)}`);
    address = new URL(/action="([^"]+)"/.exec(page)![1]!, address).href;
    fields = prompt === "login" ? { prompt, login, password: "any" } : { prompt };
  }
  throw new Error("the provider never came to an end");
}

test("a real provider: linked by its owner, signed in with, refused to strangers and to an answer that was taken", async () => {
  const ada = new Browser(running);
  await ada.signIn("ada@tiny.test");
  const link = await answerOf(String((await ada.send("/sign-in/sso?link=account")).headers.location), "person-of-ada");
  expect((await ada.send(link)).headers.location).toBe("/account");

  const browser = new Browser(running);
  const answer = await answerOf(String((await browser.send("/sign-in/sso?next=%2Fpay")).headers.location), "person-of-ada");
  const copy = Object.assign(new Browser(running), { jar: new Map(browser.jar) });
  expect((await browser.send(answer)).headers.location).toBe("/pay");
  expect(browser.jar.has("concord")).toBe(true);
  expect((await copy.send(answer)).status).toBe(403);

  // "adam" at the provider has the verified address of our admin.
  const stranger = new Browser(running);
  expect((await stranger.send(await answerOf(String((await stranger.send("/sign-in/sso")).headers.location), "adam"))).status).toBe(403);
  expect([copy, stranger].some((one) => one.jar.has("concord"))).toBe(false);
});
