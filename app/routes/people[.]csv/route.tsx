import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPersonRows } from "#app/routes/_shell.people._index/rows.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** People as the page shows them, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "people.read");
  const facts = await readPageFacts(request, context);
  const { rows } = await readPersonRows(request, context, facts, "file");
  const t = translateIn(facts.locale, "catalogue");
  const common = translateIn(facts.locale, "common");
  return csvResponse(`people-${facts.today}.csv`, [
    { header: t("personnelNumber"), value: (row) => row.number },
    { header: common("person"), value: (row) => row.name },
    { header: common("department"), value: (row) => row.department },
    { header: t("position"), value: (row) => row.position },
    { header: t("email"), value: (row) => row.email },
  ], rows);
}
