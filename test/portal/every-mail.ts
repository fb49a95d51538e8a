import pino from "pino";
import PostalMime, { type Email } from "postal-mime";
import { newId } from "#db/new-id.server.ts";
import { queueMails, type QueuedMail } from "#db/queries/outbox.server.ts";
import { sendMails } from "#jobs/mail/send-mails.server.ts";
import { startMailServer } from "#test/support/mail-server.ts";
import type { OpenPortal } from "#test/support/open-portal.ts";

const HEADERS = new Set(["auto-submitted", "content-type", "date", "from", "list-unsubscribe", "list-unsubscribe-post", "message-id", "mime-version", "subject", "to"]);
/** All that our mails are built of. */
const ELEMENTS = new Set(["html", "body", "p", "a", "ul", "li", "table", "tr", "td", "th"]);
const ATTRIBUTES = new Set(["lang", "style", "href", "role", "cellspacing", "cellpadding", "title"]);
const OURS = "@meridian.example";

/** Mails of every kind about what is in the company now, `each` of a kind at most, as a mail server got them. */
export async function sendEveryKind(portal: OpenPortal, each: number): Promise<Email[]> {
  const { db, store } = portal;
  const now = Date.now();
  const soon = now + 7 * 86_400_000;
  db.prepare("delete from outbox").run();
  // Everybody can be written to, and everything is still to be answered.
  db.exec(`update person set email = id || '${OURS}', survey_mail = 'each', archived_at = null`);
  db.prepare("update invitation set state = 'open', expires_at = ?").run(soon);
  db.prepare("update round_person set state = 'open'").run();
  db.prepare("update survey_round set closes_at = ?").run(soon);
  db.prepare("update notice set read_at = null").run();
  const mails = mailsOf(portal, each, now);
  await store.writeUnaudited((w) => queueMails(store, w, mails, now));
  const server = await startMailServer();
  try {
    await sendMails({ store, now, actor: { kind: "job", id: "send-mails" }, slot: now, env: { ...portal.env, smtpUrl: server.url }, log: pino({ level: "silent" }), stopping: () => false, resumed: null, progress: async () => {}, defects: async () => {} });
    return await Promise.all(server.received.map((raw) => PostalMime.parse(raw)));
  } finally {
    await server.stop();
  }
}

/** Headers, receivers and parts of a mail that we did not give it. */
export function addedTo(mail: Email): string[] {
  const receivers = [...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.bcc ?? [])].map(({ address }) => address ?? "");
  const html = mail.html?.trimEnd() ?? "";
  return [
    ...mail.headers.filter(({ key }) => !HEADERS.has(key)).map(({ key }) => `header ${key}`),
    ...(receivers.length === 1 && receivers[0]!.endsWith(OURS) ? [] : [`receivers ${receivers.join(", ")}`]),
    ...(mail.attachments.length === 0 && mail.text && html.startsWith("<!doctype html><html ") && html.indexOf("</html>") === html.length - "</html>".length ? [] : ["parts"]),
  ];
}

/** Markup of a mail that is not ours, and links that lead elsewhere. */
export function foreignMarkup(mail: Email, origin: string): string[] {
  const body = (mail.html ?? "").replace("<!doctype html>", "");
  const tags = [...body.matchAll(/<\/?([a-z]+)((?: [a-z]+="[^"<>]*")*)>/g)];
  const isOdd = tags.length !== body.split("<").length - 1 || tags.length !== body.split(">").length - 1;
  return [
    ...(isOdd ? ["a sign of markup that belongs to no tag"] : []),
    ...tags.flatMap(([tag, name, attributes]) => {
      const named = [...attributes!.matchAll(/ ([a-z]+)="([^"]*)"/g)];
      const isOurs = ELEMENTS.has(name!) && named.every(([, attribute, value]) => ATTRIBUTES.has(attribute!) && (attribute !== "href" || value === origin || value!.startsWith(`${origin}/`)));
      return isOurs ? [] : [tag];
    }),
  ];
}

/** A mail of each kind for several people: notices of every kind that the company has, digests, questions, rounds, links for passwords. */
function mailsOf({ db, account }: OpenPortal, each: number, now: number): QueuedMail[] {
  let n = 0;
  const mail = (template: string, personId: string, refs: Readonly<Record<string, string>>): QueuedMail => ({ dedupeKey: `hostile:${(n += 1)}`, template, locale: n % 2 === 0 ? "en" : "ru", personId, refs, notBefore: now });
  const rows = <Row>(sql: string, ...values: readonly unknown[]): Row[] => db.prepare(sql).all(...values) as Row[];
  const notices = rows<{ personId: string; kind: string; refs: string }>("select person_id as personId, kind, refs from (select *, row_number() over (partition by kind order by id) as nth from notice) where nth <= ?", Math.ceil(each / 8));
  const linkId = newId();
  db.prepare("insert into password_link (id, account_id, purpose, created_at, expires_at, ended_at, token_hash) values (?, ?, 'reset', ?, ?, null, null)").run(linkId, account.head.id, now, now + 3_600_000);
  // The lists that people order: one of tasks and one of cases, whatever their rows say.
  const lists = ["/work", "/improvement"].map((list) => {
    const id = newId();
    db.prepare("insert into subscription (id, person_id, list, query, name, rhythm, weekday, minute, sends_empty, attaches_csv, next_at, paused_at, ended_at, created_at, row_version) values (?, ?, ?, '', ?, 'daily', null, 540, 1, 0, ?, null, null, ?, 1)").run(id, account.head.personId, list, rows<{ title: string }>("select title from task order by id desc limit 1")[0]!.title, now + 86_400_000, now);
    return mail("list", account.head.personId, { subscriptionId: id });
  });
  return [
    ...lists,
    ...notices.map(({ personId, kind, refs }) => mail("notice", personId, { ...(JSON.parse(refs) as Record<string, string>), kind })),
    ...rows<{ personId: string }>("select distinct person_id as personId from notice limit ?", each).map(({ personId }) => mail("digest", personId, { since: "0" })),
    ...rows<{ id: string; personId: string }>("select id, person_id as personId from invitation where survey = 'transactional' limit ?", each).map(({ id, personId }) => mail("invitation", personId, { invitationId: id })),
    ...rows<{ personId: string }>("select person_id as personId from invitation where survey = 'transactional' and period in (select month from period where state in ('open', 'review')) group by person_id limit ?", each).map(({ personId }) => mail("weekly_questions", personId, {})),
    ...rows<{ id: string; personId: string }>("select id, person_id as personId from round_person limit ?", each).map(({ id, personId }) => mail("round", personId, { roundPersonId: id })),
    mail("password_link", account.head.personId, { linkId }),
  ];
}
