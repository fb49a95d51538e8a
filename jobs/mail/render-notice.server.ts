import type { Locale } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { SpokenNotice } from "#app/operations/read-notice-words.server.ts";
import { escapeHtml, mailDocument } from "./mail-markup.server.ts";
import type { RenderedMail } from "./mail-markup.server.ts";

/** A notice in the receiver's language with the way to what it is about; signing in comes first there. */
export function renderNotice(notice: SpokenNotice, givenName: string, locale: Locale, origin: string): RenderedMail {
  const greeting = translateIn(locale, "mail")("greeting", { name: givenName });
  const open = translateIn(locale, "notices")("mail.open");
  const link = notice.to ? `${origin}${notice.to}` : origin;
  const html = mailDocument(locale, [
    `<p>${escapeHtml(greeting)}</p><p>${escapeHtml(notice.text)}.</p>${notice.more ? `<p>${escapeHtml(notice.more)}.</p>` : ""}`,
    `<p>${escapeHtml(open)} <a href="${escapeHtml(link)}" style="color:#3730a3">${escapeHtml(link)}</a></p>`,
  ]);
  return { subject: notice.text.replace(/[\r\n\t]+/g, " ").slice(0, 200), text: `${greeting}\n\n${notice.text}.\n\n${notice.more ? `${notice.more}.\n\n` : ""}${open}\n${link}`, html };
}

/** Several notices as one mail, each with its way into the portal. */
export function renderDigest(notices: readonly SpokenNotice[], givenName: string, locale: Locale, origin: string): RenderedMail {
  const greeting = translateIn(locale, "mail")("greeting", { name: givenName });
  const linkOf = (notice: SpokenNotice) => `${origin}${notice.to ?? "/inbox"}`;
  const html = mailDocument(locale, [
    `<p>${escapeHtml(greeting)}</p><ul>`,
    ...notices.map((notice) => `<li><a href="${escapeHtml(linkOf(notice))}" style="color:#3730a3">${escapeHtml(notice.text)}</a></li>`),
    "</ul>",
  ]);
  return {
    subject: translateIn(locale, "notices")("digest.subject", { count: notices.length }),
    text: [greeting, ...notices.map((notice) => `${notice.text}\n${linkOf(notice)}`)].join("\n\n"),
    html,
  };
}
