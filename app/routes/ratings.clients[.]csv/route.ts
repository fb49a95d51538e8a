import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readClientRows } from "#app/web/client-rows.server.ts";
import { BOM, csvLine } from "#app/web/csv.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The clients of a list, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.read");
  const locale = await localeFor(request, context);
  const read = await readClientRows(context, viewer, new URL(request.url), locale);
  if (!read) throw fault(404, "not_found");
  const t = translateIn(locale, "clients");
  const heading = [translateIn(locale, "common")("provider"), t("client"), t("before"), t("now"), t("state"), t("outside")];
  const lines = read.all.map((row) => csvLine([row.provider, row.client, row.before, row.now, t(`state.${row.state}`), row.outsideSince]));
  return new Response(BOM + csvLine(heading) + lines.join(""), { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="clients-${read.frame.period}.csv"` } });
}
