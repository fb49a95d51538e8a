import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { pairFor } from "#app/web/pair-access.server.ts";
import { readDirections } from "#app/web/pair-direction.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** The promises of a relationship in both directions with how they are kept in the running pay period. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const pair = await pairFor(context.store, viewer, params, "agreement.read", facts.locale);
  const directions = await readDirections(context, viewer, pair, facts);
  const t = translateIn(facts.locale, "relationship");
  const common = translateIn(facts.locale, "common");
  const rows = directions.flatMap((one) => one.promises.map((promise) => ({ ...promise, provider: one.provider.name, client: one.client.name, period: one.period })));
  return csvResponse("relationship-promises.csv", [
    { header: common("provider"), value: (row) => row.provider },
    { header: common("client"), value: (row) => row.client },
    { header: t("promise"), value: (row) => row.name },
    { header: t("csv.sentence"), value: (row) => row.sentence },
    { header: common("agreement"), value: (row) => row.code },
    { header: common("mode"), value: (row) => common(`mode.${row.mode}`) },
    { header: common("period"), value: (row) => row.period },
    { header: t("csv.target"), value: (row) => (row.target.type === "share" ? row.target.bp / 100 : t("target.count", { count: row.target.atMostMissed })) },
    { header: t("kept"), value: (row) => row.kept.kept },
    { header: t("due"), value: (row) => row.kept.of },
    { header: t("share"), value: (row) => (row.kept.bp === null ? null : row.kept.bp / 100) },
    { header: common("state"), value: (row) => t(`state.${row.state}`) },
  ], rows);
}
