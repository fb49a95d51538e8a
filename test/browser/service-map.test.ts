import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import { launch, openPage, signIn, type Watched } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("the service map by keyboard", () => {
  let head: Watched;
  beforeAll(async () => {
    head = await openPage(browser);
    await signIn(head.page, origin, "head");
  });
  afterAll(async () => {
    expect(head.faults).toEqual([]);
    await head.context.close();
  });

  const held = () => head.page.evaluate(() => document.activeElement?.getAttribute("data-place") ?? document.activeElement?.getAttribute("role"));

  test("tab enters it once, arrows go along the links, escape leaves, enter opens", async () => {
    const { page } = head;
    await page.goto(`${origin}/map`, { waitUntil: "networkidle" });
    const frame = page.locator("figure [role=region]");
    await frame.focus();
    await page.keyboard.press("Tab");
    const first = await held();
    expect(await page.locator("figure a[data-place][tabindex='0'], figure g[data-place][tabindex='0']").count()).toBe(1);
    await page.keyboard.press("ArrowRight");
    const second = await held();
    expect(second).not.toBe(first);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Escape");
    expect(await held()).toBe("region");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Home");
    const name = await page.evaluate(() => document.activeElement?.getAttribute("aria-label")?.split(":")[0]);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.has("focus"));
    await page.getByRole("link", { name: "The whole map" }).waitFor();
    expect(await page.textContent("main header")).toContain(`${name} serves`);
  });

  test("plus and minus zoom, zero fits again", async () => {
    const { page } = head;
    await page.goto(`${origin}/map`, { waitUntil: "networkidle" });
    const width = () => page.locator("figure svg[role=group]").evaluate((svg) => svg.getBoundingClientRect().width);
    const fitted = await width();
    await page.locator("figure [role=region]").focus();
    await page.keyboard.press("+");
    expect(await width()).toBeGreaterThan(fitted);
    await page.keyboard.press("0");
    expect(await width()).toBe(fitted);
    await page.keyboard.press("-");
    expect(await width()).toBeLessThan(fitted);
  });

  test("a search leads to a department; its delays are a step away, each with its tasks", async () => {
    const { page } = head;
    await page.goto(`${origin}/map`, { waitUntil: "networkidle" });
    await page.fill("main input[type=search]", "legal");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.has("focus"));
    await page.getByRole("link", { name: "What a delay here does" }).click();
    await page.waitForURL((url) => url.pathname === "/map/path");
    await page.getByRole("link", { name: /A late “Contract review” of Legal delays/ }).first().click();
    await page.getByText("Tasks behind it").waitFor();
    expect(await page.textContent("main header")).toContain("Legal:");
  });
});

describe("without a script", () => {
  test("the map is a picture with links, and filters are a form", async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await signIn(page, origin, "client");
    await page.goto(`${origin}/map?state=failed`);
    expect(await page.locator("figure svg[role=group] a[data-place]").count()).toBeGreaterThan(1);
    await page.locator("figure a[data-place]").first().click();
    expect(new URL(page.url()).searchParams.get("focus")).toMatch(/^[0-9a-f]+$/);
    await context.close();
  });
});
