import type { LoaderFunctionArgs } from "@remix-run/node";
import { scaledText } from "#app/format/number.ts";
import { personName } from "#app/format/person-name.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { readBaseRows } from "#app/routes/_shell.pay.bases/rows.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";

/** Pay bases as the form takes them back: all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  allow(viewer, "statement.read_any", {});
  const { organisation, locale, today } = await readPageFacts(request, context);
  if (!organisation) throw fault(404, "not_found");
  const { rows } = await readBaseRows(context.store, new URL(request.url), "file");
  await recordPayRead(actingContext(context, viewer), viewer.actor, { entity: "pay_base", entityId: "file", rows: rows.length });
  return csvResponse(`pay-bases-${today}.csv`, [
    { header: "personnel_number", value: (row) => row.personnelNumber },
    { header: "person", value: (row) => personName(row, locale) },
    { header: "from", value: (row) => row.from },
    { header: "base", value: (row) => scaledText(row.baseMinor, organisation.minorDigits) },
  ], rows);
}
