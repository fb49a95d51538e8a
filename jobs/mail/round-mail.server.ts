import { reviewPeriod } from "#app/domain/survey/survey-round.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { hashToken, makeLinkToken } from "#app/operations/survey-link.server.ts";
import type { OutboxMail } from "#db/queries/outbox.server.ts";
import { loadRelationshipAsked } from "#db/queries/relationship.server.ts";
import { loadReviewInvitations, loadRoundMail, markRoundSent } from "#db/queries/survey-rounds.server.ts";
import type { JobContext } from "#jobs/job.ts";
import { escapeHtml, mailDocument, smallPrint } from "./mail-markup.server.ts";
import type { RenderedMail } from "./mail-markup.server.ts";
import type { Outgoing } from "./outgoing.server.ts";
import { endsAsHtml, endsAsText, stopHeaders } from "./render-invitation.server.ts";
import type { MailFrame } from "./render-invitation.server.ts";

/** The one mail of a quarterly round to a person, or a reminder of it; null when there is nothing left to answer. */
export async function renderRoundMail(ctx: JobContext, mail: OutboxMail, frame: MailFrame): Promise<Outgoing | null> {
  const found = await loadRoundMail(ctx.store, mail.refs.roundPersonId ?? "");
  if (!found?.email || found.state !== "open" || found.closesAt <= ctx.now || found.surveyMail === "none") return null;
  const about = found.survey === "relationship" ? await loadRelationshipAsked(ctx.store, found.roundId, found.personId) : await loadReviewInvitations(ctx.store, found.personId, reviewPeriod(found.quarter));
  const token = makeLinkToken(ctx.env.appSecret, found.id, found.closesAt, "round");
  return {
    to: { name: `${found.givenName} ${found.surname}`.replace(/[\r\n]/g, " "), address: found.email },
    headers: stopHeaders(frame),
    mail: renderRound({ ...found, providers: about.length, locale: frame.locale }, `${ctx.env.origin}/rate/round/${token}`, frame, mail.refs.reminder !== undefined),
    // A reminder's link is another one where the portal's key was changed; the days to answer count from the first mail.
    sent: async () =>
      void (await ctx.store.writeAll((w) => [markRoundSent(ctx.store, w, found.id, hashToken(token), found.sentAt ?? ctx.now)], { at: ctx.now, actor: ctx.actor, action: "survey.sent", entity: "survey_round", entityId: found.roundId })),
  };
}

interface RoundMail {
  readonly survey: "client_review" | "relationship";
  readonly quarter: string;
  readonly closesAt: number;
  readonly providers: number;
  readonly givenName: string;
  readonly locale: "en" | "ru";
  readonly zone: string;
}

/** The mail in the receiver's language: what is asked, who will see it, one link. */
export function renderRound(mail: RoundMail, link: string, frame: MailFrame, isReminder: boolean): RenderedMail {
  const t = translateIn(mail.locale, "mail");
  const quarter = formatPeriod(mail.quarter, mail.locale);
  const lines = [t("greeting", { name: mail.givenName }), t(`round.${mail.survey}.ask`, { quarter, providers: t("round.providers", { count: mail.providers }) }), t(`round.${mail.survey}.seen`)];
  const ends = [t("round.until", { when: formatInstant(mail.closesAt, mail.zone, mail.locale) }), t("round.footer")];
  const subject = t(`round.${mail.survey}.subject`, { quarter });
  const html = mailDocument(mail.locale, [
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    `<p><a href="${escapeHtml(link)}" style="display:inline-block;padding:10px 14px;border:1px solid #c9cdd6;border-radius:6px;color:#3730a3;text-decoration:none">${escapeHtml(t("round.open"))}</a></p>`,
    ...ends.map((line) => smallPrint(line)),
    ...endsAsHtml(frame),
  ]);
  return { subject: isReminder ? t("round.reminder", { subject }) : subject, text: [...lines, `${t("round.open")}\n${link}`, ...ends, ...endsAsText(frame)].join("\n\n"), html };
}
