import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import { launch, openPage, signIn } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("a refused step keeps its dialog open with what was typed; an accepted one closes it", async () => {
  const { page, context } = await openPage(browser);
  await signIn(page, origin, "director");
  await page.goto(`${origin}/pay/runs`);
  await page.locator("tbody tr", { hasText: "Waiting for approval" }).locator("a").first().click();
  await page.getByRole("button", { name: "Send back" }).click();
  const dialog = page.getByRole("dialog");
  const reason = dialog.getByRole("textbox");
  await reason.fill("   ");
  await dialog.getByRole("button", { name: "Send back" }).click();
  await dialog.getByText("Say why.").waitFor();
  expect(await reason.inputValue()).toBe("   ");
  expect(await reason.getAttribute("aria-invalid")).toBe("true");
  // The focus moves there after the refusal is drawn.
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true" && document.activeElement.getAttribute("name") === "reason");

  await reason.fill("The target of one person is missing.");
  await dialog.getByRole("button", { name: "Send back" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Send back" }).waitFor({ state: "detached" });
  await context.close();
});
