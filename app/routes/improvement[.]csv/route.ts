import type { LoaderFunctionArgs } from "@remix-run/node";
import { readCaseRows } from "#app/operations/lists/case-list.server.ts";
import { caseColumns } from "#app/operations/lists/list-columns.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The cases of a view, all pages, for the same eyes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "case.read");
  const locale = await localeFor(request, context);
  const { rows } = await readCaseRows(new URL(request.url).searchParams, context.store, viewer.actor, locale, context.now(), true);
  return csvResponse("improvement.csv", caseColumns(locale, viewer.timeZone), rows);
}
