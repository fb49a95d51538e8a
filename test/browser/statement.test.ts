import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import { launch, openPage, signIn } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("from the statement to one late delivery and the reason in three clicks", async () => {
  const { page, context, faults } = await openPage(browser);
  await signIn(page, origin, "employee");
  await page.goto(`${origin}/pay`);
  expect(await page.textContent("main")).toMatch(/you receive/);

  // 1: the line that cost the most opens the scorecard at that promise.
  const costs = await page.$$eval("main table a[href*='/scorecards/']", (links) =>
    links.map((link, index) => ({ index, href: link.getAttribute("href")!, amount: Number(link.textContent!.replace(/[^\d.]/g, "")) })).filter((one) => one.href.includes("#line-") && one.href.includes("on-time")),
  );
  const worst = costs.reduce((a, b) => (b.amount > a.amount ? b : a));
  await page.locator("main table a[href*='/scorecards/']").nth(worst.index).click();
  await page.waitForURL("**/scorecards/**");
  const key = decodeURIComponent(worst.href.split("#line-")[1]!);

  // 2: its score opens the deliveries that were counted.
  await page.locator(`main a[href^='/work?obligation=${encodeURIComponent(key)}']`).first().click();
  await page.waitForURL("**/work?**");

  // 3: one of them that was late.
  await page.locator("tbody tr", { hasText: "Breached" }).first().locator("a").first().click();
  await page.getByText("What was promised").waitFor();
  const text = await page.textContent("main");
  expect(text).toMatch(/after the promise|not delivered/i);
  expect(text).toContain("Why");
  expect(faults).toEqual([]);
  await context.close();
});

test("a colleague's statement and a foreign department's task are not there for an employee", async () => {
  const { page, context } = await openPage(browser);
  await signIn(page, origin, "hr");
  await page.goto(`${origin}/pay/runs`);
  const run = await page.getAttribute("tbody a[href^='/pay/runs/']", "href");
  await page.goto(origin + run!);
  const person = await page.getAttribute("main a[href*='/people/']", "href");
  await context.close();

  const other = await openPage(browser);
  await signIn(other.page, origin, "employee");
  for (const path of [run!, person!, "/settings", "/pay/plans"]) {
    const answer = await other.page.goto(origin + path);
    expect([path, [403, 404].includes(answer!.status())]).toEqual([path, true]);
    expect(await other.page.textContent("body")).not.toMatch(/\d[\d,]{3,}\.\d\d/);
  }
  await other.context.close();
});
