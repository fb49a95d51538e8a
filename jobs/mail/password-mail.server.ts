import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { makePasswordToken } from "#app/operations/password-links.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import type { OutboxMail } from "#db/queries/outbox.server.ts";
import { findPasswordLink, markLinkSent } from "#db/queries/password-links.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import type { JobContext } from "#jobs/job.ts";
import { escapeHtml, mailDocument, smallPrint } from "./mail-markup.server.ts";
import type { Outgoing } from "./outgoing.server.ts";

/** The mail with a link that sets a password; null when the link is over or its account is not in use. It goes to the address one signs in with. */
export async function renderPasswordMail(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  const { store, now, env } = ctx;
  const link = await findPasswordLink(store, mail.refs.linkId ?? "");
  const account = link ? await findAccount(store, { id: link.accountId }) : null;
  const [person] = account ? await loadPeople(store, [account.personId]) : [];
  if (!link || !account || !person || link.endedAt !== null || link.expiresAt <= now || account.disabledAt !== null || person.archivedAt !== null) return null;
  const token = makePasswordToken(env.appSecret, link);
  const address = `${env.origin}/sign-in/set/${token}`;
  const locale = mail.locale === "ru" ? "ru" : "en";
  const t = translateIn(locale, "mail");
  const lines = [t("greeting", { name: person.givenName }), t(`password.${link.purpose}.ask`, { email: account.email })];
  const ends = [t("password.until", { when: formatInstant(link.expiresAt, person.zone, locale) }), t(`password.${link.purpose}.not`)];
  const open = t("password.open");
  const html = mailDocument(locale, [
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    `<p><a href="${escapeHtml(address)}" style="display:inline-block;padding:10px 14px;border:1px solid #c9cdd6;border-radius:6px;color:#3730a3;text-decoration:none">${escapeHtml(open)}</a></p>`,
    ...ends.map((line) => smallPrint(line)),
  ]);
  return {
    to: { name: `${person.givenName} ${person.surname}`.replace(/[\r\n]/g, " "), address: account.email },
    mail: { subject: t(`password.${link.purpose}.subject`), text: [...lines, `${open}\n${address}`, ...ends].join("\n\n"), html },
    headers: {},
    sent: async () =>
      void (await store.writeAll((w) => [markLinkSent(store, w, link.id, sha256(token))], { at: now, actor: ctx.actor, action: "account.link_sent", entity: "account", entityId: account.id, details: { purpose: link.purpose } })),
  };
}
