import type { LoaderFunctionArgs } from "@remix-run/node";
import { addDays } from "#app/domain/time/local-date.ts";
import { personName } from "#app/format/person-name.ts";
import { readAbsenceRows } from "#app/routes/_shell.pay.absences/rows.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** Absences as the form takes them back: all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  allow(viewer, "statement.read_any", {});
  const { locale, today } = await readPageFacts(request, context);
  const { rows } = await readAbsenceRows(context.store, new URL(request.url), "file");
  return csvResponse(`absences-${today}.csv`, [
    { header: "personnel_number", value: (row) => row.personnelNumber },
    { header: "person", value: (row) => personName(row, locale) },
    { header: "kind", value: (row) => row.kind },
    { header: "from", value: (row) => row.from },
    { header: "last_day", value: (row) => addDays(row.to, -1) },
  ], rows);
}
