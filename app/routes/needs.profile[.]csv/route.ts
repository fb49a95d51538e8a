import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadKpis } from "#db/queries/needs.server.ts";
import { readKpiValues } from "#app/web/kpi-values.server.ts";

/** The monthly figures of a client towards a provider, for the eyes that see the profile. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "profile.read");
  const params = new URL(request.url).searchParams;
  const [clientId, providerId] = [params.get("client") ?? "", params.get("provider") ?? ""];
  allow(viewer, "profile.read", { partyIds: [clientId, providerId] });
  const locale = await localeFor(request, context);
  const rows = await readKpiValues(context.store, await loadKpis(context.store, clientId, providerId), locale);
  const t = translateIn(locale, "needs");
  return csvResponse(
    "client-figures.csv",
    [
      { header: t("kpi.month"), value: (row) => row.month },
      { header: t("kpi.name"), value: (row) => row.name },
      { header: t("kpi.value"), value: (row) => row.value },
      { header: t("kpi.unit"), value: (row) => row.unit ?? "" },
      { header: t("kpi.target"), value: (row) => (row.target === null ? "" : `${row.isHigherBetter ? ">=" : "<="} ${row.target}`) },
      { header: t("kpi.reached"), value: (row) => (row.reached === null ? "" : t(row.reached ? "kpi.yes" : "kpi.no")) },
      { header: t("kpi.note"), value: (row) => row.note ?? "" },
      { header: t("kpi.by"), value: (row) => row.by },
      { header: t("kpi.at"), value: (row) => formatInstant(row.at, viewer.timeZone, locale) },
    ],
    rows
  );
}
