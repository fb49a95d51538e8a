import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { retryMail } from "#app/operations/retry-mail.server.ts";
import { saveSurveyMail } from "#app/operations/save-survey-mail.server.ts";
import { countBounces, countMails, findBounces, listMails } from "#db/queries/mail-states.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import { findInvitation } from "#db/queries/ratings.server.ts";
import type { Store } from "#db/store.ts";
import { sendMails, TIMEOUTS } from "#jobs/mail/send-mails.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { openMail, startMailServer } from "#test/support/mail-server.ts";
import type { MailServer } from "#test/support/mail-server.ts";
import { NOON, sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** For a server that never answers; everywhere else the limits are those of the job. */
const IMPATIENT = { connectionTimeout: 1_000, greetingTimeout: 1_000, socketTimeout: 700 };
let opened: TestStore;
let store: Store;
let server: MailServer;
let log: string[];

beforeEach(async () => {
  opened = await sqliteStore();
  store = opened.store;
  server = await startMailServer();
  log = [];
});
afterEach(async () => {
  await server.stop();
  await opened.dispose();
});

const send = (now = NOON, url = server.url, timeouts = TIMEOUTS) =>
  sendMails(
    {
      store, now, actor: { kind: "job", id: "send-mails" }, slot: now, env: testEnv({ smtpUrl: url }), log: pino({ level: "trace" }, { write: (line: string) => void log.push(line) }), stopping: () => false, resumed: null,
      progress: async () => {}, defects: async () => {},
    },
    timeouts,
  );
const audit = { at: NOON, actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "test", entityId: "t" } as const;
const mails = async () => (await listMails(store, { search: "", state: null, template: null, sort: { column: "created", descending: false }, limit: 100, offset: 0 })).rows;

/** Anna is asked about so many deliveries of HR; the mails are those that asking would queue. */
async function fill(questions = 1, queued: readonly { readonly template: string; readonly key: string; readonly invitationId?: string; readonly at?: number }[] = [{ template: "invitation", key: "invitation:i1", invitationId: "i1" }]): Promise<void> {
  const { t } = store;
  const ids = Array.from({ length: questions }, (_, index) => index + 1);
  await store.writeAll(
    (w) => [
      w.insert(t.organisation).values({ id: "o", name: { en: "Co" }, zone: "UTC", country: "GB", currency: "RUB", minorDigits: 2, dayEnd: "snap", payPeriod: "quarter", firstPeriod: "2026-05", isDemo: false, createdAt: NOON }).returning({ id: t.organisation.id }),
      w.insert(t.period).values({ month: "2026-06", state: "open", from: NOON - 14 * DAY, to: NOON + 16 * DAY, reviewEndsAt: null, inputSeq: 1, sealedBy: null, sealedAt: null, sealedInputSeq: null, draftHash: null, closedBy: null, closedAt: null, rowVersion: 1 }).returning({ month: t.period.month }),
      w.insert(t.department).values([{ id: "hr", parentId: null, code: "HR", name: { en: "HR", ru: "Кадры" }, sortKey: "hr", isTeam: false, calendarId: null, archivedAt: null }]).returning({ id: t.department.id }),
      w.insert(t.person).values({ id: "p", surname: "Wolf", givenName: "Anna", patronymic: null, personnelNumber: "1", email: "anna@example.org", locale: "en", zone: "UTC", calendarId: null, style: null, sortKey: "wolf anna", archivedAt: null }).returning({ id: t.person.id }),
      w.insert(t.product).values({ id: "w", code: "W", providerId: "hr", kind: "work", name: { en: "Work" }, description: null, unit: null, sortKey: "w", archivedAt: null }).returning({ id: t.product.id }),
      ...ids.flatMap((n) => [
        w.insert(t.task).values({ id: `t${n}`, source: "s", externalId: String(n), productId: "w", providerId: "hr", clientId: "hr", requesterId: "p", assigneeId: null, title: `Letter ${n}`, searchKey: "", attributes: {}, state: "accepted", requestedAt: NOON, deliveredAt: NOON, acceptUntil: null, dueAt: null, outcome: null, agreementId: null, versionId: null, seq: 1, evaluatedSeq: 1, nextChangeAt: null }).returning({ id: t.task.id }),
        w.insert(t.invitation).values({ id: `i${n}`, survey: "transactional", personId: "p", taskId: `t${n}`, providerId: "hr", clientId: "hr", agreementId: null, period: "2026-06", state: "open", tokenHash: null, createdAt: NOON + n, sentAt: null, remindedAt: null, expiresAt: NOON + 21 * DAY }).returning({ id: t.invitation.id }),
      ]),
      ...queueMails(store, w, queued.map(({ template, key, invitationId, at }) => ({ dedupeKey: key, template, locale: "en", personId: "p", refs: (invitationId === undefined ? {} : { invitationId }) as Record<string, string>, notBefore: at ?? NOON })), NOON),
    ],
    audit,
  );
}

describe("a mail server in trouble", () => {
  test("down: the mail waits with the reason and goes out once when it is up", async () => {
    await fill();
    expect(await send(NOON, "smtp://127.0.0.1:1")).toMatchObject({ sent: 0, failed: 1 });
    expect(await mails()).toMatchObject([{ state: "waiting", attempt: 1, notBefore: NOON + MINUTE, error: expect.stringContaining("ECONNREFUSED") }]);
    expect(await findInvitation(store, "i1")).toMatchObject({ sentAt: null, tokenHash: null });
    expect(await send(NOON + MINUTE)).toMatchObject({ sent: 1 });
    expect(await send(NOON + 9 * MINUTE)).toMatchObject({ sent: 0 });
    expect([server.received.length, (await mails())[0]!.state]).toEqual([1, "sent"]);
  });

  test("slow: after the time limit the mail waits", async () => {
    await fill();
    server.behave = { at: "silence" };
    expect(await send(NOON, server.url, IMPATIENT)).toMatchObject({ sent: 0, failed: 1 });
    server.behave = null;
    expect(await send(NOON + MINUTE)).toMatchObject({ sent: 1 });
    expect(server.received).toHaveLength(1);
  });

  test("drops the line in the middle: nothing arrives, the mail goes out again", async () => {
    await fill();
    server.behave = { at: "line", keeps: false };
    expect(await send()).toMatchObject({ failed: 1 });
    server.behave = null;
    expect(await send(NOON + MINUTE)).toMatchObject({ sent: 1 });
    expect(server.received).toHaveLength(1);
  });

  test("drops the line after it took the mail: the repeat is the same message for every mail program", async () => {
    await fill();
    server.behave = { at: "line", keeps: true };
    expect(await send()).toMatchObject({ failed: 1 });
    server.behave = null;
    expect(await send(NOON + MINUTE)).toMatchObject({ sent: 1 });
    const ids = await Promise.all(server.received.map(async (raw) => (await openMail(raw)).header("message-id")));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test("several mails that get no answer end the try: the rest waits untouched for the next minute", async () => {
    await fill(5, [1, 2, 3, 4, 5].map((n) => ({ template: "invitation", key: `invitation:i${n}`, invitationId: `i${n}` })));
    expect(await send(NOON, "smtp://127.0.0.1:1")).toMatchObject({ failed: 3 });
    expect((await mails()).map((mail) => mail.attempt).sort()).toEqual([0, 0, 1, 1, 1]);
    expect(await send(NOON + MINUTE)).toMatchObject({ sent: 5 });
    expect(server.received).toHaveLength(5);
  });

  test("a text refused for good is given up at once, with the server's words; the address stays good", async () => {
    await fill();
    server.behave = { at: "data", code: 554, text: "5.7.1 looks like spam" };
    await send();
    expect(await mails()).toMatchObject([{ state: "dead", attempt: 1, error: expect.stringContaining("looks like spam") }]);
    expect(await countBounces(store)).toBe(0);
  });

  test("an address that is none is marked, nothing more goes there, and a new try takes the mark away", async () => {
    await fill(2, [1, 2].map((n) => ({ template: "invitation", key: `invitation:i${n}`, invitationId: `i${n}`, at: NOON + n })));
    server.behave = { at: "recipient", code: 550, text: "5.1.1 no such mailbox" };
    await send(NOON + 1);
    expect(await findBounces(store, ["Anna@Example.org"])).toMatchObject([{ personId: "p", said: expect.stringContaining("no such mailbox") }]);
    expect(await countBounces(store)).toBe(1);
    server.behave = null;
    await send(NOON + 2);
    expect((await mails()).map((mail) => [mail.state, mail.error?.includes("no such mailbox")])).toEqual([["dead", true], ["dead", true]]);
    expect(server.received).toEqual([]);
    const id = (await mails())[0]!.id;
    const ctx = { store, now: NOON + MINUTE, actor: { kind: "account", id: "officer" } } as const;
    expect(await retryMail(ctx, id)).toMatchObject({ ok: true });
    expect(await retryMail(ctx, id)).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await countBounces(store)).toBe(0);
    expect(await send(NOON + 2 * MINUTE)).toMatchObject({ sent: 1 });
    expect(await countMails(store)).toEqual({ waiting: 0, sent: 1, dead: 1, dropped: 0 });
  });

  test("no token is kept or logged, not even where the server quotes the mail", async () => {
    await fill();
    await send();
    const { links } = await openMail(server.received[0]!);
    const tokens = [...new Set(links.flatMap((link) => /\/(?:rate|mail\/stop)\/([^?]+)/.exec(link)?.[1] ?? []))];
    expect(tokens).toHaveLength(2);
    await store.writeAll((w) => queueMails(store, w, [{ dedupeKey: "reminder:i1:1", template: "invitation", locale: "en", personId: "p", refs: { invitationId: "i1", reminder: "1" }, notBefore: NOON }], NOON), audit);
    server.behave = { at: "data", code: 554, text: `5.7.1 bad link ${links[0]!} found` };
    await send(NOON + MINUTE);
    const { outbox, audit: entries, invitation } = store.t;
    const kept = JSON.stringify([await store.q.select().from(outbox), await store.q.select().from(entries), await store.q.select().from(invitation), log]);
    expect(kept).toContain("bad link …");
    for (const token of tokens) expect(kept).not.toContain(token);
  });
});

describe("one mail a week", () => {
  const MONDAY = { template: "weekly_questions", key: "weekly-questions:p:1" };

  test("asks about three deliveries at most, each with its five links; the others wait for the next Monday", async () => {
    await fill(4, [MONDAY]);
    const ctx = { store, now: NOON, actor: { kind: "cli", id: "t" } } as const;
    await saveSurveyMail(ctx, "p", "weekly");
    expect(await send()).toMatchObject({ sent: 1 });
    const mail = await openMail(server.received[0]!);
    expect(mail.subject).toBe("How was it? 3 deliveries of the last days");
    expect(mail.links.filter((link) => link.includes("/rate/"))).toHaveLength(15);
    for (const n of [1, 2, 3, 4]) expect([n, mail.text.includes(`Letter ${n}`)]).toEqual([n, n < 4]);
    expect((await mails()).filter((row) => row.state === "waiting")).toMatchObject([{ template: "weekly_questions", notBefore: Date.UTC(2026, 5, 22, 8) }]);
    expect(await send(Date.UTC(2026, 5, 22, 8))).toMatchObject({ sent: 1 });
    // What was not asked yet comes first.
    expect((await openMail(server.received[1]!)).text).toMatch(/Letter 4[\s\S]*Letter 1[\s\S]*Letter 2/);
  });

  test("is not sent where nothing is left to ask", async () => {
    await fill(0, [MONDAY]);
    expect(await send()).toEqual({ sent: 0, failed: 0, dropped: 1 });
    expect((await mails())[0]!.state).toBe("dropped");
  });
});

describe("who wants no mails", () => {
  test("gets none, also of those that were queued before, and keeps the question", async () => {
    await fill();
    await saveSurveyMail({ store, now: NOON, actor: { kind: "cli", id: "t" } }, "p", "none");
    expect(await send()).toEqual({ sent: 0, failed: 0, dropped: 1 });
    expect(await findInvitation(store, "i1")).toMatchObject({ state: "open" });
  });

  test("finds the button of their mail program in every question", async () => {
    await fill();
    await send();
    const mail = await openMail(server.received[0]!);
    expect(mail.header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(mail.header("list-unsubscribe")).toMatch(/^<http:\/\/localhost:3000\/mail\/stop\/[^>]+>$/);
    expect(mail.links).toContain(mail.header("list-unsubscribe")!.slice(1, -1));
  });

  test("who left gets nothing", async () => {
    await fill();
    const { person: p } = store.t;
    await store.writeAll((w) => [w.update(p).set({ archivedAt: NOON }).returning({ id: p.id })], audit);
    expect(await send()).toEqual({ sent: 0, failed: 0, dropped: 1 });
  });
});
