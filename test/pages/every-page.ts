import { addWhatIsMissing } from "#test/portal/things.ts";
import { inTurns, openPortal, type Who } from "#test/support/open-portal.ts";
import type { Page } from "playwright-core";
import type { Locale } from "#app/domain/names.ts";
import { beforeAll, expect, inject, test } from "vitest";
import { axe, launchFor, pageOf, PHONE, standsOut, textsOf, wear, WIDE } from "./look.ts";
import { strangeWords, wordsOfCompany } from "./strange-words.ts";
import { visitsOf, type Visit } from "./visits.ts";

/** Faults by what they are. */
interface Seen {
  readonly pages: number;
  readonly answers: string[];
  readonly console: string[];
  readonly light: string[];
  readonly dark: string[];
  readonly phone: string[];
  readonly words: string[];
}

/** Pages looked at together: the browser draws one while the portal makes another. */
const AT_ONCE = 3;

/** Every page in one language: both themes at a desk, and on a phone. */
export function everyPageIn(locale: Locale): void {
  let seen: Seen;

  beforeAll(async () => {
    const portal = await openPortal(inject("demoDir"));
    const browser = await launchFor(portal);
    try {
      await addWhatIsMissing(portal);
      portal.db.prepare("update person set locale = ?").run(locale);
      const visits = await visitsOf(portal);
      const only = process.env.ONLY_PAGES;
      const chosen = only ? visits.filter(({ name }) => new RegExp(only).test(name)) : visits;
      seen = { pages: chosen.length, answers: [], console: [], light: [], dark: [], phone: [], words: [] };
      const company = wordsOfCompany(portal.db);
      // Whoever has looked at one page has the scripts of the next one.
      const free: { readonly who: Who | null; readonly page: Page }[] = [];
      const take = async (who: Who | null): Promise<Page> => {
        const at = free.findIndex((one) => one.who === who);
        return at < 0 ? pageOf(browser, portal, who, locale, seen.console) : free.splice(at, 1)[0]!.page;
      };
      const look = async ({ who, path, name, status }: Visit) => {
        const here = `${name} as ${who ?? "nobody"} (${path})`;
        const page = await take(who);
        const answer = await page.goto(path, { waitUntil: "load" });
        if (answer?.status() !== status) seen.answers.push(`${here}: ${answer?.status()}`);
        await page.waitForLoadState("networkidle");
        const note = (list: string[], found: readonly string[]) => list.push(...found.map((fault) => `${here}: ${fault}`));
        note(seen.light, await axe(page, "all"));
        await wear(page, "dark");
        note(seen.dark, await axe(page, "colours"));
        await page.setViewportSize(PHONE);
        note(seen.phone, await standsOut(page));
        note(seen.words, strangeWords(locale, await textsOf(page), company));
        await page.setViewportSize(WIDE);
        free.push({ who, page });
      };
      await inTurns(chosen, AT_ONCE, look);
    } finally {
      await browser.close();
      await portal.close();
    }
  }, 900_000);

  test("answers, and nothing goes wrong in the browser", () => {
    console.info(`${locale}: ${seen.pages} pages`);
    if (!process.env.ONLY_PAGES) expect(seen.pages).toBeGreaterThan(120);
    expect(seen.answers).toEqual([]);
    expect(seen.console).toEqual([]);
  });
  test("axe finds nothing in the light theme", () => expect(seen.light).toEqual([]));
  test("axe finds nothing in the dark theme", () => expect(seen.dark).toEqual([]));
  test("nothing stands out of a window of 390 px or is cut off in it", () => expect(seen.phone).toEqual([]));
  test("says nothing in the other language, and no name of a text instead of the text", () => expect(seen.words).toEqual([]));
}

