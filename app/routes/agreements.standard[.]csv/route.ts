import type { LoaderFunctionArgs } from "@remix-run/node";
import { nameIn } from "#app/domain/names.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { BOM, csvLine } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadJoined, loadStandardTerms } from "#db/queries/standard-terms.server.ts";

/** Every set of standard terms with how many departments joined it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "product.read");
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "library");
  const [terms, departments] = await Promise.all([loadStandardTerms(context.store), loadDepartments(context.store)]);
  const joined = await loadJoined(context.store, terms.map((row) => row.id));
  const heading = [t("standard.name"), t("standard.provider"), t("standard.promises"), t("standard.joined"), t("standard.offered"), ""];
  const lines = terms.map((row) =>
    csvLine([
      nameIn(row.name, locale), nameIn(departments.find((one) => one.id === row.providerId)?.name ?? {}, locale), String(row.text.obligations.length),
      String(joined.filter((one) => one.standardTermsId === row.id).length), formatInstant(row.signedAt, viewer.timeZone, locale), t(`standard.state.${row.state}`),
    ])
  );
  return new Response(BOM + csvLine(heading) + lines.join(""), { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="standard-terms.csv"' } });
}
