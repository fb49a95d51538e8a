import { nameIn } from "#app/domain/names.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { InvitationMail } from "#db/queries/invitation-mail.server.ts";

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const SCORES = [1, 2, 3, 4, 5] as const;

/** The invitation in the receiver's language: five links that preselect a score, in text and HTML. */
export function renderInvitation(mail: InvitationMail, origin: string, token: string, isReminder = false): RenderedMail {
  const t = translateIn(mail.locale, "mail");
  const what = oneLine(mail.title || nameIn(mail.productName, mail.locale));
  const provider = nameIn(mail.providerName, mail.locale);
  const link = (score: number) => `${origin}/rate/${token}?score=${score}`;
  const lines = [
    t("greeting", { name: mail.givenName }),
    t("invitation.delivered", { provider, what, when: mail.deliveredAt === null ? "" : formatInstant(mail.deliveredAt, mail.zone, mail.locale) }),
    t("invitation.ask"),
  ];
  const ends = [t("invitation.until", { when: formatInstant(mail.expiresAt, mail.zone, mail.locale) }), t("footer", { who: provider })];
  const text = [...lines, ...SCORES.map((score) => `${t(`invitation.score.${score}`)}\n${link(score)}`), ...ends].join("\n\n");
  const html = [
    `<!doctype html><html lang="${mail.locale}"><body style="font-family:Inter,Arial,sans-serif;font-size:15px;line-height:1.5;color:#1f2430">`,
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    "<p>",
    ...SCORES.map(
      (score) =>
        `<a href="${escapeHtml(link(score))}" style="display:block;margin:0 0 8px;padding:10px 14px;border:1px solid #c9cdd6;border-radius:6px;color:#3730a3;text-decoration:none">${escapeHtml(t(`invitation.score.${score}`))}</a>`,
    ),
    "</p>",
    ...ends.map((line) => `<p style="color:#5b6272;font-size:13px">${escapeHtml(line)}</p>`),
    "</body></html>",
  ].join("\n");
  return { subject: t(isReminder ? "invitation.reminder" : "invitation.subject", { what }), text, html };
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

/** A title from an import cannot add a line, and so no header, of its own. */
const oneLine = (text: string): string => text.replace(/[\r\n\t]+/g, " ").slice(0, 200);
