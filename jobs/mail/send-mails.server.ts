import nodemailer from "nodemailer";
import type { Transporter } from "nodemailer";
import { hashToken, makeLinkToken } from "#app/operations/survey-link.server.ts";
import { loadInvitationMail } from "#db/queries/invitation-mail.server.ts";
import { speakNotices } from "#app/operations/read-notice-words.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadUnread } from "#db/queries/notices.server.ts";
import { claimMails, markFailed, markSent } from "#db/queries/outbox.server.ts";
import type { OutboxMail } from "#db/queries/outbox.server.ts";
import { markInvitationSent } from "#db/queries/ratings.server.ts";
import type { JobContext } from "#jobs/job.ts";
import { renderDigest, renderNotice } from "./render-notice.server.ts";
import { renderInvitation } from "./render-invitation.server.ts";
import { renderRoundMail } from "./round-mail.server.ts";
import type { RenderedMail } from "./render-invitation.server.ts";

const LEASE_MS = 5 * 60_000;
const BATCH = 50;
const MOST_IN_DIGEST = 50;
/** One address, no list, no header breaks; stricter than the RFC on purpose. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[A-Za-z0-9.-]{1,255}$/;

/**
 * Sends what is due in the outbox. A mail that cannot be sent waits longer each time and stays visible; a
 * crash between sending and marking repeats it with the same Message-ID. Without SMTP_URL nothing is sent
 * and nothing is lost: mails wait.
 */
export async function sendMails(ctx: JobContext): Promise<Readonly<Record<string, number>>> {
  if (!ctx.env.smtpUrl) return { sent: 0, failed: 0 };
  const transport = nodemailer.createTransport(ctx.env.smtpUrl, { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as never);
  const count = { sent: 0, failed: 0 };
  try {
    for (let mails = await claimMails(ctx.store, ctx.now, LEASE_MS, BATCH); mails.length > 0 && !ctx.stopping(); mails = await claimMails(ctx.store, ctx.now, LEASE_MS, BATCH))
      for (const mail of mails) {
        const fault = await sendOne(ctx, transport, mail);
        if (fault === null) count.sent += 1;
        else {
          count.failed += 1;
          await markFailed(ctx.store, mail, ctx.now, fault);
        }
      }
  } finally {
    transport.close();
  }
  return count;
}

/** Null when the mail went out or there is nothing left to say; else the fault in short. */
async function sendOne(ctx: JobContext, transport: Transporter, mail: OutboxMail): Promise<string | null> {
  const rendered = await render(ctx, mail);
  if (!rendered) {
    await markSent(ctx.store, mail.id, ctx.now);
    return null;
  }
  if (!ADDRESS.test(rendered.to.address)) return "the address cannot be written to";
  try {
    await transport.sendMail({
      from: ctx.env.smtpFrom, to: rendered.to, subject: rendered.mail.subject, text: rendered.mail.text, html: rendered.mail.html, messageId: `<${mail.messageId}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } catch (error) {
    return (error as Error).message;
  }
  await rendered.sent();
  await markSent(ctx.store, mail.id, ctx.now);
  return null;
}

export interface Outgoing {
  readonly to: { readonly name: string; readonly address: string };
  readonly mail: RenderedMail;
  readonly sent: () => Promise<void>;
}

async function render(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  if (mail.template === "notice") return renderNoticeMail(ctx, mail);
  if (mail.template === "digest") return renderDigestMail(ctx, mail);
  if (mail.template === "round") return renderRoundMail(ctx, mail);
  if (mail.template !== "invitation") return null;
  const found = await loadInvitationMail(ctx.store, mail.refs.invitationId ?? "");
  if (!found?.email || found.state !== "open" || found.expiresAt <= ctx.now) return null;
  const token = makeLinkToken(ctx.env.appSecret, found.invitationId, found.expiresAt);
  const isReminder = mail.refs.reminder !== undefined;
  return {
    to: { name: `${found.givenName} ${found.surname}`.replace(/[\r\n]/g, " "), address: found.email },
    mail: renderInvitation(found, ctx.env.origin, token, isReminder),
    sent: async () => {
      // Its link is that of the first mail, from which the days to answer count.
      if (isReminder) return;
      await ctx.store.writeAll((w) => [markInvitationSent(ctx.store, w, found.invitationId, hashToken(token), ctx.now)], {
        at: ctx.now, actor: ctx.actor, action: "survey.sent", entity: "invitation", entityId: found.invitationId,
      });
    },
  };
}

/** A notice as mail, in the words of its inbox row; null when its person or its subject is gone. */
async function renderNoticeMail(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  const [person] = await loadPeople(ctx.store, [mail.personId]);
  const locale = mail.locale === "ru" ? "ru" : "en";
  const [spoken] = await speakNotices(ctx.store, [{ kind: mail.refs.kind ?? "", refs: mail.refs }], locale);
  if (!person?.email || person.archivedAt !== null || !spoken) return null;
  return {
    to: { name: `${person.givenName} ${person.surname}`.replace(/[\r\n]/g, " "), address: person.email },
    mail: renderNotice(spoken, person.givenName, locale, ctx.env.origin),
    sent: async () => undefined,
  };
}

/** A person's unread notices of the days since the mail's `since`, in one; null when everything was read meanwhile. */
async function renderDigestMail(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  const [person] = await loadPeople(ctx.store, [mail.personId]);
  const locale = mail.locale === "ru" ? "ru" : "en";
  const unread = await loadUnread(ctx.store, mail.personId, Number(mail.refs.since ?? 0), MOST_IN_DIGEST);
  const spoken = (await speakNotices(ctx.store, unread, locale)).flatMap((one) => one ?? []);
  if (!person?.email || person.archivedAt !== null || spoken.length === 0) return null;
  return {
    to: { name: `${person.givenName} ${person.surname}`.replace(/[\r\n]/g, " "), address: person.email },
    mail: renderDigest(spoken, person.givenName, locale, ctx.env.origin),
    sent: async () => undefined,
  };
}
