import type { Actor } from "#app/domain/access/actor.ts";
import { mayEver } from "#app/domain/access/can.ts";
import { readScope } from "#app/domain/access/read-scope.ts";
import { MAILED_LISTS, type MailedListPath } from "#app/domain/list/mail-rhythm.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { csvCell } from "#app/format/csv-cell.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import { countTasks, listTasks } from "#db/queries/work-list.server.ts";
import type { Store } from "#db/store.ts";
import { readCaseRows } from "./case-list.server.ts";
import { caseColumns, workColumns, type ListColumn } from "./list-columns.server.ts";
import { LIST_NEEDS } from "./order-list-mail.server.ts";
import { deliveredIn, filterOf, readDoor, readDue, readWorkQuery } from "./work-query.server.ts";

/** Rows that a mail shows, and those that its file has. */
const SHOWN = 20;
const MOST_IN_FILE = 2_000;
const MOST_COUNTED = 2_000;

export interface MailedList {
  /** What the list is called. */
  readonly title: string;
  readonly headers: readonly string[];
  readonly rows: readonly { readonly to: string; readonly cells: readonly string[] }[];
  readonly total: number;
  /** There are more than `total`. */
  readonly isMore: boolean;
  /** Names of filters in the query that the list has no longer: it shows more than was meant. */
  readonly unread: readonly string[];
  /** The file, where one was asked for. */
  readonly csv: string | null;
}

export interface MailedListQuestion {
  readonly list: string;
  readonly query: string;
  /** Whose eyes it is read with. */
  readonly actor: Actor;
  readonly locale: Locale;
  /** Zone of the instants in it. */
  readonly zone: string;
  readonly now: number;
  readonly withFile: boolean;
}

/** A list as its person may read it now; null where they may not, or it is none that goes by mail. */
export async function readMailedList(store: Store, question: MailedListQuestion): Promise<MailedList | null> {
  const list = MAILED_LISTS.find((known) => known === question.list);
  if (!list || !mayEver(question.actor, LIST_NEEDS[list])) return null;
  return READERS[list](store, question);
}

const READERS: Readonly<Record<MailedListPath, (store: Store, question: MailedListQuestion) => Promise<MailedList>>> = { "/work": readWork, "/improvement": readCases };

async function readWork(store: Store, { query, actor, locale, zone, now, withFile }: MailedListQuestion): Promise<MailedList> {
  const params = new URLSearchParams(query);
  const [organisation, departments, products] = await Promise.all([loadOrganisation(store), loadDepartments(store, "all"), loadProducts(store)]);
  const asked = readWorkQuery(params, { productIds: products.map((row) => row.id), departmentIds: departments.map((row) => row.id) });
  const place = zoneOf(organisation?.zone ?? "UTC");
  const filter = filterOf(asked, readDoor(params, now), actor, deliveredIn(params, place), readDue(params, place));
  const scope = readScope(actor, "task.read");
  const [rows, total] = await Promise.all([listTasks(store, scope, filter, asked.sort, { limit: withFile ? MOST_IN_FILE : SHOWN, offset: 0 }), countTasks(store, scope, filter, MOST_COUNTED)]);
  const [t, common] = [translateIn(locale, "work"), translateIn(locale, "common")];
  const labels: Readonly<Record<string, string>> = { view: t("views"), side: t("side"), state: t("state"), outcome: t("outcome"), product: common("product.one"), provider: common("provider"), client: common("client") };
  const named = rows.map((row) => ({ ...row, title: row.title || nameIn(row.product, locale) }));
  return mailedList({ title: t("title"), columns: workColumns(locale, zone), rows: named, to: (row) => (row.id.startsWith("o:") ? "/work/planned" : `/work/${row.id}`), total, isMore: total === MOST_COUNTED, unread: unreadFilters(params, asked.filters, labels), withFile });
}

async function readCases(store: Store, { query, actor, locale, zone, now, withFile }: MailedListQuestion): Promise<MailedList> {
  const params = new URLSearchParams(query);
  const read = await readCaseRows(params, store, actor, locale, now, withFile);
  const [t, common] = [translateIn(locale, "improvement"), translateIn(locale, "common")];
  const filters = { ...read.query.filters, ...(params.get("view") === read.view ? { view: read.view } : {}) };
  return mailedList({ title: t("title"), columns: caseColumns(locale, zone), rows: read.rows, to: (row) => `/improvement/${row.id}`, total: read.total, isMore: false, unread: unreadFilters(params, filters, { view: t("views"), origin: t("origin"), provider: common("provider") }), withFile });
}

const unreadFilters = (params: URLSearchParams, read: Readonly<Record<string, unknown>>, labels: Readonly<Record<string, string>>): string[] =>
  Object.entries(labels).filter(([name]) => (params.get(name) ?? "") !== "" && read[name] === undefined).map(([, label]) => label);

interface Listed<Row> extends Pick<MailedList, "title" | "total" | "isMore" | "unread"> {
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  readonly to: (row: Row) => string;
  readonly withFile: boolean;
}

function mailedList<Row>({ columns, rows, to, withFile, ...rest }: Listed<Row>): MailedList {
  const short = columns.filter((column) => column.isShort);
  const lines = () => [columns.map((column) => column.header), ...rows.map((row) => columns.map((column) => column.value(row)))].map((cells) => cells.map(csvCell).join(","));
  return {
    ...rest, headers: short.map((column) => column.header), rows: rows.slice(0, SHOWN).map((row) => ({ to: to(row), cells: short.map((column) => String(column.value(row) ?? "–")) })),
    // Spreadsheets read UTF-8 only behind a byte order mark.
    csv: withFile ? `\ufeff${lines().join("\r\n")}\r\n` : null,
  };
}
