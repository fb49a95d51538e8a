import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addUser } from "#app/operations/add-user.server.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { launch, openPage } from "./browser.ts";
import { startPortal, type Portal } from "./portal.ts";

/** Monday 1 June 2026, 08:00 UTC. */
const clock = { now: Date.UTC(2026, 5, 1, 8) };
const PASSWORD = "a long enough password 7";
let opened: TestStore;
let portal: Portal;
let browser: Browser;

beforeAll(async () => {
  opened = await sqliteStore();
  const added = await addUser({ store: opened.store, now: clock.now, actor: { kind: "cli", id: "cli" } }, { email: "you@acme.test", surname: "You", givenName: "Given", personnelNumber: "1", password: PASSWORD, roles: ["admin"], locale: "en" });
  expect(added.ok).toBe(true);
  portal = await startPortal(opened.store, clock);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
  await opened.dispose();
});

test("an admin of an empty portal is led from the organisation to the first drafts", async () => {
  const { page, faults } = await openPage(browser);
  const press = async (name: string) => {
    await page.getByRole("main").getByRole("button", { name, exact: true }).click();
  };
  const onSteps = () => page.waitForURL(`${portal.origin}/start`);
  await page.goto(`${portal.origin}/sign-in`);
  await page.fill('input[name="email"]', "you@acme.test");
  await page.fill('input[name="password"]', PASSWORD);
  await page.click('button[type="submit"]:visible');
  await onSteps();
  expect(await page.textContent("main h1")).toBe("Getting started");

  await page.getByRole("main").getByRole("link", { name: "Organisation" }).first().click();
  await page.getByLabel("Name in English").fill("Acme");
  await press("Found the organisation");
  await page.getByText("Choose a country.").waitFor();
  expect(await page.getByLabel("Name in English").inputValue()).toBe("Acme");
  await page.getByLabel("Country").selectOption({ label: "Germany" });
  await page.getByLabel("Currency of bonuses").fill("eur");
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await press("Found the organisation");
  await onSteps();

  await page.getByRole("link", { name: "Working calendar" }).first().click();
  await page.locator('input[name="nameEn"]').fill("Office");
  await page.locator('input[name="code"]').fill("OFFICE");
  await press("Show the days");
  await page.getByText("New Year").first().waitFor();
  const take = page.getByRole("main").getByRole("button", { name: /^Take/ });
  if ((await take.count()) > 0) await take.first().click();
  await press("See what changes");
  await page.getByRole("main").getByRole("button", { name: /^Save/ }).first().click();
  await page.waitForURL(/\/calendars\//);

  await page.goto(`${portal.origin}/start`);
  await page.getByRole("main").getByRole("link", { name: "Departments" }).first().click();
  for (const name of ["Finance (FIN)", "Sales (SALES)", "IT (IT)"]) await page.getByLabel(name).check();
  await page.getByLabel(/Others, one a line/).fill("QA; Quality");
  await press("Add departments");
  await onSteps();

  const sample = await page.request.get(`${portal.origin}/start/samples/people.csv`);
  const people = `${(await sample.text()).trimEnd()}\r\n1004,Day,Dora,dora@example.org,FIN,Clerk,1,2026-06-01\r\n`;
  await page.getByRole("main").getByRole("link", { name: "People", exact: true }).first().click();
  await page.setInputFiles('input[type="file"]', { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(people) });
  await page.getByRole("main").locator("form:has(input[type=file]) button").first().click();
  await page.getByText("Dora").first().waitFor();
  await page.getByRole("main").locator('form:has(input[name="token"]) button').click();
  await page.waitForURL(/\/people/);

  await page.goto(`${portal.origin}/start/promises`);
  await page.getByLabel("Who delivers").selectOption({ label: "Finance" });
  await page.locator("summary", { hasText: "Payroll" }).click();
  const products = page.locator("details[open] input[type=checkbox]");
  for (let index = 0; index < (await products.count()); index += 1) await products.nth(index).check();
  await page.locator('input[name^="client:"]').nth(1).check();
  await page.locator('input[name^="client:"]').nth(2).check();
  await press("Prepare the drafts");
  await onSteps();
  const rows = await opened.store.q.select().from(opened.store.t.agreement);
  expect(rows).toHaveLength(2);

  await page.goto(portal.origin);
  await page.getByRole("main").getByRole("heading", { name: "Getting started" }).waitFor();
  expect(faults.filter((fault) => !fault.includes("422"))).toEqual([]);
});
