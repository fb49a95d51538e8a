import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Key } from "#app/i18n/catalogue.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readReceivedAnswers } from "#app/web/answer-rows.server.ts";
import { BOM, csvLine } from "#app/web/csv.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The answers of a list, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.read");
  const locale = await localeFor(request, context);
  const read = await readReceivedAnswers(context, viewer, new URL(request.url), locale, null);
  if (!read) throw fault(404, "not_found");
  const t = translateIn(locale, "ratings");
  const common = translateIn(locale, "common");
  const heading = [t("answers.when"), common("provider"), t("received.client"), t("answers.who"), t("answers.product"), t("answers.about"), t("answers.score"), t("received.ces"), t("answers.reasons"), t("comment"), t("answers.extra"), t("answers.voided")];
  const lines = read.all.map((row) =>
    csvLine([
      formatInstant(row.answeredAt, viewer.timeZone, locale), row.provider, row.client, row.who, row.product, row.title, row.csat, row.effort,
      row.reasons.map((reason) => t(`reason.${reason}` as Key<"ratings">)).join(", "), row.comment, row.extra.map(({ text, value }) => `${text} ${value}`).join("; "), row.voidedBecause,
    ]),
  );
  return new Response(BOM + csvLine(heading) + lines.join(""), {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="ratings-${read.frame.period}.csv"` },
  });
}
