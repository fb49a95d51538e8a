import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { linkRows } from "#app/web/link-rows.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readServiceMap } from "#app/web/service-map.server.ts";

/** The links of the map as they were chosen, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "map.read");
  const facts = await readPageFacts(request, context);
  const url = new URL(request.url);
  const map = await readServiceMap(context, viewer, url, facts);
  const t = translateIn(facts.locale, "map");
  const common = translateIn(facts.locale, "common");
  return csvResponse(`map-links-${map.month}.csv`, [
    { header: common("period"), value: () => map.month },
    { header: t("links.provider"), value: (row) => row.provider },
    { header: t("links.client"), value: (row) => row.client },
    { header: t("links.state"), value: (row) => t(`state.${row.state}`) },
    { header: t("csv.kept"), value: (row) => row.kept.kept },
    { header: t("csv.due"), value: (row) => row.kept.of },
    { header: t("csv.share"), value: (row) => (row.kept.bp === null ? null : row.kept.bp / 100) },
    { header: t("links.risk"), value: (row) => row.atRisk },
  ], linkRows(map, url).all);
}
