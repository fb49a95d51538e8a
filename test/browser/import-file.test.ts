import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { hasSharedData, sharedData } from "#test/support/shared-data.ts";
import { launch, openPage, signIn } from "./browser.ts";

const origin = inject("origin");
const dataDir = inject("dataDir");
const folder = mkdtempSync(join(tmpdir(), "concord-files-"));
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The web process of these tests has no job process beside it: its work is done here, by the command an operator uses. */
async function jobProcess(): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, NODE_ENV: "production" };
  delete env.DATABASE_URL;
  delete env.APP_ORIGIN;
  delete env.VITEST;
  await promisify(execFile)(process.execPath, ["--import", "tsx", "jobs/cli.ts", "jobs", "run", "import"], { env });
}

async function upload(page: Page, path: string): Promise<void> {
  await page.goto(`${origin}/work`);
  await page.goto(`${origin}/work/import`);
  await page.getByLabel("File").setInputFiles(path);
  await page.getByRole("button", { name: "Upload and look at it" }).click();
  await page.waitForURL(/\/mapping$/);
}

const stat = (page: Page, name: string) => page.locator("div", { has: page.getByText(name, { exact: true }) }).last().locator("xpath=..").innerText();

test.skipIf(!hasSharedData)("a stranger's file of tickets comes in by clicks alone", async () => {
  const { page, faults } = await openPage(browser);
  await signIn(page, origin, "admin");
  await upload(page, sharedData("support-desk/input_02.csv"));
  // The packed column is cut, the log is seen as one, and its departments wait to be said.
  await page.getByText("“Ticket” is cut at “ / ” into Ticket 1, Ticket 2, Ticket 3.").waitFor();
  expect(await page.getByRole("radio", { name: /One event/ }).isChecked()).toBe(true);
  await page.getByLabel("Product", { exact: true }).selectOption({ label: "Incident" });
  await page.getByLabel("Source", { exact: true }).fill("tickets-by-click");
  // Choosing a column shows what stands in it.
  await page.getByLabel("Client", { exact: true }).selectOption({ label: "Ticket 2" });
  await page.getByLabel("Wimbledon Store: Means").selectOption({ label: "Customer service" });
  await page.getByLabel("Logged: Means").selectOption({ label: "requested" });
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await page.waitForURL(/\/work\/import\/[0-9a-f]{32}$/);
  await page.getByText("The file is being checked").waitFor();
  await jobProcess();
  // The page looks again by itself.
  await page.getByRole("button", { name: /^Import [\d,]+ rows$/ }).click();
  await page.getByText("Waiting for the job process").waitFor();
  await jobProcess();
  await page.getByText("Values nobody knows").waitFor();
  expect(await stat(page, "Rows")).toMatch(/^Rows\s+[\d,]+$/);
  // A value is taught; its rows come in.
  const before = await page.getByRole("listitem").filter({ hasText: "York Store" }).count();
  expect(before).toBe(1);
  const row = page.getByRole("listitem").filter({ hasText: "York Store" });
  await row.getByRole("combobox").selectOption({ label: "Customer service" });
  await row.getByRole("button", { name: "Teach" }).click();
  await page.getByText("Rows that were put aside are tried again.").waitFor();
  await jobProcess();
  await page.getByText("Brought in later", { exact: true }).waitFor();
  expect(await page.getByRole("listitem").filter({ hasText: "York Store" }).count()).toBe(0);
  expect(faults).toEqual([]);
}, 120_000);

test("a wrong date is corrected in its place, and a file without what is needed is told what is missing", async () => {
  const { page, faults } = await openPage(browser);
  await signIn(page, origin, "admin");
  const path = join(folder, "requests.csv");
  writeFileSync(path, "Number,Product,Client,Created,Resolved\nQ-1,IT-INC,SALES,2026-06-15 10:00,2026-06-15 12:00\nQ-2,IT-INC,SALES,2026-06-31 10:00,\n");
  await upload(page, path);
  await page.getByLabel("Client", { exact: true }).selectOption("");
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await page.getByRole("alert").filter({ hasText: "Say for whom it was" }).first().waitFor();
  await page.getByLabel("Client", { exact: true }).selectOption({ label: "Client" });
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await page.waitForURL(/\/work\/import\/[0-9a-f]{32}$/);
  await jobProcess();
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await page.getByText("Waiting for the job process").waitFor();
  await jobProcess();
  await page.getByLabel("Line 3, Created").fill("2026-06-30 25:00");
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("The row is still refused").waitFor();
  expect(await page.getByLabel("Line 3, Created").inputValue()).toBe("2026-06-30 25:00");
  await page.getByLabel("Line 3, Created").fill("2026-06-30 10:00");
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("1 row came in.").waitFor();
  await page.getByText("Every row was used.").waitFor();
  expect(faults.filter((fault) => !/422/.test(fault))).toEqual([]);
}, 120_000);
