import { listAddress } from "#app/domain/list/list-address.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readMailedList, type MailedList } from "#app/operations/lists/read-mailed-list.server.ts";
import { loadActor } from "#app/operations/load-actor.server.ts";
import { makeListStopToken } from "#app/operations/survey-link.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import type { OutboxMail } from "#db/queries/outbox.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadAccountIds } from "#db/queries/privacy.server.ts";
import { findSubscription, type SubscriptionRow } from "#db/queries/subscriptions.server.ts";
import type { JobContext } from "#jobs/job.ts";
import { escapeHtml, mailDocument, oneLine, smallPrint, type RenderedMail } from "./mail-markup.server.ts";
import type { Outgoing } from "./outgoing.server.ts";

/**
 * A list that somebody ordered, read now and with their eyes as they are now: whoever left, lost the right or whose account is switched off
 * gets none. Null also where the list is empty and no mail was wanted then.
 */
export async function listMail(ctx: JobContext, mail: OutboxMail): Promise<Outgoing | null> {
  const { store, now, env } = ctx;
  const order = await findSubscription(store, mail.refs.subscriptionId ?? "");
  if (!order || order.endedAt !== null || order.pausedAt !== null) return null;
  const [[person], accounts, organisation, departments] = await Promise.all([loadPeople(store, [order.personId]), loadAccountIds(store, order.personId), loadOrganisation(store), loadDepartments(store, "all")]);
  if (!person?.email || person.archivedAt !== null) return null;
  const today = localDateOf(zoneOf(organisation?.zone ?? "UTC"), now);
  const tree = departmentTree(departments);
  const [actor] = (await Promise.all(accounts.map((id) => loadActor(store, id, now, today, tree)))).flatMap((one) => one ?? []);
  if (!actor) return null;
  const locale = mail.locale === "ru" ? "ru" : "en";
  const list = await readMailedList(store, { list: order.list, query: order.query, actor, locale, zone: person.zone, now, withFile: order.attachesCsv });
  if (!list || (list.total === 0 && !order.sendsEmpty)) return null;
  const stop = `${env.origin}/mail/stop/${makeListStopToken(env.appSecret, order.id, now)}`;
  return {
    to: { name: `${person.givenName} ${person.surname}`.replace(/[\r\n]/g, " "), address: person.email },
    mail: renderList(list, order, { locale, givenName: person.givenName, origin: env.origin, stop }),
    headers: { "List-Unsubscribe": `<${stop}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    ...(list.csv !== null && list.total > 0 ? { attachments: [{ filename: `${order.list.slice(1).replace(/\W+/g, "-")}-${today}.csv`, content: list.csv, contentType: "text/csv; charset=utf-8" }] } : {}),
    sent: async () => undefined,
  };
}

interface ListFrame {
  readonly locale: "en" | "ru";
  readonly givenName: string;
  readonly origin: string;
  /** Where the mail can be ended. */
  readonly stop: string;
}

/** The list as text and HTML: its first rows, each a link, and the ways to all of it and out of it. */
export function renderList(list: MailedList, order: Pick<SubscriptionRow, "list" | "query" | "name">, { locale, givenName, origin, stop }: ListFrame): RenderedMail {
  const t = translateIn(locale, "mail");
  const link = `${origin}${listAddress(order.list, order.query)}`;
  const count = formatCount(list.total, locale);
  const lead = list.total === 0 ? t("list.none", { list: list.title }) : list.isMore ? t("list.more", { list: list.title, count }) : t("list.count", { list: list.title, count: list.total });
  const lines = [t("greeting", { name: givenName }), lead, ...(list.unread.length > 0 ? [t("list.unread", { what: list.unread.join(", ") })] : [])];
  const rest = list.total > list.rows.length ? [t("list.shown", { count: list.rows.length })] : [];
  const ends = [
    { text: t("list.open"), link },
    { text: t("list.manage"), link: `${origin}/saved` },
    { text: t("list.stop"), link: stop },
  ];
  const cell = "padding:6px 10px 6px 0;border-bottom:1px solid #e3e6ec;text-align:left;vertical-align:top";
  const table = [
    '<table cellspacing="0" cellpadding="0" style="border-collapse:collapse;font-size:13px">',
    `<tr>${list.headers.map((header) => `<th style="${cell};color:#5b6272;font-weight:600">${escapeHtml(header)}</th>`).join("")}</tr>`,
    ...list.rows.map((row) => `<tr>${row.cells.map((text, at) => `<td style="${cell}">${at === 0 ? `<a href="${escapeHtml(origin + row.to)}" style="color:#3730a3">${escapeHtml(oneLine(text))}</a>` : escapeHtml(oneLine(text))}</td>`).join("")}</tr>`),
    "</table>",
  ];
  const html = mailDocument(locale, [...lines.map((line) => `<p>${escapeHtml(line)}</p>`), ...(list.rows.length > 0 ? table : []), ...rest.map((line) => smallPrint(line)), ...ends.map((end) => smallPrint(end.text, end.link))]);
  const rows = list.rows.map((row) => `${row.cells.map((text, at) => `${list.headers[at]}: ${oneLine(text)}`).join("\n")}\n${origin}${row.to}`);
  return { subject: oneLine(order.name), text: [...lines, ...rows, ...rest, ...ends.map((end) => `${end.text}\n${end.link}`)].join("\n\n"), html };
}
