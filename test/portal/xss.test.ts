import { chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { inTurns, openPortal, WHO, type OpenPortal, type Who } from "#test/support/open-portal.ts";
import { addresses, letThrough, routesOf } from "./doors.ts";
import { addedTo, foreignMarkup, sendEveryKind } from "./every-mail.ts";
import { plantTexts } from "./plant-texts.ts";
import { addWhatIsMissing, newestFinding, STANDINGS } from "./things.ts";
import { HEADER_BREAKS, XSS_PAYLOADS } from "./xss-payloads.ts";

/** Pages that the browser opens; `XSS=all` has it open every page as everybody. */
const OPENED = process.env.XSS === "all" ? Infinity : 25;
const executablePath = process.env.CHROMIUM;
/** Mails of each kind. */
const MAILS = process.env.XSS === "all" ? 400 : 8;

describe(`S-01: ${XSS_PAYLOADS.length} hostile texts in every text column`, () => {
  let portal: OpenPortal;
  let pages: { readonly who: Who; readonly path: string; readonly name: string }[];

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"));
    await addWhatIsMissing(portal);
    const finding = await newestFinding(portal);
    expect(plantTexts(portal, XSS_PAYLOADS)).toBeGreaterThan(35);
    const addressOf = addresses(portal, finding);
    const found = routesOf(portal).flatMap(({ name, isPage, doors, ...route }) => {
      const rule = doors?.get;
      if (!isPage || typeof rule !== "object") return [];
      const readers = WHO.flatMap((who) => STANDINGS.filter((standing) => letThrough(rule, standing).includes(who)).map((standing) => ({ who, name, path: addressOf({ name, isPage, doors, ...route }, who, standing) })));
      const all = readers.filter((one): one is { who: Who; name: string; path: string } => one.path !== null);
      // The short run opens it as one who sees most of it.
      return process.env.XSS === "all" ? all : [all.find(({ who }) => who === "auditor") ?? all[0]].filter((one) => one !== undefined);
    });
    pages = found;
  });
  afterAll(() => portal.close());

  test("no page has one of them as markup, in either language", async () => {
    const markup = XSS_PAYLOADS.filter((payload) => /[<"]/.test(payload));
    let seen = 0;
    const faults = await inTurns(pages, 3, async ({ who, path }) => {
      const { text, status } = await portal.ask(path, { as: who, headers: { "accept-language": "ru" } });
      if (status === 302) return [];
      if (status !== 200) return [`${path} as ${who}: ${status}`];
      if (/xss\.invalid|alert\(7\)/.test(text)) seen += 1;
      return markup.filter((payload) => text.includes(payload)).map((payload) => `${path} as ${who}: ${payload}`);
    });
    console.info(`${pages.length} pages, ${seen} of them with a hostile text`);
    expect(faults.flat()).toEqual([]);
    expect(seen).toBeGreaterThan(pages.length / 2);
  });

  test.runIf(executablePath)("in Chromium none of them runs, asks another host for anything, or meets the content policy", async () => {
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    const faults: string[] = [];
    const open = async (who: Who): Promise<Page> => {
      const context = await browser.newContext({ baseURL: `http://127.0.0.1:${portal.port}`, viewport: { width: 1280, height: 900 } });
      // The portal takes itself for another port of this machine.
      await context.route("**/*", async (route) => {
        const url = new URL(route.request().url());
        if (url.hostname !== "127.0.0.1") {
          faults.push(`asked ${url.href}`);
          return route.abort();
        }
        return route.continue({ headers: { ...route.request().headers(), host: portal.host } });
      });
      const [name, value] = portal.cookie(who).split("=");
      await context.addCookies([{ name: name!, value: value!, url: `http://127.0.0.1:${portal.port}` }]);
      const page = await context.newPage();
      page.on("dialog", (dialog) => {
        faults.push(`${page.url()}: dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("console", (message) => {
        if (/Content Security Policy|Refused to/.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
      });
      return page;
    };
    const chosen = OPENED === Infinity ? pages : pages.filter((_page, i) => i % Math.ceil(pages.length / OPENED) === 0);
    try {
      for (const who of new Set(chosen.map((one) => one.who))) {
        const page = await open(who);
        for (const { path } of chosen.filter((one) => one.who === who)) {
          await page.goto(path, { waitUntil: "load" });
          // What waits for the pointer or the focus gets it.
          await page.evaluate(() => document.querySelectorAll("main *").forEach((one) => one.dispatchEvent(new Event("mouseover", { bubbles: true }))));
        }
        await page.context().close();
      }
    } finally {
      await browser.close();
    }
    console.info(`${chosen.length} pages opened`);
    expect(faults).toEqual([]);
  });

  test("no header of any file, page or redirect holds one of them, or was written by one", async () => {
    plantTexts(portal, [...HEADER_BREAKS, ...XSS_PAYLOADS]);
    const addressOf = addresses(portal, await newestFinding(portal));
    const files = routesOf(portal).flatMap((route) => {
      const rule = route.doors?.get;
      if (typeof rule !== "object" || (route.isPage && process.env.XSS !== "all")) return [];
      const readers = WHO.flatMap((who) => STANDINGS.filter((standing) => letThrough(rule, standing).includes(who)).map((standing) => ({ who, path: addressOf(route, who, standing) })));
      const reader = readers.find(({ who, path }) => who === "auditor" && path !== null) ?? readers.find(({ path }) => path !== null);
      return reader ? [reader as { who: Who; path: string }] : [];
    });
    let named = 0;
    const faults = await inTurns(files, 3, async ({ who, path }) => {
      const { headers } = await portal.ask(path, { as: who });
      if (headers["content-disposition"] !== undefined) named += 1;
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
      const isOdd = (line: string): boolean =>
        line.startsWith("content-disposition:") ? !/: attachment; filename="[^"\\/<>]*"(; filename\*=UTF-8''[\w.%!~-]*)?$/.test(line) : /xss\.invalid|alert\(7\)|confirm`7`|x-injected|[\r\n\0]/i.test(line);
      return lines.filter(isOdd).map((line) => `${path} as ${who}: ${line}`);
    });
    console.info(`${files.length} files and other answers, ${named} with a name to save them by`);
    expect(faults.flat()).toEqual([]);
    expect(named).toBeGreaterThan(40);
  });

  test("no mail of any kind has one of them as markup, or a header, a receiver, a part or a link more than we gave it", async () => {
    plantTexts(portal, [...HEADER_BREAKS, ...XSS_PAYLOADS]);
    const mails = await sendEveryKind(portal, MAILS);
    const sent = portal.db.prepare("select template, count(*) as n from outbox where state = 'sent' group by template order by template").all() as { template: string; n: number }[];
    console.info(`${mails.length} mails: ${sent.map(({ template, n }) => `${template} ${n}`).join(", ")}`);
    expect(sent.map(({ template }) => template)).toEqual(["digest", "invitation", "list", "notice", "password_link", "round", "weekly_questions"]);
    expect(portal.db.prepare("select error from outbox where error is not null").all()).toEqual([]);
    expect(mails.flatMap((mail) => [...addedTo(mail), ...foreignMarkup(mail, portal.env.origin)].map((fault) => `${mail.subject}: ${fault}`))).toEqual([]);
    expect(mails.filter(({ html }) => /xss\.invalid|alert\(7\)|confirm`7`/.test(html ?? "")).length).toBeGreaterThan(mails.length / 2);
  });
});
