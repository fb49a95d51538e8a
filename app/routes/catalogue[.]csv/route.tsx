import type { LoaderFunctionArgs } from "@remix-run/node";
import { readProductRows } from "#app/routes/_shell.catalogue._index/rows.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** The catalogue of products as the page shows it, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "product.read");
  const facts = await readPageFacts(request, context);
  const { all } = await readProductRows(request, context, facts);
  const t = translateIn(facts.locale, "catalogue");
  const common = translateIn(facts.locale, "common");
  return csvResponse(`products-${facts.today}.csv`, [
    { header: t("code"), value: (row) => row.code },
    { header: common("product.one"), value: (row) => row.name },
    { header: common("provider"), value: (row) => row.provider },
    { header: t("kind"), value: (row) => common(`productKind.${row.kind}`) },
    { header: t("clients"), value: (row) => row.clients },
    { header: t("obligations"), value: (row) => row.obligations },
  ], all);
}
