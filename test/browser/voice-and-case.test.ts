import { readFileSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { hashToken, makeLinkToken } from "#app/operations/survey-link.server.ts";
import { parseKeyRing } from "#db/key-ring.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { launch, openPage, signIn, type Watched } from "./browser.ts";

const origin = inject("origin");
const dataDir = inject("dataDir");
let browser: Browser;
let head: Watched;
let client: Watched;

beforeAll(async () => {
  browser = await launch();
  [head, client] = await Promise.all([openPage(browser), openPage(browser, { viewport: { width: 390, height: 844 } })]);
  await Promise.all([signIn(head.page, origin, "head"), signIn(client.page, origin, "client")]);
});
afterAll(async () => {
  // A refused form is an answer of 422: asked for, and no fault.
  expect([...head.faults, ...client.faults].filter((fault) => !fault.includes("422"))).toEqual([]);
  await browser.close();
});

/** Waits until the page says it. */
const sees = (page: Page, text: string) => page.getByText(text).first().waitFor();

/** Presses a button and waits for the page that follows. */
const press = async (page: Page, name: string) => {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState("networkidle");
};

test("a client asks on a phone, the provider replies, the client closes", async () => {
  await client.page.goto(`${origin}/ratings/voice/new?kind=question`);
  await client.page.getByLabel("To", { exact: true }).selectOption({ label: "Finance" });
  await client.page.getByLabel("Subject").fill("Where is the March act?");
  await client.page.getByLabel("What do you want to say?").fill("We can't find it in the folder.");
  await press(client.page, "Send");
  await client.page.waitForURL(/\/ratings\/voice\/[0-9a-f]+$/);
  const url = client.page.url();
  expect(await client.page.getByRole("heading", { level: 1 }).textContent()).toBe("Where is the March act?");

  await head.page.goto(`${origin}/ratings/voice`);
  await head.page.getByRole("link", { name: "Where is the March act?" }).click();
  await head.page.getByLabel("Your reply").fill("In the folder of the quarter; the link is in your task.");
  await press(head.page, "Reply");
  await sees(head.page, "in time");

  await client.page.goto(url);
  await sees(client.page, "the link is in your task");
  await press(client.page, "Close: it is settled");
  await sees(client.page, "closed it");
});

/** Asks the head of sales about a delivery of finance that nobody asked them about, and makes the link as the mail would carry it. */
function linkForClient(): string {
  const keys = JSON.parse(readFileSync(join(dataDir, "keys.json"), "utf8")) as Record<string, string>;
  const [id, expiresAt] = ["invitation-of-the-browser-test", Date.now() + 86_400_000];
  const token = makeLinkToken(parseKeyRing("APP_SECRET", keys.APP_SECRET!) as KeyRing, id, expiresAt);
  const db = new BetterSqlite3(join(dataDir, "concord.sqlite"));
  const like = db.prepare("select i.* from invitation i join period p on p.month = i.period where i.state = 'open' and i.survey = 'transactional' and p.state = 'open' limit 1").get() as Record<string, unknown>;
  const about = db
    .prepare(
      `select t.id task_id, t.provider_id, t.client_id, t.agreement_id, a.person_id from task t join department p on p.id = t.provider_id join department c on c.id = t.client_id, account a
       where p.code = 'FIN' and c.code = 'SALES' and a.email = 'client@meridian.example' and t.delivered_at is not null and not exists (select 1 from invitation i where i.task_id = t.id) order by t.delivered_at desc limit 1`,
    )
    .get() as Record<string, unknown>;
  const row = { ...like, ...about, id, token_hash: hashToken(token), expires_at: expiresAt };
  db.prepare(`insert into invitation (${Object.keys(row).join(", ")}) values (${Object.keys(row).map(() => "?").join(", ")})`).run(...Object.values(row));
  db.close();
  return `${origin}/rate/${token}?score=1`;
}

test("a bad rating becomes a case, which finance works on and the client confirms; reopened it comes back", async () => {
  await client.page.goto(linkForClient());
  await client.page.locator('textarea[name="comment"]').fill("The figures were of last year.");
  await client.page.locator('button[type="submit"]:visible').last().click();
  await client.page.waitForLoadState("networkidle");

  await head.page.goto(`${origin}/improvement?q=figures+were+of+last+year`);
  await head.page.getByRole("link", { name: "The figures were of last year." }).click();
  await head.page.waitForURL(/\/improvement\/\w+$/);
  const url = head.page.url();
  await head.page.getByLabel("Cause", { exact: true }).fill("The template had a fixed date.");
  await head.page.getByLabel("Filed under").selectOption({ label: "Tool or system" });
  await press(head.page, "Hand over to the client's check");
  await sees(head.page, "This is needed before the client can check.");
  expect(await head.page.getByLabel("Cause", { exact: true }).inputValue()).toBe("The template had a fixed date.");
  await head.page.getByLabel("Action", { exact: true }).fill("The date is read from the period.");
  await head.page.getByLabel("Owner").selectOption({ index: 1 });
  await head.page.getByLabel("Due", { exact: true }).fill("2030-01-15");
  await press(head.page, "Start work");
  await sees(head.page, "started work");

  // From the board, by the keyboard alone.
  await head.page.goto(`${origin}/improvement/board`);
  const move = head.page.getByRole("button", { name: "Hand over to the client's check: The figures were of last year." });
  await move.focus();
  await Promise.all([head.page.waitForResponse((answer) => answer.request().method() === "POST"), head.page.keyboard.press("Enter")]);
  await head.page.waitForLoadState("networkidle");
  await head.page.getByRole("region", { name: /To check/ }).getByText("The figures were of last year.").waitFor();

  await client.page.goto(url);
  await press(client.page, "Reopen: it did not");
  await sees(client.page, "Say why");
  await client.page.getByLabel("What is still the same?").fill("The second sheet still has the old date.");
  await press(client.page, "Reopen: it did not");
  await sees(client.page, "opened it again");

  await head.page.goto(url);
  await sees(head.page, "The second sheet still has the old date.");
  await press(head.page, "Hand over to the client's check");
  await client.page.goto(url);
  await press(client.page, "Confirm: it got better");
  await sees(client.page, "confirmed that it got better");
});
