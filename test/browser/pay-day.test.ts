import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSession } from "#app/web/session.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadDemo } from "#jobs/demo/load-demo.server.ts";
import { routeContext } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { launch, openPage, type Watched } from "./browser.ts";
import { startPortal, type Portal } from "./portal.ts";

/** A Friday on which the third quarter's last month is in review, and nothing of the quarter is paid. */
const clock = { now: Date.UTC(2026, 9, 9, 9) };

let opened: TestStore;
let portal: Portal;
let browser: Browser;

beforeAll(async () => {
  opened = await sqliteStore();
  await loadDemo({ store: opened.store, now: clock.now, actor: { kind: "cli", id: "test" } }, () => undefined);
  portal = await startPortal(opened.store, clock);
  browser = await launch();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await opened?.dispose();
});

/** A page of one of the demo accounts. */
async function pageOf(name: string): Promise<Watched> {
  const watched = await openPage(browser, { acceptDownloads: true });
  const account = await findAccount(opened.store, { email: `${name}@meridian.example` });
  const [cookie] = (await createSession(new Request(portal.origin), routeContext(opened.store, clock.now), account!.id)).split(";");
  const [key, value] = cookie!.split("=") as [string, string];
  await watched.context.addCookies([{ name: key, value, url: portal.origin }, { name: "lang", value: "en", url: portal.origin }]);
  return watched;
}

/** Presses a button that opens a dialog, and the button in it that does what it says. */
async function takeStep(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().click();
  await Promise.all([page.waitForResponse((response) => response.request().method() === "POST"), page.getByRole("dialog").getByRole("button", { name }).click()]);
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

test("a quarter goes from open to exported payroll, and an employee finds the one late delivery in three clicks", async () => {
  const [arbiter, hr, second, director] = await Promise.all(["arbiter", "hr", "hr2", "director"].map(pageOf)) as [Watched, Watched, Watched, Watched];

  // The arbiter asks for closing, HR confirms what was prepared: the quarter is frozen with its last month.
  await arbiter.page.goto(`${portal.origin}/periods/2026-09`);
  await takeStep(arbiter.page, /^Ask for closing/);
  await hr.page.goto(`${portal.origin}/periods/2026-09`);
  await takeStep(hr.page, /^Close September 2026/);

  // HR prepares the run and may not submit it before looking at what was found.
  await hr.page.goto(`${portal.origin}/pay/runs`);
  await hr.page.locator("select[name=what]").selectOption({ label: "Q3 2026" });
  await hr.page.getByRole("button", { name: "Prepare" }).click();
  await hr.page.waitForURL(/\/pay\/runs\/[0-9a-f]{32}$/);
  const run = hr.page.url();
  expect(await hr.page.getByRole("button", { name: "Submit for approval" }).count()).toBe(0);
  await hr.page.getByRole("link", { name: "What was found" }).click();
  await hr.page.getByRole("heading", { name: /^Check of/ }).waitFor();
  const waiting = hr.page.getByRole("img", { name: "needs a word" });
  for (let left = await waiting.count(); left > 0; left -= 1) {
    await hr.page.fill("textarea[name=reason]", "Checked with the head of the department");
    await hr.page.getByRole("button", { name: /^Accept for/ }).click();
    await hr.page.waitForFunction((n) => document.querySelectorAll('[aria-label="needs a word"]').length === n, left - 1);
  }
  await hr.page.getByText("Every list has been looked at").waitFor();
  await hr.page.goto(run);
  await takeStep(hr.page, /^Submit for approval/);

  // Whoever prepared it has no button to approve; a second HR and the director do.
  expect(await hr.page.getByRole("button", { name: /^Approve/ }).count()).toBe(0);
  for (const approver of [second, director]) {
    await approver.page.goto(run);
    await takeStep(approver.page, /^Approve/);
  }
  await hr.page.goto(run);
  await takeStep(hr.page, /^Publish to/);

  // The file for payroll, and a manifest with its checksum.
  await hr.page.locator("select[name=profile]").selectOption("1c-amount");
  const [download] = await Promise.all([hr.page.waitForEvent("download"), hr.page.getByRole("button", { name: "Download" }).click()]);
  expect(download.suggestedFilename()).toBe("BACK-OFFICE-2026-Q3-1c-amount.csv");
  await hr.page.goto(run);
  expect(await hr.page.textContent("main")).toContain("BACK-OFFICE-2026-Q3-1c-amount.csv");

  // The employee: the line that cost the most, its deliveries, one that was late.
  const employee = await pageOf("employee");
  const { page } = employee;
  await page.goto(`${portal.origin}/pay`);
  expect(await page.textContent("main")).toMatch(/For Q3\s2026 you receive/);
  const lines = await page.$$eval("main table a[href*='/scorecards/']", (links) =>
    links.map((link, index) => ({ index, href: link.getAttribute("href")!, amount: Number(link.textContent!.replace(/[^\d.]/g, "")) })).filter((one) => one.href.includes("#line-") && one.href.includes("on-time")),
  );
  const worst = lines.reduce((a, b) => (b.amount > a.amount ? b : a));
  await page.locator("main table a[href*='/scorecards/']").nth(worst.index).click();
  await page.waitForURL("**/scorecards/**");
  await page.locator(`main a[href^='/work?obligation=${encodeURIComponent(decodeURIComponent(worst.href.split("#line-")[1]!))}']`).first().click();
  await page.waitForURL("**/work?**");
  await page.locator("tbody tr", { hasText: "Breached" }).first().locator("a").first().click();
  await page.getByText("What was promised").waitFor();
  expect(await page.textContent("main")).toMatch(/after the promise|not delivered/i);

  for (const { faults, context } of [arbiter, hr, second, director, employee]) {
    expect(faults).toEqual([]);
    await context.close();
  }
}, 180_000);
