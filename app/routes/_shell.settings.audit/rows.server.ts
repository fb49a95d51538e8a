import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { personName } from "#app/format/person-name.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readAuditDetails } from "#app/domain/audit/audit-details.ts";
import { auditDoor } from "#app/web/audit-doors.ts";
import { listAudit, loadActorNames } from "#db/queries/audit-pages.server.ts";
import { AUDIT_ACTIONS } from "#db/audit-actions.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";

export const ACTOR_KINDS = ["account", "job", "cli", "link"] as const;
/** Days that the log is looked back. */
export const SPANS = ["1", "7", "30", "365"] as const;
const SPEC: TableSpec<"seq", "action" | "actor" | "span"> = { sortable: ["seq"], defaultSort: { column: "seq", descending: true }, filters: { action: AUDIT_ACTIONS, actor: ACTOR_KINDS, span: SPANS }, pageSize: 50 };
/** The most rows of one file: the whole log is the business of `concord audit verify`. */
const CSV_ROWS = 50_000;
const DAY_MS = 86_400_000;

/** The audit log as the page and its CSV show it. */
export async function readAuditRows(request: Request, context: AppContext, viewer: Viewer, facts: PageFacts, wants: "page" | "file") {
  const { store } = context;
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const { rows, total } = await listAudit(store, {
    search: query.search, action: query.filters.action ?? null, actorKind: ACTOR_KINDS.find((kind) => kind === query.filters.actor) ?? null,
    from: query.filters.span ? facts.now - Number(query.filters.span) * DAY_MS : null, to: null, descending: query.sort.descending,
    ...(wants === "page" ? { limit: query.pageSize, offset: query.offset } : { limit: CSV_ROWS, offset: 0 }),
  });
  const names = new Map((await loadActorNames(store, rows.filter((row) => row.actorKind === "account").map((row) => row.actorId))).map((row) => [row.accountId, personName(row, facts.locale)]));
  const says = translateIn(facts.locale, "audit");
  return { query, total, rows: rows.map((row) => ({ ...row, said: readAuditDetails(row.details), opens: auditDoor(viewer.actor, row.entity, row.entityId), done: says(row.action as Key<"audit">), actor: row.actorKind === "account" ? (names.get(row.actorId) ?? row.actorId) : row.actorId })) };
}
