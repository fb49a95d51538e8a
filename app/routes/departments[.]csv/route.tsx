import type { LoaderFunctionArgs } from "@remix-run/node";
import { readDepartmentRows } from "#app/routes/_shell.departments._index/rows.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** Departments as the page shows them, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "department.read");
  const facts = await readPageFacts(request, context);
  const { all } = await readDepartmentRows(request, context, facts);
  const t = translateIn(facts.locale, "catalogue");
  const common = translateIn(facts.locale, "common");
  return csvResponse(`departments-${facts.today}.csv`, [
    { header: t("code"), value: (row) => row.code },
    { header: common("department"), value: (row) => row.name },
    { header: t("above"), value: (row) => row.parent },
    { header: common("role.head"), value: (row) => row.head },
    { header: t("people"), value: (row) => row.people },
    { header: t("given"), value: (row) => row.given },
    { header: t("received"), value: (row) => row.received },
  ], all);
}
