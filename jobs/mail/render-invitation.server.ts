import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { InvitationMail } from "#db/queries/invitation-mail.server.ts";
import { escapeHtml, mailDocument, oneLine, smallPrint } from "./mail-markup.server.ts";
import type { RenderedMail } from "./mail-markup.server.ts";

const SCORES = [1, 2, 3, 4, 5] as const;

/** A question with the token of its link. */
export interface AskedInMail {
  readonly mail: InvitationMail;
  readonly token: string;
}

/** Where the links of a mail lead, and the language it is in. */
export interface MailFrame {
  readonly origin: string;
  readonly locale: Locale;
  readonly stopToken: string;
}

/** The page on which a person says how they want to be asked; also the address that mail programs post to. */
const stopLink = ({ origin, stopToken }: Pick<MailFrame, "origin" | "stopToken">): string => `${origin}/mail/stop/${stopToken}`;

/** Questions are no duty: mail programs may show their own button for ending them (RFC 2369, RFC 8058). */
export const stopHeaders = (frame: MailFrame): Readonly<Record<string, string>> => ({ "List-Unsubscribe": `<${stopLink(frame)}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });

/** The invitation in the receiver's language: five links that preselect a score, in text and HTML. */
export function renderInvitation({ mail, token }: AskedInMail, frame: MailFrame, isReminder: boolean): RenderedMail {
  const { locale, origin } = frame;
  const t = translateIn(locale, "mail");
  const what = whatOf(mail, locale);
  const link = (score: number) => `${origin}/rate/${token}?score=${score}`;
  const lines = [
    t("greeting", { name: mail.givenName }),
    ...(mail.handedBy === null ? [] : [t("invitation.handed", { name: oneLine(mail.handedBy) })]),
    deliveredLine(mail, locale),
    t("invitation.ask"),
  ];
  const until = t("invitation.until", { when: formatInstant(mail.expiresAt, mail.zone, locale) });
  const text = [...lines, ...SCORES.map((score) => `${t(`invitation.score.${score}`)}\n${link(score)}`), until, ...endsAsText(frame)].join("\n\n");
  const html = mailDocument(locale, [
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    "<p>",
    ...SCORES.map(
      (score) =>
        `<a href="${escapeHtml(link(score))}" style="display:block;margin:0 0 8px;padding:10px 14px;border:1px solid #c9cdd6;border-radius:6px;color:#3730a3;text-decoration:none">${escapeHtml(t(`invitation.score.${score}`))}</a>`,
    ),
    "</p>",
    smallPrint(until),
    ...endsAsHtml(frame),
  ]);
  return { subject: t(isReminder ? "invitation.reminder" : "invitation.subject", { what }), text, html };
}

/** Several questions in one mail, the five scores of each in a row. */
export function renderWeekly(asked: readonly AskedInMail[], frame: MailFrame): RenderedMail {
  const { locale, origin } = frame;
  const t = translateIn(locale, "mail");
  const link = (token: string, score: number) => `${origin}/rate/${token}?score=${score}`;
  const greeting = t("greeting", { name: asked[0]?.mail.givenName ?? "" });
  const until = (mail: InvitationMail) => t("invitation.until", { when: formatInstant(mail.expiresAt, mail.zone, locale) });
  const text = [
    greeting,
    t("weekly.ask"),
    ...asked.map(({ mail, token }) => [deliveredLine(mail, locale), ...SCORES.map((score) => `${t(`invitation.score.${score}`)}: ${link(token, score)}`), until(mail)].join("\n")),
    ...endsAsText(frame),
  ].join("\n\n");
  const html = mailDocument(locale, [
    `<p>${escapeHtml(greeting)}</p><p>${escapeHtml(t("weekly.ask"))}</p>`,
    ...asked.flatMap(({ mail, token }) => [
      `<p style="margin:24px 0 8px">${escapeHtml(deliveredLine(mail, locale))}</p>`,
      '<table role="presentation" cellspacing="0" cellpadding="0"><tr>',
      ...SCORES.map(
        (score) =>
          `<td style="padding-right:6px"><a href="${escapeHtml(link(token, score))}" title="${escapeHtml(t(`invitation.score.${score}`))}" style="display:block;min-width:44px;padding:10px 0;border:1px solid #c9cdd6;border-radius:6px;color:#3730a3;text-align:center;text-decoration:none">${score}</a></td>`,
      ),
      "</tr></table>",
      smallPrint(`${t("weekly.scale")} ${until(mail)}`),
    ]),
    ...endsAsHtml(frame),
  ]);
  return { subject: t("weekly.subject", { count: asked.length }), text, html };
}

const whatOf = (mail: InvitationMail, locale: Locale): string => oneLine(mail.title || nameIn(mail.productName, locale));

const deliveredLine = (mail: InvitationMail, locale: Locale): string =>
  translateIn(locale, "mail")("invitation.delivered", { provider: nameIn(mail.providerName, locale), what: whatOf(mail, locale), when: mail.deliveredAt === null ? "" : formatInstant(mail.deliveredAt, mail.zone, locale) });

/** What each of these mails ends with: another road to the question, and the way to have fewer of them. */
const ends = (frame: MailFrame) => {
  const t = translateIn(frame.locale, "mail");
  return [
    { text: t("inbox"), link: `${frame.origin}/inbox` },
    { text: t("stop"), link: stopLink(frame) },
  ];
};
export const endsAsText = (frame: MailFrame): string[] => ends(frame).map(({ text, link }) => `${text}\n${link}`);
export const endsAsHtml = (frame: MailFrame): string[] => ends(frame).map(({ text, link }) => smallPrint(text, link));
