import type { LoaderFunctionArgs } from "@remix-run/node";
import { readExternalValues } from "#app/routes/_shell.pay.metrics/rows.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** Every value of the metrics from outside that the list shows, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.read");
  allow(viewer, "scenario.read", {});
  const { locale, today } = await readPageFacts(request, context);
  const { all } = await readExternalValues(context.store, new URL(request.url), locale);
  return csvResponse(`metrics-${today}.csv`, [
    { header: "metric", value: (row) => row.metric },
    { header: "period", value: (row) => row.period },
    { header: "value", value: (row) => row.value },
    { header: "source", value: (row) => row.source },
    { header: "state", value: (row) => row.state },
    { header: "entered_at", value: (row) => new Date(row.at).toISOString() },
  ], all);
}
