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

/** One address for all pages of one kind: ids, numbers and values of parameters are left out. */
function kindOf(address: string): string {
  const url = new URL(address, origin);
  const path = url.pathname.split("/").map((part) => (/^[\w-]{15,}$|\d/.test(part) ? "*" : part)).join("/");
  return `${path}?${[...url.searchParams.keys()].sort().join("&")}`;
}

describe.each(DEMO_ROLES.map((role) => role.name))("for %s", (name) => {
  test("no link within two steps of the home page leads nowhere", async () => {
    const { page, context } = await openPage(browser);
    await signIn(page, origin, name);
    const met = new Map<string, number>();
    const broken: string[] = [];
    let step = [{ address: "/", from: "" }];
    for (let depth = 0; depth <= 2; depth += 1) {
      const next: typeof step = [];
      for (const { address, from } of step) {
        const kind = kindOf(address);
        const times = met.get(kind) ?? 0;
        // Two of a kind show what one alone may hide, and keep the walk short.
        if (times >= 2) continue;
        met.set(kind, times + 1);
        const answer = await context.request.get(origin + address);
        if (answer.status() >= 400) broken.push(`${answer.status()} ${address} on ${from}`);
        if (!answer.headers()["content-type"]?.startsWith("text/html")) continue;
        const links = [...(await answer.text()).matchAll(/<a [^>]*?href="(\/[^"]*)"/g)].map((match) => match[1]!.replaceAll("&amp;", "&").split("#")[0]!);
        next.push(...links.filter((link) => !link.startsWith("//") && !link.startsWith("/sign-out")).map((link) => ({ address: link, from: address })));
      }
      step = next;
    }
    expect(met.size).toBeGreaterThan(20);
    expect(broken).toEqual([]);
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
