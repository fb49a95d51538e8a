import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stop } from "#app/web/lifecycle.server.ts";
import { Browser, givePasswords, startSignInApp } from "#test/support/sign-in-app.ts";
import { NOON, sqliteStore, type TestStore } from "#test/support/stores.ts";
import { tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import type { RunningApp } from "#test/support/web.ts";

/**
 * S-04 of the security report. `GUESSES=10000 ACCOUNTS=1000 npx vitest run test/web/guessing.test.ts` is the long form: so many
 * passwords on one account in an hour, and one password on so many accounts.
 */
const GUESSES = Number(process.env.GUESSES ?? 200);
const ACCOUNTS = Number(process.env.ACCOUNTS ?? 80);
const HOUR = 3_600_000;
const clock = { now: NOON };

let opened: TestStore;
let company: TinyCompany;
let running: RunningApp;

beforeEach(async () => {
  clock.now = NOON;
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  await givePasswords(opened.store, [company.accounts.ada]);
  running = await startSignInApp(opened.store, clock);
});
afterEach(async () => {
  await stop(running.server, 100);
  await opened.dispose();
});

const statusOf = async (browser: Browser, email: string, password: string) => (await browser.signIn(email, password)).status;

describe("guessing passwords", () => {
  test("on one account: at most 20 in an hour are heard, forged addresses or not; its owner waits a minute at most on a device it knows", async () => {
    const owner = new Browser(running);
    expect(await statusOf(owner, "ada@tiny.test", "grey zebra on a ladder")).toBe(302);
    await owner.send("/sign-out", {});
    let heard = 0;
    for (let i = 0; i < GUESSES; i += 1) {
      clock.now = NOON + Math.floor((i * HOUR) / GUESSES);
      const attacker = new Browser(running, { "x-forwarded-for": `203.0.113.${i % 250}, 198.51.100.${i % 199}`, "x-real-ip": `192.0.2.${i % 250}`, forwarded: `for=192.0.2.${i % 250}` });
      const status = await statusOf(attacker, "ada@tiny.test", `wrong guess ${i}`);
      expect([401, 429]).toContain(status);
      heard += status === 401 ? 1 : 0;
    }
    console.log(`S-04: of ${GUESSES} guesses on one account in an hour ${heard} were heard`);
    expect(heard).toBeLessThanOrEqual(20);
    // A stranger with the right password waits as well; the owner's own browser does not.
    expect(await statusOf(new Browser(running), "ada@tiny.test", "grey zebra on a ladder")).toBe(429);
    expect(await statusOf(owner, "ada@tiny.test", "grey zebra on a ladder")).toBe(302);
    await owner.send("/sign-out", {});

    for (let i = 0; i < 30; i += 1) await owner.signIn("ada@tiny.test", `mistyped ${i}`);
    const answer = await owner.data("/sign-in", "sign-in", { email: "ada@tiny.test", password: "grey zebra on a ladder" });
    const seconds = Number(/in (\d+) second/.exec(answer.text)?.[1]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    clock.now += 60_000;
    expect(await statusOf(owner, "ada@tiny.test", "grey zebra on a ladder")).toBe(302);
  }, 600_000);

  test("many at once are counted one by one", async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => statusOf(new Browser(running), "ada@tiny.test", `at once ${i}`)));
    expect(answers.filter((status) => status === 401)).toHaveLength(5);
    expect(answers.filter((status) => status === 429)).toHaveLength(55);
  });

  test("one password on many accounts from one address is slowed, and people who are right are not counted", async () => {
    for (let i = 0; i < 40; i += 1) expect(await statusOf(new Browser(running), "ada@tiny.test", "grey zebra on a ladder")).toBe(302);
    const spread = { heard: 0, refused: 0 };
    for (let i = 0; i < ACCOUNTS; i += 1) {
      clock.now += 10;
      const status = await statusOf(new Browser(running, { "x-forwarded-for": `203.0.113.${i % 250}` }), `person${i}@tiny.test`, "Summer2026!!!");
      spread[status === 401 ? "heard" : "refused"] += 1;
    }
    console.log(`S-04: of ${ACCOUNTS} accounts tried with one password from one address ${spread.heard} were heard in ${(ACCOUNTS * 10) / 1000} s`);
    expect(spread.heard).toBeLessThanOrEqual(40);
  }, 600_000);

  test("a device known to one account is a stranger to the others, and its cookie cannot be altered", async () => {
    await givePasswords(opened.store, [company.accounts.hana]);
    const ada = new Browser(running);
    await ada.signIn("ada@tiny.test");
    await ada.send("/sign-out", {});
    const [name, value] = [...ada.jar].find(([cookie]) => cookie.startsWith("known-"))!;
    for (let i = 0; i < 8; i += 1) await new Browser(running).signIn("hana@tiny.test", `wrong ${i}`);
    expect(await statusOf(ada, "hana@tiny.test", "grey zebra on a ladder")).toBe(429);
    for (let i = 0; i < 8; i += 1) await new Browser(running).signIn("ada@tiny.test", `wrong ${i}`);
    for (let at = 0; at < value.length; at += 7) {
      const forger = new Browser(running);
      forger.jar.set(name, value.slice(0, at) + (value[at] === "0" ? "1" : "0") + value.slice(at + 1));
      expect(await statusOf(forger, "ada@tiny.test", "grey zebra on a ladder")).toBe(429);
    }
  });

  test("a device is known no longer than the password that it knew", async () => {
    const ada = new Browser(running);
    await ada.signIn("ada@tiny.test");
    await ada.send("/sign-out", {});
    for (let i = 0; i < 8; i += 1) await new Browser(running).signIn("ada@tiny.test", `wrong ${i}`);
    expect(await statusOf(ada, "ada@tiny.test", "not mine")).toBe(401);
    await givePasswords(opened.store, [company.accounts.ada]);
    expect(await statusOf(ada, "ada@tiny.test", "grey zebra on a ladder")).toBe(429);
  });

  test("a refused sign-in is logged with its account where there is one, which the answer does not say", async () => {
    const lines: string[] = [];
    await stop(running.server, 100);
    running = await startSignInApp(opened.store, clock, { logger: pino({ level: "warn" }, { write: (line: string) => void lines.push(line) }) });
    const answers = [await new Browser(running).signIn("ada@tiny.test", "wrong"), await new Browser(running).signIn("nobody@tiny.test", "wrong")];
    for (let i = 0; i < 8; i += 1) answers.push(await new Browser(running).signIn("ada@tiny.test", `wrong ${i}`));
    const logged = lines.map((line) => JSON.parse(line) as { msg: string; accountId: string | null; outcome: string }).filter(({ msg }) => msg === "sign-in refused");
    expect(logged.slice(0, 2).map(({ accountId }) => accountId)).toEqual([company.accounts.ada, null]);
    expect(logged.at(-1)).toMatchObject({ accountId: company.accounts.ada, outcome: "too_many" });
    expect(answers.filter(({ text, headers }) => `${text}${JSON.stringify(headers)}`.includes(company.accounts.ada))).toEqual([]);
    expect(lines.filter((line) => line.includes("@tiny.test"))).toEqual([]);
  });

  test("behind a proxy the address is what the proxy says, not what the caller says before it", async () => {
    await stop(running.server, 100);
    running = await startSignInApp(opened.store, clock, { trustProxy: 1 });
    const from = (claimed: string, real: string, i: number) => statusOf(new Browser(running, { "x-forwarded-for": `${claimed}, ${real}` }), `someone${i}@tiny.test`, "Summer2026!!!");
    const claims: number[] = [];
    for (let i = 0; i < 34; i += 1) claims.push(await from(`203.0.113.${i}`, "198.51.100.7", i));
    expect(claims.filter((status) => status === 401)).toHaveLength(30);
    expect(await from("203.0.113.1", "198.51.100.8", 99)).toBe(401);
  });
});
