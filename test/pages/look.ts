import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import type { Locale } from "#app/domain/names.ts";
import { launch } from "#test/browser/browser.ts";
import type { OpenPortal, Who } from "#test/support/open-portal.ts";

/** Rules of WCAG 2.2 A and AA, and what is good practice besides. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What a theme can change. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"];
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A browser that finds the portal at the address it takes itself to be at, whatever its port is. */
export const launchFor = (portal: OpenPortal): Promise<Browser> => launch([`--host-resolver-rules=MAP ${portal.host} 127.0.0.1:${portal.port}`]);

/** A page of somebody, in a language. */
export async function pageOf(browser: Browser, portal: OpenPortal, who: Who | null, locale: Locale, faults: string[]): Promise<Page> {
  const origin = portal.env.origin;
  const context = await browser.newContext({ baseURL: origin, viewport: WIDE, locale: locale === "ru" ? "ru-RU" : "en-GB", reducedMotion: "reduce", colorScheme: "light", bypassCSP: true });
  await context.addInitScript({ path: AXE });
  const [name, value] = who === null ? [] : portal.cookie(who).split("=");
  if (name && value) await context.addCookies([{ name, value, url: origin }]);
  await context.addCookies([{ name: "lang", value: locale, url: origin }]);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (403|404|410)/.test(message.text())) faults.push(`${page.url()}: console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: script: ${error.message}`));
  return page;
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: readonly unknown[]; readonly html: string }[] }[];
}

/** What axe finds: rule, element; only the rules that colours decide where `what` says so. */
export async function axe(page: Page, what: "all" | "colours"): Promise<string[]> {
  const runOnly = what === "all" ? { type: "tag", values: TAGS } : { type: "rule", values: OF_COLOUR };
  const results = (await page.evaluate((options) => (window as unknown as { axe: { run(node: Document, options: object): Promise<unknown> } }).axe.run(document, options), { runOnly, resultTypes: ["violations"] })) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, html }) => `${id}: ${target.join(" ")} ${html.slice(0, 160)}`));
}

/** The theme as the person's choice sets it, at once: halfway between two themes nothing has enough contrast. */
export const wear = (page: Page, theme: "light" | "dark"): Promise<void> => page.evaluate((chosen) => {
    const still = document.createElement("style");
    still.textContent = "*, ::before, ::after { transition: none !important; animation: none !important }";
    document.head.append(still);
    document.documentElement.className = chosen;
  }, theme);

/** Elements with text that stand out of the window although nothing around them scrolls, or are cut off without a sign. */
export function standsOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const told = (element: Element): string => `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> ${(element.textContent ?? "").trim().slice(0, 60)}`;
    const scrolls = (element: Element | null): boolean => {
      for (let at = element; at && at !== document.body; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        if (overflowX !== "visible" && overflowX !== "clip") return true;
      }
      return false;
    };
    const found: string[] = [];
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    for (const element of document.querySelectorAll("body *")) {
      const holdsText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "");
      if (!holdsText || !(element as HTMLElement).checkVisibility?.()) continue;
      const box = element.getBoundingClientRect();
      if (box.width > 1 && (box.right > width + 1 || box.left < -1) && !scrolls(element)) found.push(`out of the window: ${told(element)}`);
      const style = getComputedStyle(element);
      // Words for screen readers alone are clipped to nothing.
      const isSeen = style.clipPath === "none" && style.clip === "auto";
      const isCut = isSeen && style.overflowX === "hidden" && style.textOverflow !== "ellipsis" && box.width > 1 && element.scrollWidth > element.clientWidth + 1;
      if (isCut) found.push(`cut off: ${told(element)}`);
    }
    return found;
  });
}

/** Texts of the page as people read them, with what screen readers say of things. */
export function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.closest("script, noscript, style, template, [lang]:not(html), [translate=no], code, pre, textarea")) continue;
      texts.push(node.textContent ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) if (!element.closest("[lang]:not(html), [translate=no]")) texts.push(element.getAttribute(name) ?? "");
    }
    return [...new Set(texts.map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => text !== ""))];
  });
}
