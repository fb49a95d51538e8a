import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";

const PATHS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** `more` = switches of Chromium besides those that keep it quiet. */
export function launch(more: readonly string[] = []): Promise<Browser> {
  const executablePath = PATHS.find((path): path is string => Boolean(path) && existsSync(path!));
  if (!executablePath) throw new Error("no Chromium on this machine");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...more],
  });
}

export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the console, of scripts, and answers of 500 and above. */
  readonly faults: string[];
}

/** A page that writes down everything that goes wrong in it. */
export async function openPage(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} at ${page.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message} at ${page.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return { page, context, faults };
}

export async function signIn(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.fill('input[name="email"]', `${name}@meridian.example`);
  await page.fill('input[name="password"]', "concord-demo");
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/sign-in")), page.click('button[type="submit"]:visible')]);
}
