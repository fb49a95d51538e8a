import type { LoaderFunctionArgs } from "@remix-run/node";
import { readAgreementRows } from "#app/routes/_shell.agreements._index/rows.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** The list of agreements as the page shows it, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const { all, side } = await readAgreementRows(request, context, viewer, facts);
  const t = translateIn(facts.locale, "agreements");
  const common = translateIn(facts.locale, "common");
  const states = translateIn(facts.locale, "states");
  return csvResponse(`agreements-${side}-${facts.today}.csv`, [
    { header: t("code"), value: (row) => row.code },
    { header: common("provider"), value: (row) => row.provider.name },
    { header: common("client"), value: (row) => row.client.name },
    { header: t("products"), value: (row) => row.products.join("; ") },
    { header: t("obligations"), value: (row) => row.obligations },
    { header: common("state"), value: (row) => states(row.state) },
    { header: t("keptIn", { month: facts.month }), value: (row) => (row.kept.bp === null ? null : row.kept.bp / 100) },
    { header: t("due"), value: (row) => row.kept.of },
    { header: t("nextChange"), value: (row) => row.nextChange?.on ?? null },
  ], all);
}
