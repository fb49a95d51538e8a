import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readPairRows } from "#app/web/pair-rows.server.ts";

/** The relationships of a list, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const page = await readPairRows(context, viewer, new URL(request.url), facts);
  const t = translateIn(facts.locale, "relationship");
  const share = (bp: number | null) => (bp === null ? null : bp / 100);
  return csvResponse(`relationships-${page.period}.csv`, [
    { header: t("list.one"), value: (row) => row.one },
    { header: t("list.other"), value: (row) => row.other },
    { header: t("list.given"), value: (row) => share(row.given.bp) },
    { header: t("list.received"), value: (row) => share(row.received.bp) },
    { header: t("list.state"), value: (row) => t(`state.${row.state}`) },
  ], page.all);
}
