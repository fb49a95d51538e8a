import pino from "pino";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { expireOldInvitations } from "#app/operations/expire-invitations.server.ts";
import { inviteRaters } from "#app/operations/invite-raters.server.ts";
import { remindRaters } from "#app/operations/remind-raters.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { saveSurveyMail } from "#app/operations/save-survey-mail.server.ts";
import { saveSurveyPolicy } from "#app/operations/save-survey-policy.server.ts";
import { workOnCase } from "#app/operations/work-on-case.server.ts";
import { createSession } from "#app/web/session.server.ts";
import { findCase, loadCases } from "#db/queries/cases.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { sendMails } from "#jobs/mail/send-mails.server.ts";
import { openMail, startMailServer } from "#test/support/mail-server.ts";
import type { MailServer } from "#test/support/mail-server.ts";
import { routeContext } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { launch, openPage, type Watched } from "./browser.ts";
import { startPortal, type Portal } from "./portal.ts";

/** An hour of June 2026, UTC: the 1st is a Monday. */
const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
const SETUP: typeof TINY = { ...TINY, people: [...TINY.people, { ...TINY.people[2]!, personnelNumber: "004", surname: "Mora", givenName: "Mia" }].map((row) => ({ ...row, email: `p${row.personnelNumber}@tiny.test` })) };
type Mail = Awaited<ReturnType<typeof openMail>>;

let opened: TestStore;
let company: TinyCompany;
let mailServer: MailServer;
let portal: Portal;
let browser: Browser;
const clock = { now: june(1, 8) };
const ctx = () => context(opened.store, clock.now);
const person = (number: string) => company.people.get(number)!;
const rows = async () => {
  const { answer, invitation } = opened.store.t;
  return { answers: await opened.store.q.select().from(answer), invitations: await opened.store.q.select().from(invitation) };
};

beforeAll(async () => {
  opened = await sqliteStore();
  company = await tinyCompany(opened.store, SETUP);
  mailServer = await startMailServer();
  portal = await startPortal(opened.store, clock, mailServer.url);
  browser = await launch();
  await saveSurveyPolicy(ctx(), "transactional", { ...DEFAULT_SURVEY_POLICY, budget: { daysBetweenSameProvider: 2, perThirtyDays: 12 } }, null);
  await saveSurveyMail(ctx(), person("004"), "weekly");
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
  await mailServer.stop();
  await opened.dispose();
});

/** A report of finance for somebody of sales, asked for, delivered and accepted now. */
async function accepted(requester: string): Promise<void> {
  const product = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!;
  const made = await requestTask(ctx(), { productId: product.id, clientId: company.departments.get("SALES")!, personId: person(requester), neededBy: null, title: `Report of ${new Date(clock.now).toISOString().slice(0, 10)}` });
  if (!made.ok) throw new Error(made.code);
  for (const [type, side, who] of [["take", "provider", "001"], ["deliver", "provider", "001"], ["accept", "client", requester]] as const) {
    const done = await actOnTask(ctx(), { taskId: made.value.taskId, seq: (await findTask(opened.store, made.value.taskId))!.seq, command: { type }, personId: person(who), sides: [side] });
    if (!done.ok) throw new Error(`${type}: ${done.code}`);
  }
}

/** The jobs of an hour; each runs twice, because a repeat must change nothing. Returns the mails that arrived. */
async function jobs(): Promise<Mail[]> {
  const before = mailServer.received.length;
  for (let run = 0; run < 2; run += 1) {
    await inviteRaters(ctx());
    await remindRaters(ctx());
    await expireOldInvitations(ctx());
    await sendMails({
      ...ctx(), slot: clock.now, env: portal.env, log: pino({ level: "silent" }), stopping: () => false, resumed: null, progress: async () => {}, defects: async () => {},
    });
  }
  return Promise.all(mailServer.received.slice(before).map(openMail));
}

const ratingCases = async () => (await loadCases(opened.store, "all", 10)).filter((row) => row.origin === "rating");

/** The provider of the bad rating says what it changes and hands the case over to its client. */
async function workOnTheCase(): Promise<void> {
  const found = await ratingCases();
  expect(found).toMatchObject([{ problem: "Two days late, and nobody said so.", state: "open", providerId: company.departments.get("FIN") }]);
  const [row] = found;
  const plan = { cause: "One person knew how.", category: "knowledge" as const, action: "Two people know how now.", check: "The next three come in time.", ownerId: person("001"), dueOn: "2026-07-10" };
  for (const [step, type] of (["start", "hand_over"] as const).entries()) {
    const done = await workOnCase(ctx(), { caseId: row!.id, rowVersion: row!.rowVersion + step, command: { type, plan }, sides: ["provider"], personId: person("001") });
    if (!done.ok) throw new Error(done.code);
  }
}

const rateLinks = (mail: Mail, score: number) => mail.links.filter((link) => link.includes("/rate/") && link.endsWith(`score=${score}`));

