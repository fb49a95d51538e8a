import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readKeptRows } from "#app/web/kept-rows.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** What was promised to a department and what came, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const page = await readKeptRows(context, viewer, new URL(request.url), facts);
  const t = translateIn(facts.locale, "style");
  const share = (bp: number | null) => (bp === null ? null : bp / 100);
  return csvResponse(`kept-${page.months[0]}.csv`, [
    { header: t("kept.provider"), value: (row) => row.provider },
    { header: t("kept.product"), value: (row) => row.name },
    { header: t("kept.target"), value: (row) => (row.target.type === "share" ? share(row.target.bp) : t("kept.atMost", { n: row.target.atMostMissed })) },
    { header: t("kept.month", { month: formatPeriod(page.months[0], facts.locale) }), value: (row) => share(row.last.bp) },
    { header: t("kept.month", { month: formatPeriod(page.months[1], facts.locale) }), value: (row) => share(row.before.bp) },
    { header: t("kept.change"), value: (row) => share(row.changeBp) },
  ], page.all);
}
