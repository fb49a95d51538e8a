import nodemailer from "nodemailer";
import type { Transporter } from "nodemailer";
import { judgeMailFault } from "#app/domain/notice/mail-fault.ts";
import type { MailError } from "#app/domain/notice/mail-fault.ts";
import { findBounces, markBouncing } from "#db/queries/mail-states.server.ts";
import { claimMails, markDropped, markFailed, markSent, releaseMails } from "#db/queries/outbox.server.ts";
import type { OutboxMail } from "#db/queries/outbox.server.ts";
import type { JobContext } from "#jobs/job.ts";
import { outgoing } from "./outgoing.server.ts";

const LEASE_MS = 5 * 60_000;
/** From then on the rest of a batch is left: another sender may take it as soon as its lease ends. */
const LEASE_MARGIN_MS = 2 * 60_000;
const BATCH = 50;
/** So many mails in a row that got no answer at all: the server is down, and the next minute tries again. */
const MOST_UNANSWERED = 3;
/** One address, no list, no header breaks; stricter than the RFC on purpose. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[A-Za-z0-9.-]{1,255}$/;

/** How long a mail server may keep us waiting (ms). */
export const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

type Sent = { readonly did: "sent" | "dropped" } | { readonly did: "failed"; readonly isAnswered: boolean };

/**
 * Sends what is due in the outbox. A mail that cannot be sent waits longer each time and stays visible; one that the server refuses for
 * good is given up at once, with its words. A crash between sending and marking repeats a mail with the same Message-ID. Without
 * SMTP_URL nothing is sent and nothing is lost: mails wait.
 */
export async function sendMails(ctx: JobContext, timeouts = TIMEOUTS): Promise<Readonly<Record<string, number>>> {
  const count = { sent: 0, failed: 0, dropped: 0 };
  if (!ctx.env.smtpUrl) return count;
  const transport = nodemailer.createTransport({ url: ctx.env.smtpUrl, ...timeouts });
  let unanswered = 0;
  try {
    for (let mails = await claimMails(ctx.store, ctx.now, LEASE_MS, BATCH); mails.length > 0; mails = await claimMails(ctx.store, ctx.now, LEASE_MS, BATCH)) {
      const claimedAt = Date.now();
      for (const [index, mail] of mails.entries()) {
        if (ctx.stopping() || unanswered >= MOST_UNANSWERED || Date.now() - claimedAt > LEASE_MS - LEASE_MARGIN_MS) {
          await releaseMails(ctx.store, mails.slice(index).map((left) => left.id));
          return count;
        }
        const result = await sendOne(ctx, transport, mail);
        count[result.did] += 1;
        unanswered = result.did === "failed" && !result.isAnswered ? unanswered + 1 : 0;
      }
    }
  } finally {
    transport.close();
  }
  return count;
}

async function sendOne(ctx: JobContext, transport: Transporter, mail: OutboxMail): Promise<Sent> {
  const { store, now } = ctx;
  const rendered = await outgoing(ctx, mail);
  if (!rendered) {
    await markDropped(store, mail.id);
    return { did: "dropped" };
  }
  const { to } = rendered;
  const giveUp = async (words: string): Promise<Sent> => {
    await markFailed(store, mail, now, words, true);
    return { did: "failed", isAnswered: true };
  };
  if (!ADDRESS.test(to.address)) return giveUp("the address cannot be written to");
  const [bounce] = await findBounces(store, [to.address]);
  if (bounce) return giveUp(bounce.said);
  try {
    await transport.sendMail({
      from: ctx.env.smtpFrom, to, subject: rendered.mail.subject, text: rendered.mail.text, html: rendered.mail.html, messageId: `<${mail.messageId}>`,
      headers: { "Auto-Submitted": "auto-generated", ...rendered.headers },
      ...(rendered.attachments ? { attachments: [...rendered.attachments] } : {}),
    });
  } catch (error) {
    return noteFailure(ctx, mail, to.address, error as MailError);
  }
  await rendered.sent();
  await markSent(store, mail.id, now);
  return { did: "sent" };
}

async function noteFailure(ctx: JobContext, mail: OutboxMail, address: string, error: MailError): Promise<Sent> {
  const { store, now } = ctx;
  const fault = judgeMailFault(error);
  const words = withoutLinks(error.response ?? error.message);
  if (fault === "bounces")
    await store.writeAll((w) => [markBouncing(store, w, { address, personId: mail.personId, since: now, said: words })], { at: now, actor: ctx.actor, action: "mail.bounce", entity: "person", entityId: mail.personId });
  await markFailed(store, mail, now, words, fault !== "later");
  return { did: "failed", isAnswered: error.responseCode !== undefined };
}

/** A server's words without any address of a page: spam filters quote the links of a mail, and those open a rating or set a password. */
const withoutLinks = (words: string): string => words.replace(/(?:https?:\/\/|\/rate\/|\/mail\/stop\/|\/sign-in\/set\/)\S+/gi, "…").slice(0, 300);
