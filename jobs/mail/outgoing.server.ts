import type { Locale } from "#app/domain/names.ts";
import { MOST_IN_WEEKLY } from "#app/domain/survey/survey-mail.ts";
import { weeklyMail } from "#app/operations/question-mail.server.ts";
import { openRaterBook } from "#app/operations/rater-book.server.ts";
import { speakNotices } from "#app/operations/read-notice-words.server.ts";
import { hashToken, makeLinkToken, makeStopToken } from "#app/operations/survey-link.server.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadInvitationMail, loadWeeklyMail } from "#db/queries/invitation-mail.server.ts";
import type { InvitationMail } from "#db/queries/invitation-mail.server.ts";
import { loadUnread } from "#db/queries/notices.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import type { OutboxMail } from "#db/queries/outbox.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { markInvitationSent } from "#db/queries/ratings.server.ts";
import { loadSurveyPolicy } from "#db/queries/surveys.server.ts";
import type { JobContext } from "#jobs/job.ts";
import type { RenderedMail } from "./mail-markup.server.ts";
import { renderDigest, renderNotice } from "./render-notice.server.ts";
import { renderInvitation, renderWeekly, stopHeaders } from "./render-invitation.server.ts";
import type { AskedInMail, MailFrame } from "./render-invitation.server.ts";
import { listMail } from "./list-mail.server.ts";
import { renderPasswordMail } from "./password-mail.server.ts";
import { renderRoundMail } from "./round-mail.server.ts";

const MOST_IN_DIGEST = 50;

/** A mail as it goes to the server; what has to be written down once it went is done by `sent`. */
export interface Outgoing {
  readonly to: { readonly name: string; readonly address: string };
  readonly mail: RenderedMail;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments?: readonly { readonly filename: string; readonly content: string; readonly contentType: string }[];
  readonly sent: () => Promise<void>;
}

/** A queued mail as it reads now; null when there is nothing left to say. Its text is made here and kept nowhere. */
export async function outgoing(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  switch (mail.template) {
    case "notice":
      return noticeMail(ctx, mail);
    case "digest":
      return digestMail(ctx, mail);
    case "invitation":
      return invitationMail(ctx, mail);
    case "weekly_questions":
      return weeklyQuestions(ctx, mail);
    case "round":
      return renderRoundMail(ctx, mail, frameOf(ctx, mail));
    case "list":
      return listMail(ctx, mail);
    case "password_link":
      return renderPasswordMail(ctx, mail);
    default:
      return null;
  }
}

const localeOf = (mail: OutboxMail): Locale => (mail.locale === "ru" ? "ru" : "en");
const receiver = (person: { readonly givenName: string; readonly surname: string }, address: string): Outgoing["to"] => ({ name: `${person.givenName} ${person.surname}`.replace(/[\r\n]/g, " "), address });
const frameOf = (ctx: JobContext, mail: OutboxMail): MailFrame => ({ origin: ctx.env.origin, locale: localeOf(mail), stopToken: makeStopToken(ctx.env.appSecret, mail.personId, ctx.now) });

const asked = (ctx: JobContext, mail: InvitationMail): AskedInMail => ({ mail, token: makeLinkToken(ctx.env.appSecret, mail.invitationId, mail.expiresAt) });

/**
 * Notes that questions went out with their links: only the hashes of these are kept. A reminder's link is another one where the
 * portal's key was changed meanwhile; the days to answer count from the first mail.
 */
async function noteSent(ctx: JobContext, questions: readonly AskedInMail[]): Promise<void> {
  await ctx.store.writeAll((w) => questions.map(({ mail, token }) => markInvitationSent(ctx.store, w, mail.invitationId, hashToken(token), mail.sentAt ?? ctx.now)), {
    at: ctx.now, actor: ctx.actor, action: "survey.sent", entity: "invitation", entityId: questions[0]!.mail.invitationId, rows: questions.length,
  });
}

async function invitationMail(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  const found = await loadInvitationMail(ctx.store, mail.refs.invitationId ?? "");
  if (!found?.email || found.archivedAt !== null || found.surveyMail === "none" || found.state !== "open" || found.expiresAt <= ctx.now) return null;
  const question = asked(ctx, found);
  const frame = frameOf(ctx, mail);
  return { to: receiver(found, found.email), mail: renderInvitation(question, frame, mail.refs.reminder !== undefined), headers: stopHeaders(frame), sent: () => noteSent(ctx, [question]) };
}

/** The mail of the week: what fits into it now; what does not waits for the next Monday. */
async function weeklyQuestions(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  const open = await loadWeeklyMail(ctx.store, mail.personId, ctx.now, MOST_IN_WEEKLY + 1);
  const first = open[0];
  if (!first?.email || first.surveyMail === "none") return null;
  const to = receiver(first, first.email);
  const questions = open.slice(0, MOST_IN_WEEKLY).map((one) => asked(ctx, one));
  const frame = frameOf(ctx, mail);
  return {
    to,
    mail: renderWeekly(questions, frame),
    headers: stopHeaders(frame),
    sent: async () => {
      await noteSent(ctx, questions);
      if (open.length > MOST_IN_WEEKLY) await queueNextWeek(ctx, mail.personId);
    },
  };
}

async function queueNextWeek(ctx: JobContext, personId: string): Promise<void> {
  const { store, now } = ctx;
  const organisation = await loadOrganisation(store);
  const today = localDateOf(zoneOf(organisation?.zone ?? "UTC"), now);
  const [[person], policy, book] = await Promise.all([loadPeople(store, [personId]), loadSurveyPolicy(store, "transactional"), openRaterBook(store, today)]);
  const next = person ? weeklyMail(book, policy, person, now).mail : null;
  if (next) await store.writeUnaudited((w) => queueMails(store, w, [next], now));
}

/** A notice as mail, in the words of its inbox row; null when its person or its subject is gone. */
async function noticeMail(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  const [person] = await loadPeople(ctx.store, [mail.personId]);
  const [spoken] = await speakNotices(ctx.store, [{ kind: mail.refs.kind ?? "", refs: mail.refs }], localeOf(mail), person?.style ?? null);
  if (!person?.email || person.archivedAt !== null || !spoken) return null;
  return { to: receiver(person, person.email), mail: renderNotice(spoken, person.givenName, localeOf(mail), ctx.env.origin), headers: {}, sent: async () => undefined };
}

/** A person's unread notices of the days since the mail's `since`, in one; null when everything was read meanwhile. */
async function digestMail(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  const [person] = await loadPeople(ctx.store, [mail.personId]);
  const unread = await loadUnread(ctx.store, mail.personId, Number(mail.refs.since ?? 0), MOST_IN_DIGEST);
  const spoken = (await speakNotices(ctx.store, unread, localeOf(mail), person?.style ?? null)).flatMap((one) => one ?? []);
  if (!person?.email || person.archivedAt !== null || spoken.length === 0) return null;
  return { to: receiver(person, person.email), mail: renderDigest(spoken, person.givenName, localeOf(mail), ctx.env.origin), headers: {}, sent: async () => undefined };
}
