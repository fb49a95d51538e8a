import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { pairFor } from "#app/web/pair-access.server.ts";
import { readDirections } from "#app/web/pair-direction.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** A relationship month by month in both directions: what was kept, and how satisfied the client was where the viewer may know. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const pair = await pairFor(context.store, viewer, params, "agreement.read", facts.locale);
  const directions = await readDirections(context, viewer, pair, facts);
  const t = translateIn(facts.locale, "relationship");
  const common = translateIn(facts.locale, "common");
  const rows = directions.flatMap((one) => one.months.map((row, place) => ({ ...row, provider: one.provider.name, client: one.client.name, said: one.ratings?.byMonth[place] ?? null })));
  const share = (bp: number | null | undefined) => (bp === null || bp === undefined ? null : bp / 100);
  return csvResponse("relationship-history.csv", [
    { header: t("history.month"), value: (row) => row.month },
    { header: common("provider"), value: (row) => row.provider },
    { header: common("client"), value: (row) => row.client },
    { header: t("kept"), value: (row) => row.kept.kept },
    { header: t("due"), value: (row) => row.kept.of },
    { header: t("share"), value: (row) => share(row.kept.bp) },
    { header: t("ratings.trend"), value: (row) => share(row.said?.shareBp) },
    { header: t("csv.answers"), value: (row) => row.said?.n ?? null },
  ], rows);
}
