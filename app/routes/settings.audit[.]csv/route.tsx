import type { LoaderFunctionArgs } from "@remix-run/node";
import { readAuditRows } from "#app/routes/_shell.settings.audit/rows.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** The audit log by the same search and filters, newest or oldest first. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "audit.read");
  const facts = await readPageFacts(request, context);
  const { rows } = await readAuditRows(request, context, viewer, facts, "file");
  const t = translateIn(facts.locale, "settings");
  return csvResponse(`audit-${facts.today}.csv`, [
    { header: t("seq"), value: (row) => row.seq },
    { header: t("at"), value: (row) => new Date(row.at).toISOString() },
    { header: t("actor"), value: (row) => row.actor },
    { header: t("address"), value: (row) => row.address },
    { header: t("action"), value: (row) => row.done },
    { header: t("action.code"), value: (row) => row.action },
    { header: t("entity"), value: (row) => `${row.entity} ${row.entityId}` },
    { header: t("rows"), value: (row) => row.rows },
    { header: t("details"), value: (row) => row.details },
  ], rows);
}
