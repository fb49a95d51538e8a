import type { LoaderFunctionArgs } from "@remix-run/node";
import { readMapPage } from "#app/routes/_shell.map.table/read.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** The cells of the map as rows. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "map.read");
  const facts = await readPageFacts(request, context);
  const page = await readMapPage(request, context, viewer, facts, true);
  const t = translateIn(facts.locale, "map");
  const common = translateIn(facts.locale, "common");
  const nameOf = (list: readonly { readonly id: string; readonly name: string }[], id: string) => list.find((row) => row.id === id)?.name ?? "";
  return csvResponse(`map-${page.month}.csv`, [
    { header: common("period"), value: () => page.month },
    { header: common("provider"), value: (cell) => nameOf(page.providers, cell.providerId) },
    { header: common("client"), value: (cell) => nameOf(page.clients, cell.clientId) },
    { header: t("csv.kept"), value: (cell) => cell.kept.kept },
    { header: t("csv.due"), value: (cell) => cell.kept.of },
    { header: t("csv.share"), value: (cell) => (cell.kept.bp === null ? null : cell.kept.bp / 100) },
  ], page.cells);
}
