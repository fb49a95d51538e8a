import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { launch, openPage, signIn, type Watched } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const ready = (page: Page, path: string) => page.goto(origin + path, { waitUntil: "networkidle" });

describe("objections of the head of finance to late deliveries", () => {
  let head: Watched;
  let arbiter: Watched;
  let tasks: { path: string; month: string }[] = [];
  let review: { name: string; path: string } | undefined;
  let carried: (typeof tasks)[number] | undefined;
  beforeAll(async () => {
    [head, arbiter] = [await openPage(browser), await openPage(browser)];
    await signIn(head.page, origin, "head");
    await signIn(arbiter.page, origin, "arbiter");
    const found = await disputable(head.page);
    await ready(arbiter.page, "/periods");
    // The oldest month that is not closed: months close in order.
    review = (await arbiter.page.$$eval("tbody tr", (rows) => rows.filter((row) => /In review|Review/.test(row.textContent!)).map((row) => ({ name: row.querySelector("a")!.textContent!.trim(), path: row.querySelector("a")!.getAttribute("href")! })))).at(-1);
    carried = found.find((task) => task.month.toLowerCase() === review?.name.toLowerCase());
    tasks = found.filter((task) => task !== carried);
  });
  afterAll(async () => {
    expect([...head.faults, ...arbiter.faults].filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([]);
    await head.context.close();
    await arbiter.context.close();
  });

  /** Late deliveries of finance that can be objected to, with the month in which they count. */
  async function disputable(page: Page): Promise<typeof tasks> {
    const found: typeof tasks = [];
    for (const number of [1, 2, 3]) {
      await ready(page, `/work?side=provider&outcome=breached&page=${number}`);
      const paths = await page.$$eval("tbody a[data-row-link]", (links) => links.map((link) => link.getAttribute("href")!));
      for (const path of paths) {
        if (found.length >= 12) return found;
        const text = await (await page.context().request.get(origin + path)).text();
        // The first promise in the form that was not kept, and the month in which its card says that it counts.
        const name = /<option[^>]*>([^<]+): Breached<\/option>/.exec(text)?.[1];
        const card = name === undefined ? undefined : text.split("<section").slice(1).find((part) => part.includes(name) && part.includes("/svg>Breached"));
        const month = /Counted in<\/dt><dd[^>]*>([A-Z][a-z]+ \d{4})/.exec(card ?? "")?.[1];
        if (month) found.push({ path, month });
      }
    }
    return found;
  }

  async function object(path: string, reason: string, outcome = "Breached"): Promise<string> {
    const { page } = head;
    await ready(page, path);
    await page.getByText("Object to a verdict").click();
    const choice = page.locator("form:has(input[value=dispute]) select[name=verdict]");
    await choice.selectOption({ label: (await choice.locator("option").allTextContents()).find((label) => label.endsWith(`: ${outcome}`))! });
    await page.locator("form:has(input[value=dispute]) textarea[name=reason]").fill(reason);
    await page.locator("form:has(input[value=dispute]) input[type=file]").setInputFiles({ name: "mail.txt", mimeType: "text/plain", buffer: Buffer.from("Sent on Monday") });
    await page.getByRole("button", { name: "Send to the arbiter" }).click();
    await page.locator("p", { hasText: reason }).first().waitFor();
    return (await page.locator("main a[href^='/work/disputes/']").first().getAttribute("href"))!;
  }

  async function decide(path: string, act: string, text: string, more: (page: Page) => Promise<void> = async () => {}) {
    const { page } = arbiter;
    await ready(page, path);
    const form = page.locator(`details:has(input[name=act][value=${act}])`);
    await form.locator("summary").click();
    await more(page);
    await form.locator("textarea[name=text]").fill(text);
    await form.locator("input[type=file]").setInputFiles({ name: "receipt.png", mimeType: "image/png", buffer: Buffer.from("\u0089PNG\r\n\u001a\n", "latin1") });
    await form.locator("button").click();
    await page.getByRole("heading", { name: "Decision" }).waitFor();
    expect(await page.textContent("main")).toContain(text);
    expect(await page.textContent("main")).toContain("receipt.png");
  }

  test("one is accepted: the item is excused, and the task page says why", async () => {
    const { path } = tasks[0]!;
    const objection = await object(path, "The client's annex came two days late.");
    await ready(arbiter.page, "/work/disputes");
    expect(await arbiter.page.locator(`a[href='${objection}']`).count()).toBe(1);
    await decide(objection, "excuse", "The mail shows it.", async (page) => void (await page.selectOption("details[open] select[name=reason]", "client_input")));
    await ready(head.page, path);
    const text = (await head.page.textContent("main"))!;
    expect(text).toMatch(/Taken out of the count: input of the client was missing – The mail shows it\./);
    expect(text).toContain("mail.txt");
  });

  test("one is refused: the verdict stands, with the reason for both sides", async () => {
    // Whatever was decided can be objected to, also what was kept.
    await ready(head.page, "/work?side=provider&outcome=met");
    const paths = await head.page.$$eval("tbody a[data-row-link]", (links) => links.map((link) => link.getAttribute("href")!));
    let path = "";
    for (const one of paths) if (path === "" && /<option[^>]*>[^<]*: Met<\/option>/.test(await (await head.page.context().request.get(origin + one)).text())) path = one;
    const objection = await object(path, "The term was too short.", "Met");
    await decide(objection, "refuse", "It is the term that both sides signed.");
    await ready(head.page, path);
    const text = (await head.page.textContent("main"))!;
    expect(text).toContain("Refused");
    expect(text).toContain("It is the term that both sides signed.");
    expect(text).not.toMatch(/Taken out of the count/);
  });

  test("one is carried over a closing: the month keeps its verdict, the decision becomes a correction", async () => {
    const { page } = arbiter;
    expect(review, "the demo has a month in review").toBeDefined();
    const mine = carried;
    expect(mine, `finance was late in it: ${JSON.stringify({ review, tasks })}`).toBeDefined();
    const objection = await object(mine!.path, "The system stood still that afternoon.");

    await ready(page, review!.path);
    await page.getByRole("button", { name: /^Ask for closing/ }).click();
    await page.locator("[role=dialog] button[type=submit]").click();
    const hr = await openPage(browser);
    await signIn(hr.page, origin, "hr");
    // The snapshot is prepared first.
    await expect.poll(async () => (await ready(hr.page, review!.path), hr.page.getByRole("button", { name: /^Close / }).count()), { timeout: 60_000, interval: 1_000 }).toBeGreaterThan(0);
    await hr.page.getByRole("button", { name: /^Close / }).first().click();
    await hr.page.locator("[role=dialog] button[type=submit]").click();
    await hr.page.locator("main > header", { hasText: "Closed" }).waitFor({ timeout: 60_000 });
    await hr.context.close();

    await ready(page, objection);
    expect(await page.textContent("main")).toMatch(/is closed: a decision becomes a correction of it/);
    await decide(objection, "excuse", "The outage is on record.", async (at) => void (await at.selectOption("details[open] select[name=reason]", "incident")));
    await ready(page, "/periods/corrections?view=all");
    expect(await page.textContent("main")).toMatch(/Approved|approved/);
    await ready(head.page, mine!.path);
    const text = (await head.page.textContent("main"))!;
    expect(text).toMatch(/is closed\. What was counted there stays/);
    expect(text).toContain("Excused");
  });
});
