import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Browser, Locator, Page } from "playwright-core";
import { launch, openPage, signIn, type Watched } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const pdf = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n% a result\n") });
/** Opens the panel of an act on the task page. */
async function panel(page: Page, act: string): Promise<Locator> {
  const form = page.locator(`details:has(form input[name=act][value=${act}])`);
  await form.locator("summary").first().click();
  return form;
}
const send = async (page: Page, form: Locator) => {
  await Promise.all([page.waitForResponse((answer) => answer.request().method() === "POST"), form.locator("form > div:last-child button").click()]);
  await page.waitForLoadState("networkidle");
};
/** The card of one promise on the task page. */
const verdict = async (page: Page, name: string) => (await page.locator("section", { has: page.locator("header h2", { hasText: name }) }).allTextContents()).join("\n");
/** The chip beside the title says so. */
const inState = (page: Page, word: string) => page.locator("main > header", { hasText: word }).waitFor();
const says = (page: Page, text: RegExp) => page.getByText(text).first().waitFor();
const ready = (page: Page, path: string) => page.goto(origin + path, { waitUntil: "networkidle" });

describe("a request from the first word to the last", () => {
  let client: Watched;
  let provider: Watched;
  let path = "";
  beforeAll(async () => {
    [client, provider] = [await openPage(browser), await openPage(browser)];
    await signIn(client.page, origin, "client");
    await signIn(provider.page, origin, "head");
  });
  afterAll(async () => {
    expect([...client.faults, ...provider.faults].filter((fault) => !/status of 422/.test(fault))).toEqual([]);
    await client.context.close();
    await provider.context.close();
  });

  test("two fields, with the promise and the due date shown before sending", async () => {
    const { page } = client;
    await page.goto(`${origin}/work/new`);
    await page.selectOption("#product", { label: "Invoice to a customer" });
    await page.getByText(/If you send it now: due/).waitFor();
    await page.fill("#title", "Invoice for the spring fair");
    await page.getByRole("button", { name: "Send the request" }).click();
    await page.waitForURL((url) => /^\/work\/[0-9a-f]{20,}$/.test(url.pathname));
    path = new URL(page.url()).pathname;
    await inState(page, "Requested");
    expect(await page.textContent("main")).toMatch(/Promise: 1 working day/);
  });

  test("input asked for: the clock stands by the terms, and the client is told", async () => {
    const { page } = provider;
    await ready(page, path);
    await page.getByRole("button", { name: "Take it" }).click();
    await inState(page, "In progress");
    const form = await panel(page, "ask_input");
    expect(await form.textContent()).toMatch(/stop the clock while you wait/);
    await form.locator("textarea[name=note]").fill("The receipts are missing.");
    await send(page, form);
    await inState(page, "Paused");
    const text = (await page.textContent("main"))!;
    expect(text).toContain("The receipts are missing.");
    expect(text).toMatch(/This reason stands in the terms, so the due time moves/);
    await client.page.goto(`${origin}/inbox`);
    expect(await client.page.textContent("main")).toMatch(/asks for input/);
  });

  test("the client gives it, with a file; the pause ends", async () => {
    const { page } = client;
    await ready(page, path);
    const form = await panel(page, "give_input");
    await form.locator("textarea[name=note]").fill("Here are all of them.");
    await form.locator("input[type=file]").setInputFiles(pdf("receipts.pdf"));
    await send(page, form);
    await inState(page, "In progress");
    expect(await page.textContent("main")).toContain("receipts.pdf");
  });

  test("a pause that the terms do not know stops nothing, and says so", async () => {
    const { page } = provider;
    await ready(page, path);
    const form = await panel(page, "pause");
    await form.locator("select[name=reason]").selectOption("other");
    await send(page, form);
    await inState(page, "Paused");
    await says(page, /This reason does not stand in the terms, so the clock goes on/);
    await page.getByRole("button", { name: "Resume" }).click();
    await inState(page, "In progress");
  });

  test("delivered with a file; a wrong one is refused at its field and what was typed stays", async () => {
    const { page } = provider;
    await ready(page, path);
    const form = await panel(page, "deliver");
    await form.locator("textarea[name=files]").fill("copy on paper.pdf");
    await form.locator("input[type=file]").setInputFiles({ name: "result.pdf", mimeType: "application/pdf", buffer: Buffer.from("<html>") });
    await send(page, form);
    await page.getByText(/does not contain what .pdf says/).waitFor();
    expect(await form.locator("textarea[name=files]").inputValue()).toBe("copy on paper.pdf");
    await form.locator("input[type=file]").setInputFiles(pdf("result.pdf"));
    await send(page, form);
    await inState(page, "Delivered");
    expect(await page.textContent("main")).toMatch(/early|before the promise/i);
  });

  test("the client saves the file, and returns the work with the criterion", async () => {
    const { page } = client;
    await ready(page, path);
    const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "result.pdf" }).click()]);
    expect(saved.suggestedFilename()).toBe("result.pdf");
    const form = await panel(page, "return");
    await form.locator("select[name=criterion]").selectOption("completeness");
    await form.locator("textarea[name=reason]").fill("Page two is missing.");
    await send(page, form);
    await inState(page, "Returned");
  });

  test("delivered again and accepted: the first delivery keeps its verdict, the rework has one of its own", async () => {
    await ready(provider.page, path);
    const form = await panel(provider.page, "deliver");
    await send(provider.page, form);
    await inState(provider.page, "Delivered");
    const { page } = client;
    await ready(page, path);
    await page.getByRole("button", { name: "Accept", exact: true }).click();
    await inState(page, "Accepted");
    const text = (await page.textContent("main"))!;
    expect(text).toMatch(/rework 1/);
    expect(text).toMatch(/Returned .*: rework 1 starts/);
    expect(await verdict(page, "within 1 working day")).toMatch(/Met[\s\S]*Promise: 1 working day/);
    expect(await verdict(page, "right the first time")).toMatch(/Breached[\s\S]*Returned/);
    expect(await verdict(page, "as PDF")).toMatch(/Met[\s\S]*promised form/);
    const events = (await page.locator("table").last().textContent())!;
    for (const word of ["Requested", "Paused", "Resumed", "Delivered", "Returned", "Accepted"]) expect(events).toContain(word);
  });
});

