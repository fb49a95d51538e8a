import pino from "pino";
import type { Page } from "playwright-core";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { expireOldInvitations } from "#app/operations/expire-invitations.server.ts";
import { inviteRaters } from "#app/operations/invite-raters.server.ts";
import { remindRaters } from "#app/operations/remind-raters.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import type { Store } from "#db/store.ts";
import { sendMails } from "#jobs/mail/send-mails.server.ts";
import { openMail } from "#test/support/mail-server.ts";
import type { MailServer } from "#test/support/mail-server.ts";
import type { Portal, SteppingClock } from "../browser/portal.ts";

export interface Stage {
  readonly store: Store;
  readonly clock: SteppingClock;
  readonly mailServer: MailServer;
  readonly portal: Portal;
  readonly phone: Page;
}

const DAY_MS = 86_400_000;
const HOURS = [9, 12, 20];
/** Of the mails with a question so many stay unanswered: every fifth. */
const SILENT = 5;

export const contextOf = ({ store, clock }: Pick<Stage, "store" | "clock">): OperationContext => ({ store, now: clock.now, actor: { kind: "cli", id: "month" } });

/** Days from tomorrow on; returns what was made, sent and answered, and every fault that a page or a count shows. */
export async function liveTheMonth(stage: Stage, days: number) {
  const { store, clock } = stage;
  const start = Date.now();
  const deliver = await deliverer(stage);
  const count = { delivered: 0, invitations: 0, reminders: 0, notices: 0, answeredByLink: 0 };
  const faults: string[] = [];
  for (let day = 1; day <= days; day += 1) {
    for (const hour of HOURS) {
      clock.now = new Date(start + day * DAY_MS).setUTCHours(hour, 0, 0, 0);
      await ensurePeriods(contextOf(stage));
      if (hour === HOURS[0] && isWorkingDay(clock.now)) count.delivered += await deliver(day);
      for (const raw of await jobsOfTheHour(stage)) {
        const mail = await openMail(raw);
        const kind = mail.links.every((link) => !link.includes("/rate/")) ? "notices" : /^(reminder|напоминание)/i.test(mail.subject) ? "reminders" : "invitations";
        count[kind] += 1;
        if (kind === "notices" || (kind === "invitations" && count.invitations % SILENT === 0)) continue;
        // The fourth answer is the bad one; all others are 4 and 5.
        const score = count.answeredByLink === 3 ? 1 : 4 + (count.invitations % 2);
        const link = mail.links.find((one) => one.includes("/rate/") && one.endsWith(`score=${score}`));
        if (link && (await answer(stage.phone, link, score, faults))) count.answeredByLink += 1;
      }
    }
  }
  const { invitation, outbox } = store.t;
  const asked = (await store.q.select().from(invitation)).filter((row) => row.createdAt > start);
  if (new Set(asked.map((row) => row.taskId)).size < asked.length) faults.push("a delivery was asked about twice");
  // One person of the demo company has an address that bounces: nothing is sent there, and the officer sees it.
  const dead = (await store.q.select().from(outbox)).filter((row) => row.state === "dead");
  const persons = new Set(dead.map((row) => row.personId));
  if (persons.size > 1) faults.push(`mails to ${persons.size} people were given up`);
  return { days, ...count, invited: asked.length, answered: asked.filter((row) => row.state === "answered").length, faults };
}

const isWorkingDay = (at: number) => ![0, 6].includes(new Date(at).getUTCDay());

/** The jobs twice, as a repeat must change nothing; what arrived. */
async function jobsOfTheHour(stage: Stage): Promise<string[]> {
  const { mailServer, portal, clock } = stage;
  const before = mailServer.received.length;
  for (let run = 0; run < 2; run += 1) {
    const ctx = contextOf(stage);
    await inviteRaters(ctx);
    await remindRaters(ctx);
    await expireOldInvitations(ctx);
    await sendMails({ ...ctx, slot: clock.now, env: portal.env, log: pino({ level: "silent" }), stopping: () => false, resumed: null, progress: async () => {}, defects: async () => {} });
  }
  return mailServer.received.slice(before);
}

/** Opens a link and confirms; false where there is nothing to press any more, as after a second mail about one question. */
async function answer(page: Page, link: string, score: number, faults: string[]): Promise<boolean> {
  await page.goto(link);
  if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) faults.push("a page of a link is wider than 390 px");
  const button = page.locator("main form.rate-form button");
  if ((await button.count()) === 0) return false;
  if (score <= 3) await page.fill("textarea[name=comment]", "The figures were wrong twice.");
  await button.click();
  await page.waitForLoadState();
  return true;
}

/** Makes deliveries of a third of the agreements, a different third each day, each requested by a colleague of the client with an address. */
async function deliverer(stage: Stage): Promise<(day: number) => Promise<number>> {
  const { store, clock } = stage;
  const today = new Date(clock.now).toISOString().slice(0, 10);
  const { agreement: a } = store.t;
  const [products, people, members, posts, agreements] = await Promise.all([loadProducts(store), loadPeople(store), loadMemberships(store, today, today), loadPosts(store, today), store.q.select().from(a)]);
  const withAddress = new Set(people.filter((person) => person.email !== null).map((person) => person.id));
  const of = (departmentId: string) => members.filter((row) => row.departmentId === departmentId).map((row) => row.personId);
  const headOf = (departmentId: string) => posts.find((row) => row.departmentId === departmentId && row.post === "head")?.personId;
  return async (day) => {
    let made = 0;
    for (const { providerId, clientDepartmentId } of agreements.filter((_, place) => place % 3 === day % 3)) {
      const askers = clientDepartmentId === null ? [] : of(clientDepartmentId).filter((id) => withAddress.has(id));
      const product = products.find((one) => one.providerId === providerId);
      const worker = of(providerId)[0] ?? headOf(providerId);
      if (!product || !worker || askers.length === 0) continue;
      const asker = askers[day % askers.length]!;
      const task = await requestTask(contextOf(stage), { productId: product.id, clientId: clientDepartmentId!, personId: asker, neededBy: null, title: `Delivery of day ${day}` });
      if (!task.ok) continue;
      for (const [type, side, who] of [["take", "provider", worker], ["deliver", "provider", worker], ["accept", "client", asker]] as const) {
        const done = await actOnTask(contextOf(stage), { taskId: task.value.taskId, seq: (await findTask(store, task.value.taskId))!.seq, command: { type }, personId: who, sides: [side] });
        if (done.ok && type === "accept") made += 1;
      }
    }
    return made;
  };
}
