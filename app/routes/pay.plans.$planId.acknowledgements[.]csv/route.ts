import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstantExact } from "#app/format/instant.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readAcknowledgementRows, versionAsked } from "#app/routes/_shell.pay.plans.$planId_.acknowledgements/read.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";

/** Who has acknowledged a version, as the page shows it: all pages. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const plan = await findPlan(context.store, params.planId ?? "");
  allow(viewer, "statement.read_any", plan && {});
  const url = new URL(request.url);
  const [{ locale, today, zone }, { version }] = await Promise.all([readPageFacts(request, context), versionAsked(context.store, plan!.id, url)]);
  allow(viewer, "statement.read_any", version && {});
  const { rows } = await readAcknowledgementRows(context.store, version!, url, today, "file");
  const t = translateIn(locale, "acknowledging");
  return csvResponse(`acknowledgements-${plan!.code}-v${version!.number}-${today}.csv`, [
    { header: "personnel_number", value: (row) => row.personnelNumber },
    { header: t("person"), value: (row) => personName(row, locale) },
    { header: t("state"), value: (row) => t(`state.${row.state}`) },
    { header: t("at"), value: (row) => (row.at === null ? "" : formatInstantExact(row.at, zone, locale)) },
    { header: t("reason"), value: (row) => row.reason },
  ], rows);
}
