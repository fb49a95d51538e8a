import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import { DEMO_ROLES } from "#jobs/demo/demo-accounts.ts";
import { launch, openPage, signIn } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(DEMO_ROLES.map((role) => role.name))("%s", (name) => {
  test("signs in and every place of the menu opens without a fault", async () => {
    const { page, context, faults } = await openPage(browser);
    await signIn(page, origin, name);
    const places = await page.$$eval("nav a[href^='/']", (links) => [...new Set(links.map((link) => link.getAttribute("href")!))]);
    expect(places.length).toBeGreaterThan(3);
    for (const place of places) {
      const answer = await page.goto(origin + place);
      expect([place, answer?.status()]).toEqual([place, 200]);
      expect(await page.locator("h1").count(), `${place} has one heading`).toBe(1);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});

describe("the sign-in page", () => {
  test("a wrong password keeps the address and says so; after several the next try waits", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${origin}/sign-in`);
    for (let i = 0; i < 7; i += 1) {
      await page.fill('input[name="email"]', "nobody@meridian.example");
      await page.fill('input[name="password"]', `wrong ${i}`);
      await page.click('button[type="submit"]:visible');
      await page.waitForSelector("[role=alert]");
      expect(await page.inputValue('input[name="email"]')).toBe("nobody@meridian.example");
    }
    expect(await page.textContent("[role=alert]")).toMatch(/second|minute|later|wait/i);
    await context.close();
  });

  test("a page that needs signing in leads there and back", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${origin}/scorecards`);
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await page.fill('input[name="email"]', "head@meridian.example");
    await page.fill('input[name="password"]', "concord-demo");
    await Promise.all([page.waitForURL("**/scorecards"), page.click('button[type="submit"]:visible')]);
    await context.close();
  });
});