test("a request by phone waits for the client's yes, on a phone and without scripts", async () => {
  const options = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false } as const;
  const provider = await openPage(browser, options);
  await signIn(provider.page, origin, "head");
  await provider.page.goto(`${origin}/work/log?side=provider`);
  const choose = async (name: string, label: string) => {
    await provider.page.selectOption(`select[name=${name}]`, { label });
  };
  await choose("product", "Expense claim");
  await choose("client", "Sales");
  await provider.page.getByRole("button", { name: "Go on" }).click();
  const person = await provider.page.$$eval("select[name=person] option", (options) => options.map((option) => (option as HTMLOptionElement).value).find((value) => value !== ""));
  await provider.page.selectOption("select[name=person]", person!);
  await provider.page.fill("#title", "Budget by phone");
  await provider.page.getByRole("button", { name: "Write it down" }).click();
  const path = new URL(provider.page.url()).pathname;
  expect(await provider.page.textContent("main")).toMatch(/counts once Sales confirms it/);
  expect(await provider.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth").catch(() => 0)).toBe(0);

  const client = await openPage(browser, options);
  await signIn(client.page, origin, "client");
  await client.page.goto(origin);
  expect(await client.page.textContent("main")).toMatch(/wait[s]? for your yes/);
  await client.page.goto(origin + path);
  await client.page.getByRole("button", { name: "Yes, that is right" }).click();
  expect(await client.page.textContent("main")).toMatch(/confirmed by/);
  expect(await client.page.textContent("main")).toMatch(/Promise: 7 working days/);
  await client.context.close();
  await provider.context.close();
});

test("many at once: asked first, then done, then what was left and why", async () => {
  const client = await openPage(browser);
  await signIn(client.page, origin, "client");
  const mark = `Bulk${Date.now()}`;
  for (const title of [`${mark} one`, `${mark} two`]) {
    await client.page.goto(`${origin}/work/new`);
    await client.page.selectOption("#product", { label: "Expense claim" });
    await client.page.fill("#title", title);
    await client.page.getByRole("button", { name: "Send the request" }).click();
    await client.page.waitForURL((url) => /^\/work\/[0-9a-f]{20,}$/.test(url.pathname));
  }
  const { page, context, faults } = await openPage(browser);
  await signIn(page, origin, "head");
  await page.goto(`${origin}/work?q=${mark}&state=requested`);
  expect(await page.locator("tbody tr").count()).toBe(2);
  for (const box of await page.locator("tbody input[type=checkbox]").all()) await box.check();
  await page.selectOption("form#bulk select[name=act]", "deliver");
  await page.locator("form#bulk button").click();
  await page.getByRole("heading", { name: "Deliver 2 tasks" }).waitFor();
  await page.getByRole("button", { name: "Deliver 2 tasks" }).click();
  await page.getByText("Done for 2 tasks.").waitFor();
  await ready(page, `/work?layout=board&q=${mark}`);
  expect(await page.locator("section:has-text('Delivered') a[href^='/work/']").allTextContents()).toHaveLength(2);
  // The page listens to keys once its scripts have come.
  await expect.poll(async () => (await page.keyboard.press("j"), page.evaluate(() => document.activeElement?.getAttribute("href") ?? "")), { timeout: 10_000 }).toMatch(/^\/work\/[0-9a-f]{20}/);
  expect(faults).toEqual([]);
  await client.context.close();
  await context.close();
});

test("a request that no agreement covers: the third asks for a promise, which is one press away", async () => {
  const client = await openPage(browser);
  await signIn(client.page, origin, "deputy");
  let path = "";
  for (let n = 0; n < 3; n += 1) {
    await ready(client.page, "/work/new");
    await client.page.selectOption("#product", { label: "Budget check" });
    await client.page.getByText(/No agreement covers this product/).waitFor();
    await client.page.getByRole("button", { name: "Send the request" }).click();
    await client.page.waitForURL((url) => /^\/work\/[0-9a-f]{20,}$/.test(url.pathname));
    path = new URL(client.page.url()).pathname;
  }
  const { page, context, faults } = await openPage(browser);
  await signIn(page, origin, "head");
  await ready(page, "/inbox");
  expect(await page.textContent("main")).toMatch(/the third request this quarter that no agreement covers/);
  await ready(page, path);
  expect(await page.textContent("main")).toMatch(/It is request no\. \d+ of this kind/);
  expect(await page.getByRole("button", { name: "Take it" }).count()).toBe(0);
  await page.getByRole("button", { name: "Accept once" }).click();
  await page.getByText("Accepted once, beyond the agreement: rated, never scored.").waitFor();
  await page.getByRole("button", { name: "Propose terms" }).click();
  await page.waitForURL("**/agreements/**");
  await page.waitForLoadState("networkidle");
  expect(await page.textContent("main")).toMatch(/Budget check/);
  // The company is shared: an open draft of this side would stand in the way of another test's answer.
  await page.goto(page.url().replace(/(\/versions\/\d+).*/, "$1"), { waitUntil: "networkidle" });
  await page.locator("main").getByRole("button", { name: "Discard the draft" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the draft" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(faults).toEqual([]);
  await client.context.close();
  await context.close();
});
