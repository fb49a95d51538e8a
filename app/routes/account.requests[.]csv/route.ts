import type { LoaderFunctionArgs } from "@remix-run/node";
import { nameIn } from "#app/domain/names.ts";
import { readOwnRequests } from "#app/operations/style/own-requests.server.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireViewer } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { formatClock } from "#app/format/instant.ts";
import { localTime } from "#app/format/local-time.ts";

/** One's own requests with what became of them, as a file. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const { locale, today } = await readPageFacts(request, context);
  const { rows, products, departments } = await readOwnRequests(context.store, viewer.actor.personId);
  const t = translateIn(locale, "style");
  const states = translateIn(locale, "states");
  const at = (instant: number | null) => (instant === null ? null : `${localTime(instant, viewer.timeZone).date} ${formatClock(instant, viewer.timeZone)}`);
  return csvResponse(`requests-${today}.csv`, [
    { header: t("csv.number"), value: (row) => row.externalId },
    { header: t("csv.title"), value: (row) => row.title },
    { header: t("csv.product"), value: (row) => nameIn(products.get(row.productId) ?? {}, locale) },
    { header: t("csv.provider"), value: (row) => nameIn(departments.get(row.providerId) ?? {}, locale) },
    { header: t("csv.requested"), value: (row) => at(row.requestedAt) },
    { header: t("csv.due"), value: (row) => at(row.dueAt) },
    { header: t("csv.delivered"), value: (row) => at(row.deliveredAt) },
    { header: t("csv.state"), value: (row) => states(row.state as Key<"states">) },
    { header: t("csv.outcome"), value: (row) => (row.outcome === null ? null : states(row.outcome as Key<"states">)) },
  ], rows);
}
