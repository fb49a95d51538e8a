import type { LoaderFunctionArgs } from "@remix-run/node";
import { readGroupRows } from "#app/routes/_shell.departments.groups._index/rows.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** Client groups as the page shows them, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "department.read");
  const facts = await readPageFacts(request, context);
  const { all } = await readGroupRows(request, context, facts);
  const t = translateIn(facts.locale, "organisation");
  return csvResponse(`client-groups-${facts.today}.csv`, [
    { header: t("code"), value: (row) => row.code },
    { header: translateIn(facts.locale, "common")("name"), value: (row) => row.name },
    { header: t("group.representative"), value: (row) => row.representative },
    { header: t("group.members"), value: (row) => row.members },
  ], all);
}