/** Opens the link of a score and confirms it as a person does who has a phone and no scripts. */
async function answer(page: Page, link: string, comment = ""): Promise<void> {
  await page.goto(link);
  expect(page.url()).not.toContain(link.split("/rate/")[1]!.split("?")[0]!);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  if (comment) {
    await page.locator("label", { has: page.locator("input[value=timeliness]") }).click();
    await page.fill("textarea[name=comment]", comment);
  }
  await page.locator("main form.rate-form button").click();
  await page.waitForURL(/\/rate\/thanks\//);
}

describe("a month of ratings over a real mail server, answered on a phone without scripts", () => {
  let phone: Watched;
  const answeredLinks: string[] = [];
  let badLink = "";
  let badLinkLater = "";
  const subjects: string[] = [];
  beforeAll(async () => {
    phone = await openPage(browser, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    let cy = 0;
    for (let day = 1; day <= 30; day += 1) {
      const weekday = new Date(june(day, 0)).getUTCDay();
      clock.now = june(day, 10);
      if ([1, 3, 5].includes(weekday)) await accepted("003");
      if ([2, 4].includes(weekday)) await accepted("004");
      if (day === 9) await workOnTheCase();
      if (day === 10) {
        await phone.page.goto(badLink);
        badLinkLater = (await phone.page.locator("main").textContent()) ?? "";
      }
      clock.now = june(day, 11);
      for (const mail of await jobs()) {
        subjects.push(`${mail.to} ${mail.subject}`);
        if (mail.to.startsWith("p004")) {
          for (const link of rateLinks(mail, 4)) {
            await answer(phone.page, link);
            answeredLinks.push(link);
          }
          continue;
        }
        // Besides questions a client is told what becomes of the case.
        if (!mail.to.startsWith("p003") || rateLinks(mail, 5).length === 0) continue;
        cy += 1;
        // The second is bad, the third is answered only when the reminder comes; all others are good.
        if (cy === 3) continue;
        const [link] = rateLinks(mail, cy === 2 ? 2 : 5);
        if (cy === 2) badLink = link!;
        await answer(phone.page, link!, cy === 2 ? "Two days late, and nobody said so." : "");
        answeredLinks.push(link!);
      }
    }
  });
  afterAll(() => phone.context.close());

  test("every question was asked once and every answer counts once", async () => {
    const { answers, invitations } = await rows();
    const asked = (number: string) => invitations.filter((row) => row.personId === person(number));
    // Thirteen deliveries to Cy; the budget of a month spares the last one.
    expect([asked("003").length, asked("004").length]).toEqual([12, 9]);
    expect(answers).toHaveLength(answeredLinks.length);
    expect(new Set(answers.map((row) => row.invitationId)).size).toBe(answers.length);
    expect(invitations.filter((row) => row.personId === person("003")).every((row) => row.state === "answered")).toBe(true);
    expect(new Set(invitations.map((row) => row.taskId)).size).toBe(invitations.length);
    expect(phone.faults).toEqual([]);
  });

  test("one reminder was needed, and Mia got one mail a week with its deliveries", () => {
    expect(subjects.filter((line) => line.includes("Reminder"))).toHaveLength(1);
    expect(subjects.filter((line) => line.startsWith("p004"))).toEqual(Array.from({ length: 4 }, () => "p004@tiny.test How was it? 2 deliveries of the last days"));
  });

  test("the bad rating opened a case; the link tells what is done, and its client confirms it", async () => {
    const [row] = await ratingCases();
    expect(badLinkLater).toContain("Two people know how now.");
    const { page, context: signedIn } = await openPage(browser, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    const [name, value] = (await createSession(new Request(portal.origin), routeContext(opened.store, clock.now), company.accounts.cy)).split(";")[0]!.split("=") as [string, string];
    await signedIn.addCookies([{ name, value, url: portal.origin }]);
    await page.goto(`${portal.origin}/improvement/${row!.id}`);
    await page.locator("button[value=confirm]").click();
    await page.waitForLoadState();
    expect(await findCase(opened.store, row!.id)).toMatchObject({ state: "confirmed" });
    await page.goto(`${portal.origin}/ratings/given`);
    expect(await page.locator("main").textContent()).toContain("Two people know how now.");
    await signedIn.close();
  });
});

describe("a mail scanner", () => {
  test("that asks for every link of every kind of mail a hundred times and runs the scripts changes nothing", async () => {
    clock.now = Date.UTC(2026, 6, 1, 10);
    await accepted("003");
    await accepted("004");
    clock.now = Date.UTC(2026, 6, 6, 11);
    const mails = (await jobs()).filter((mail) => mail.header("list-unsubscribe") !== null);
    const links = [...new Set(mails.flatMap((mail) => [...mail.links, mail.header("list-unsubscribe")!.slice(1, -1)]))];
    expect(links.filter((link) => link.includes("/rate/")).length).toBeGreaterThanOrEqual(10);
    expect(links.filter((link) => link.includes("/mail/stop/")).length).toBeGreaterThanOrEqual(2);
    const { person: p, outbox: o, audit: a, notice: n } = opened.store.t;
    const everything = async () =>
      JSON.stringify([await rows(), await opened.store.q.select().from(p), await opened.store.q.select().from(o), await opened.store.q.select({ seq: a.seq }).from(a), await opened.store.q.select().from(n)]);
    const before = await everything();
    for (const link of links) {
      for (let round = 0; round < 10; round += 1) {
        await Promise.all(Array.from({ length: 10 }, (_, i) => fetch(link, { method: "GET", redirect: i === 0 ? "follow" : "manual" }).then((response) => response.arrayBuffer())));
        await Promise.all(Array.from({ length: 10 }, () => fetch(link, { method: "HEAD", redirect: "manual" })));
      }
    }
    const { page, context: scanning } = await openPage(browser);
    for (const link of links) {
      await page.goto(link, { waitUntil: "networkidle" });
      // Time enough for a script that would send something by itself.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
    }
    await scanning.close();
    expect(await everything()).toBe(before);
    // The tokens of these mails stand in no line of the log.
    for (const link of links) expect(portal.log.join("\n")).not.toContain(/\/(?:rate|mail\/stop)\/([^?]+)/.exec(link)?.[1] ?? "no token");
  }, 300_000);
});
