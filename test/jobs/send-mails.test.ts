import type { AddressInfo } from "node:net";
import pino from "pino";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Env } from "#app/env.server.ts";
import { hashToken, readLinkToken } from "#app/operations/survey-link.server.ts";
import { findInvitation } from "#db/queries/ratings.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import { ringOf } from "#db/key-ring.server.ts";
import type { Store } from "#db/store.ts";
import { sendMails } from "#jobs/mail/send-mails.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { NOON, sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const MINUTE = 60_000;
let opened: TestStore;
let store: Store;
let server: SMTPServer;
let received: string[];
let refuse: { code: number; text: string } | null;

beforeEach(async () => {
  opened = await sqliteStore();
  store = opened.store;
  received = [];
  refuse = null;
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onData(stream, _session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => {
        if (refuse) return done(Object.assign(new Error(refuse.text), { responseCode: refuse.code }));
        received.push(text);
        return done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await fill();
});
afterEach(async () => {
  await new Promise<void>((resolve) => server.close(resolve));
  await opened.dispose();
});

const env = () => testEnv({ smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` });
const send = (now = NOON, over: Partial<Env> = {}) => sendMails({ store, now, actor: { kind: "job", id: "send-mails" }, slot: now, env: { ...env(), ...over }, log: pino({ level: "silent" }), stopping: () => false, resumed: null, progress: async () => {}, defects: async () => {} });

async function fill(): Promise<void> {
  const { t } = store;
  await store.writeAll(
    (w) => [
      w.insert(t.department).values([{ id: "hr", parentId: null, code: "HR", name: { en: "HR", ru: "Кадры" }, sortKey: "hr", isTeam: false, calendarId: null, archivedAt: null }]).returning({ id: t.department.id }),
      w.insert(t.person).values({ id: "p", surname: "Волкова", givenName: "Анна", patronymic: null, personnelNumber: "1", email: "anna@example.org", locale: "ru", zone: "Europe/Moscow", calendarId: null, style: null, sortKey: "a", archivedAt: null }).returning({ id: t.person.id }),
      w.insert(t.product).values({ id: "w", code: "W", providerId: "hr", kind: "work", name: { en: "Work" }, description: null, unit: null, sortKey: "w", archivedAt: null }).returning({ id: t.product.id }),
      w.insert(t.task).values({ id: "t1", source: "s", externalId: "1", productId: "w", providerId: "hr", clientId: "hr", requesterId: "p", assigneeId: null, title: "Справка\r\nBcc: all@example.org <b>", searchKey: "", attributes: {}, state: "accepted", requestedAt: NOON, deliveredAt: NOON, acceptUntil: null, dueAt: null, outcome: null, agreementId: null, versionId: null, seq: 1, evaluatedSeq: 1, nextChangeAt: null }).returning({ id: t.task.id }),
      w.insert(t.invitation).values({ id: "i1", survey: "transactional", personId: "p", taskId: "t1", providerId: "hr", clientId: "hr", agreementId: null, period: "2026-06", state: "open", tokenHash: null, createdAt: NOON, sentAt: null, remindedAt: null, expiresAt: NOON + 14 * 86_400_000 }).returning({ id: t.invitation.id }),
      ...queueMails(store, w, [{ dedupeKey: "invitation:i1", template: "invitation", locale: "ru", personId: "p", refs: { invitationId: "i1" }, notBefore: NOON }], NOON),
    ],
    { at: NOON, actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "test", entityId: "t" },
  );
}

describe("an invitation by mail", () => {
  test("goes out in the receiver's language with five links that open this invitation only", async () => {
    expect(await send()).toEqual({ sent: 1, failed: 0, dropped: 0 });
    const mail = await PostalMime.parse(received[0]!);
    expect(mail.to).toEqual([{ name: "Анна Волкова", address: "anna@example.org" }]);
    expect(mail.text).toContain("Насколько вы довольны?");
    const links = [...mail.text!.matchAll(/\/rate\/(\S+)\?score=(\d)/g)];
    expect(links.map((link) => link[2])).toEqual(["1", "2", "3", "4", "5"]);
    expect(readLinkToken(env().appSecret, links[0]![1]!, NOON)).toBe("i1");
    expect(await findInvitation(store, "i1")).toMatchObject({ sentAt: NOON, tokenHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test("a title with line breaks and markup adds no receiver and no markup", async () => {
    await send();
    const mail = await PostalMime.parse(received[0]!);
    expect(mail.bcc ?? []).toEqual([]);
    expect(received[0]).not.toMatch(/^Bcc:/m);
    expect(mail.html).toContain("&lt;b&gt;");
  });

  test("the token stands neither in the outbox nor in the audit", async () => {
    await send();
    const token = /\/rate\/(\S+)\?score/.exec((await PostalMime.parse(received[0]!)).text!)![1]!;
    const { outbox, audit, invitation } = store.t;
    const everything = JSON.stringify([await store.q.select().from(outbox), await store.q.select().from(audit), await store.q.select().from(invitation)]);
    expect(everything).not.toContain(token);
  });

  test("a reminder's link opens the same question, also after the portal's key was changed; the days count from the first mail", async () => {
    await send();
    const later = NOON + 5 * 86_400_000;
    await store.writeUnaudited((w) => queueMails(store, w, [{ dedupeKey: "reminder:i1:1", template: "invitation", locale: "ru", personId: "p", refs: { invitationId: "i1", reminder: "1" }, notBefore: later }], later));
    const changed = ringOf([{ id: "s2", bytes: Buffer.alloc(32, 9) }, env().appSecret.current]);
    await send(later, { appSecret: changed });
    const token = /\/rate\/(\S+)\?score/.exec((await PostalMime.parse(received[1]!)).text!)![1]!;
    expect(token).toContain(".s2.");
    expect(readLinkToken(changed, token, later)).toBe("i1");
    expect(await findInvitation(store, "i1")).toMatchObject({ sentAt: NOON, tokenHash: hashToken(token) });
  });

  test("a server that refuses loses nothing: the mail waits and goes out once", async () => {
    refuse = { code: 451, text: "try later" };
    expect(await send()).toEqual({ sent: 0, failed: 1, dropped: 0 });
    expect(await send(NOON + 30_000)).toEqual({ sent: 0, failed: 0, dropped: 0 });
    refuse = null;
    expect(await send(NOON + MINUTE)).toEqual({ sent: 1, failed: 0, dropped: 0 });
    expect(await send(NOON + 9 * MINUTE)).toEqual({ sent: 0, failed: 0, dropped: 0 });
    expect(received).toHaveLength(1);
  });

  test("an invitation that was answered meanwhile is not sent", async () => {
    const { invitation: i } = store.t;
    await store.writeAll((w) => [w.update(i).set({ state: "answered" }).returning({ id: i.id })], { at: NOON, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "x", entityId: "x" });
    await send();
    expect(received).toEqual([]);
  });
});
