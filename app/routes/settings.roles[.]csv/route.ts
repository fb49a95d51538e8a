import type { LoaderFunctionArgs } from "@remix-run/node";
import { readGrantRows } from "#app/routes/_shell.settings.roles._index/rows.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** Roles with who gave and who took them, by the same search and filters. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "role.read");
  const facts = await readPageFacts(request, context);
  const { rows } = await readGrantRows(request, context, facts, "file");
  const t = translateIn(facts.locale, "access");
  const common = translateIn(facts.locale, "common");
  const written = (at: number | null) => (at === null ? "" : new Date(at).toISOString());
  return csvResponse(`roles-${facts.today}.csv`, [
    { header: common("person"), value: (row) => row.name },
    { header: translateIn(facts.locale, "settings")("role"), value: (row) => common(`role.${row.role}`) },
    { header: common("state"), value: (row) => t(`state.${row.state}`) },
    { header: t("from"), value: (row) => written(row.from) },
    { header: t("to"), value: (row) => written(row.to) },
    { header: t("csv.asked"), value: (row) => row.grantedBy ?? "" },
    { header: t("csv.confirmed"), value: (row) => row.confirmedBy ?? "" },
    { header: t("csv.ended"), value: (row) => row.endedBy ?? "" },
  ], rows);
}
