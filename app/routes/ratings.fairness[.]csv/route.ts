import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { BOM, csvLine } from "#app/web/csv.server.ts";
import { readFairnessRows } from "#app/web/fairness-rows.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The findings of a list, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "fairness.read");
  allow(viewer, "fairness.read", {});
  const locale = await localeFor(request, context);
  const read = await readFairnessRows(context, new URL(request.url), locale);
  if (!read) throw fault(404, "not_found");
  const t = translateIn(locale, "fairness");
  const lines = read.all.map((row) => csvLine([t(`kind.${row.kind}`), row.why, row.answers, t(`state.${row.state}`)]));
  return new Response(BOM + csvLine([t("kind"), t("why"), t("answers"), t("state")]) + lines.join(""), {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="fairness-${read.frame.period}.csv"` },
  });
}
