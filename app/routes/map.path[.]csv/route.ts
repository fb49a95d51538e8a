import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { readDelayRows } from "#app/web/delay-rows.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** What delays what, as it was chosen, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "map.read");
  const facts = await readPageFacts(request, context);
  const page = await readDelayRows(context, new URL(request.url), facts);
  const t = translateIn(facts.locale, "chain");
  return csvResponse("delays.csv", [
    { header: t("column.step"), value: (row) => row.step },
    { header: t("column.says"), value: (row) => row.says },
    { header: t("csv.up"), value: (row) => row.words.up },
    { header: t("csv.upProduct"), value: (row) => row.words.upProduct },
    { header: t("csv.provider"), value: (row) => row.words.provider },
    { header: t("csv.product"), value: (row) => row.words.product },
    { header: t("csv.client"), value: (row) => row.words.client },
    { header: t("column.waited"), value: (row) => row.waited },
    { header: t("column.upLate"), value: (row) => row.upLate },
    { header: t("column.bothLate"), value: (row) => row.bothLate },
    { header: t("kind"), value: (row) => t(`kind.${row.kind}`) },
  ], page.all);
}
