import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestTask } from "#app/operations/request-task.server.ts";
import { createSession } from "#app/web/session.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadFavourites } from "#db/queries/favourites.server.ts";
import { loadViews } from "#db/queries/saved-views.server.ts";
import { routeContext } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { launch, openPage } from "./browser.ts";
import { startPortal, type Portal } from "./portal.ts";

const NOW = at("2026-06-15");
let opened: TestStore;
let company: TinyCompany;
let portal: Portal;
let browser: Browser;

beforeAll(async () => {
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
  for (const title of ["Report of the harbour", "Складской отчёт"]) {
    const made = await requestTask(context(opened.store, NOW), { productId, clientId: company.departments.get("SALES")!, personId: company.people.get("003")!, neededBy: null, title });
    if (!made.ok) throw new Error(made.code);
  }
  portal = await startPortal(opened.store, { now: NOW });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
  await opened.dispose();
});

/** A signed-in browser of somebody. */
async function signedIn(name: keyof TinyCompany["accounts"], options: Parameters<typeof openPage>[1] = {}) {
  const watched = await openPage(browser, options);
  const [cookie, value] = (await createSession(new Request(portal.origin), routeContext(opened.store, NOW), company.accounts[name])).split(";")[0]!.split("=") as [string, string];
  await watched.context.addCookies([{ name: cookie, value, url: portal.origin }]);
  return watched;
}

const palette = (page: Page) => page.getByRole("dialog").getByRole("combobox");

describe("the palette by the keyboard alone", () => {
  test("opens by a key, says what is found, opens it, and gives the focus back", async () => {
    const { page, context: own, faults } = await signedIn("ada");
    await page.goto(`${portal.origin}/agreements`, { waitUntil: "networkidle" });
    const search = page.locator("main input[type=search]");
    await search.focus();
    await page.keyboard.press("Control+k");
    const box = palette(page);
    await box.waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("combobox");
    await page.keyboard.press("Escape");
    await box.waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
    await page.locator("h1").click();

    await page.keyboard.press("/");
    await box.waitFor();
    await page.keyboard.type("harbour");
    const option = page.getByRole("option", { name: /Report of the harbour/ });
    await option.waitFor();
    expect(await box.getAttribute("aria-activedescendant")).toBe(await option.getAttribute("id"));
    expect(await option.getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/work\/[^/]+$/);
    await page.locator("h1", { hasText: "Report of the harbour" }).waitFor();

    // What was opened stands there the next time, before anything is typed.
    await page.goto(`${portal.origin}/map`, { waitUntil: "networkidle" });
    await page.keyboard.press("/");
    await page.getByRole("group", { name: "Opened lately" }).getByRole("option", { name: /harbour/ }).waitFor();
    expect(faults).toEqual([]);
    await own.close();
  });

  test("arrows go round; the slip of a keyboard layout is said", async () => {
    const { page, context: own, faults } = await signedIn("ada");
    await page.goto(portal.origin, { waitUntil: "networkidle" });
    await page.keyboard.press("/");
    const box = palette(page);
    await box.waitFor();
    await page.getByRole("option", { name: /New request/ }).waitFor();
    await page.keyboard.press("ArrowUp");
    expect(await page.getByRole("option").last().getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("option").first().getAttribute("aria-selected")).toBe("true");
    await page.keyboard.type("crkflcrjq");
    await page.getByRole("option", { name: /Складской отчёт/ }).waitFor();
    expect(await page.getByRole("status").first().textContent()).toContain("складской");
    expect(faults).toEqual([]);
    await own.close();
  });

  test("of a slow answer and a quick one behind it the newer stays", async () => {
    const { page, context: own } = await signedIn("ada");
    await page.goto(portal.origin, { waitUntil: "networkidle" });
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\/search\?q=harbour/, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await page.keyboard.press("/");
    await palette(page).waitFor();
    await page.keyboard.type("harbour");
    await page.waitForRequest(/\/search\?q=harbour/);
    await palette(page).fill("payslip");
    await page.getByRole("option", { name: /Payslip/ }).waitFor();
    release();
    await page.waitForLoadState("networkidle");
    expect(await page.getByRole("option", { name: /harbour/ }).count()).toBe(0);
    expect(await page.getByRole("option", { name: /Payslip/ }).count()).toBe(1);
    await own.close();
  });
});

test("the menu of views opens and closes by the keyboard, saves, and leads to what was saved", async () => {
  const { page, context: own, faults } = await signedIn("cy");
  await page.goto(`${portal.origin}/work?view=open`, { waitUntil: "networkidle" });
  const opener = page.getByRole("link", { name: "Views", exact: true });
  await opener.focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("dialog", { name: "Saved views of this list" });
  await menu.waitFor();
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  expect(await opener.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await page.getByLabel("Name of the view").fill("Mine");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Mine", exact: true }).waitFor();
  await page.goto(`${portal.origin}/work?view=late`, { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "Views", exact: true }).click();
  await menu.getByRole("link", { name: "Mine" }).click();
  await page.waitForURL(/view=open/);
  expect(faults).toEqual([]);
  await own.close();
});

describe("without JavaScript", () => {
  test("the search is a page, a star and a saved view are forms", async () => {
    const { page, context: own } = await signedIn("ada", { javaScriptEnabled: false });
    await page.goto(portal.origin);
    await page.getByRole("link", { name: /Go to or search/ }).click();
    await page.locator("main input[name=q]").fill("harbour");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: /Report of the harbour/ }).click();
    expect(new URL(page.url()).pathname).toMatch(/^\/work\//);
    const path = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Add to favourites" }).click();
    expect(new URL(page.url()).pathname).toBe(path);
    await page.getByRole("button", { name: "Remove from favourites" }).waitFor();
    expect((await loadFavourites(opened.store, company.people.get("001")!)).map((row) => row.path)).toEqual([path]);

    await page.goto(`${portal.origin}/work?view=open&page=1`);
    await page.getByRole("link", { name: "Views", exact: true }).click();
    await page.getByLabel("Name", { exact: true }).fill("Still open");
    await page.getByRole("button", { name: "Save" }).click();
    expect(page.url()).toBe(`${portal.origin}/work?view=open`);
    expect((await loadViews(opened.store, company.people.get("001")!, [])).map((view) => [view.name, view.list, view.query])).toEqual([["Still open", "/work", "view=open"]]);
    await own.close();
  });

  test("a list opens with the view that one chose, and without it when one asks for all", async () => {
    const { page, context: own } = await signedIn("bo", { javaScriptEnabled: false });
    await page.goto(`${portal.origin}/saved/views/new?list=/work&query=view%3Dlate`);
    await page.getByLabel("Name", { exact: true }).fill("Late");
    await page.getByLabel("The list opens with this view for me").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.goto(`${portal.origin}/work`);
    expect(page.url()).toBe(`${portal.origin}/work?view=late`);
    await page.getByRole("link", { name: "All", exact: true }).click();
    expect(page.url()).toBe(`${portal.origin}/work?all`);
    await own.close();
  });
});
