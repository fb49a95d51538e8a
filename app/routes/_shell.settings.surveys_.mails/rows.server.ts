import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { personName } from "#app/format/person-name.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { findBounces, listMails } from "#db/queries/mail-states.server.ts";
import { OUTBOX_STATES } from "#db/schema/platform.ts";
import { MAIL_TEMPLATES } from "./templates.ts";

const SPEC: TableSpec<"person" | "created" | "attempts", "state" | "template"> = {
  sortable: ["person", "created", "attempts"],
  defaultSort: { column: "created", descending: true },
  filters: { state: OUTBOX_STATES, template: MAIL_TEMPLATES },
  pageSize: 50,
};
const CSV_ROWS = 50_000;
/** Addresses looked up at once. */
const PART = 500;

/** Mails with where each of them is, by the same search and filters for the page and the file. */
export async function readMailRows(request: Request, { store }: AppContext, facts: PageFacts, wants: "page" | "file") {
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const { rows, total } = await listMails(store, {
    search: query.search, state: OUTBOX_STATES.find((state) => state === query.filters.state) ?? null, template: query.filters.template ?? null, sort: query.sort,
    ...(wants === "page" ? { limit: query.pageSize, offset: query.offset } : { limit: CSV_ROWS, offset: 0 }),
  });
  const bouncing = new Set<string>();
  const addresses = [...new Set(rows.flatMap((row) => row.email?.toLowerCase() ?? []))];
  for (let at = 0; at < addresses.length; at += PART) for (const { address } of await findBounces(store, addresses.slice(at, at + PART))) bouncing.add(address);
  return {
    query, total,
    rows: rows.map(({ id, personId, email, template, state, attempt, createdAt, notBefore, sentAt, error, ...person }) => ({
      id, personId, email, template, state, attempt, createdAt, sentAt, said: error,
      name: personName(person, facts.locale),
      /** When it is tried; only while it waits. */
      dueAt: state === "waiting" ? notBefore : null,
      bounces: email !== null && bouncing.has(email.toLowerCase()),
    })),
  };
}
