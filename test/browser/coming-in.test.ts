import type { Browser, Page } from "playwright-core";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { givePasswords, PASSWORD } from "#test/support/sign-in-app.ts";
import { NOON, sqliteStore, type TestStore } from "#test/support/stores.ts";
import { tinyCompany } from "#test/support/tiny-company.ts";
import { launch, openPage } from "./browser.ts";
import { startPortal, type Portal } from "./portal.ts";

const clock = { now: NOON };
const NEW = "three kites above water";
let opened: TestStore;
let portal: Portal;
let browser: Browser;
let ada: string;

beforeAll(async () => {
  opened = await sqliteStore();
  const company = await tinyCompany(opened.store);
  ada = company.people.get("001")!;
  await givePasswords(opened.store, [company.accounts.ada]);
  portal = await startPortal(opened.store, clock);
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await opened?.dispose();
});

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto(`${portal.origin}/sign-in`);
  await page.fill("input[name=email]", "ada@tiny.test");
  await page.fill("input[name=password]", password);
  await Promise.all([page.waitForURL((url) => url.pathname !== "/sign-in"), page.click("button[type=submit]:visible")]);
}

test("a fresh proof is asked for and the form goes on by itself; other devices are signed out; then a second factor", async () => {
  const here = await openPage(browser, { acceptDownloads: true });
  const other = await openPage(browser);
  await signIn(here.page, PASSWORD);
  await signIn(other.page, PASSWORD);

  clock.now += 11 * 60_000;
  await here.page.goto(`${portal.origin}/account`);
  await here.page.fill("input[name=password]", NEW);
  await here.page.fill("input[name=again]", NEW);
  await here.page.getByRole("button", { name: "Change the password" }).click();
  await here.page.waitForURL("**/account/confirm/**");
  await here.page.fill("input[name=proof]", PASSWORD);
  await here.page.getByRole("button", { name: "It is me" }).click();
  await here.page.getByText("The password is changed").waitFor();
  await other.page.goto(`${portal.origin}/account`);
  expect(new URL(other.page.url()).pathname).toBe("/sign-in");

  // A file waits for the proof like a form, and comes as soon as it is there.
  clock.now += 11 * 60_000;
  await here.page.goto(`${portal.origin}/people/${ada}`);
  await here.page.locator("a[href$='/data.json']").click();
  await here.page.waitForURL("**/account/confirm/**");
  await here.page.fill("input[name=proof]", NEW);
  const [file] = await Promise.all([here.page.waitForEvent("download"), here.page.getByRole("button", { name: "It is me" }).click()]);
  expect(file.suggestedFilename()).toBe("person-001.json");

  await here.page.goto(`${portal.origin}/account/factor`);
  await here.page.getByRole("button", { name: "Begin" }).click();
  const secret = (await here.page.getByRole("main").locator("code").textContent())!.replaceAll(" ", "");
  const codeNow = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now });
  await here.page.fill("input[name=code]", codeNow());
  await here.page.getByRole("button", { name: "Turn it on" }).click();
  await here.page.getByText("Recovery codes").first().waitFor();
  expect(await here.page.getByRole("main").locator("li.select-all").count()).toBe(10);

  clock.now += 60_000;
  await signIn(other.page, NEW);
  expect(new URL(other.page.url()).pathname).toBe("/sign-in/code");
  await other.page.fill("input[name=code]", codeNow());
  await Promise.all([other.page.waitForURL(`${portal.origin}/`), other.page.getByRole("button", { name: "Sign in" }).click()]);
  expect([...here.faults, ...other.faults]).toEqual([]);
}, 120_000);
