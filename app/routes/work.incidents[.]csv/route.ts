import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { BOM, csvLine } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { nameIncidents, readIncidentQuery } from "#app/web/incident-rows.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { listIncidents } from "#db/queries/incidents.server.ts";

const MOST_ROWS = 10_000;

/** The incidents of a list, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "incident.read");
  const { store } = context;
  const [locale, departments] = await Promise.all([localeFor(request, context), loadDepartments(store)]);
  const { query, filter } = readIncidentQuery(new URL(request.url), departments.map((row) => row.id));
  const { rows } = await listIncidents(store, filter, { limit: MOST_ROWS, offset: 0, descending: query.sort.descending });
  const t = translateIn(locale, "delays");
  const when = (at: number | null) => (at === null ? null : formatInstant(at, viewer.timeZone, locale));
  const heading = [t("incident.title"), t("incident.departments"), t("incident.from"), t("incident.to"), t("incident.evidence"), t("incident.by"), t("incident.at"), t("incident.changed"), t("incident.withdrawn"), t("incident.because")];
  const lines = (await nameIncidents(store, rows, locale)).map((row) => csvLine([row.title, row.departments, when(row.from), when(row.to), row.evidence, row.by, when(row.declaredAt), when(row.changedAt), when(row.withdrawnAt), row.withdrawnBecause]));
  return new Response(BOM + csvLine(heading) + lines.join(""), { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="incidents.csv"' } });
}
