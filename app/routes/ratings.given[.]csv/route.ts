import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readGivenAnswers } from "#app/web/answer-rows.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** One's own answers and what was done about them, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "notice.read");
  const { locale, today, zone } = await readPageFacts(request, context);
  const { all } = await readGivenAnswers(context, viewer, new URL(request.url), locale, today, zone);
  const t = translateIn(locale, "ratings");
  const improvement = translateIn(locale, "improvement");
  return csvResponse(`answers-${today}.csv`, [
    { header: t("answers.when"), value: (row) => new Date(row.answeredAt).toISOString() },
    { header: translateIn(locale, "common")("provider"), value: (row) => row.provider },
    { header: t("answers.about"), value: (row) => row.title },
    { header: t("answers.score"), value: (row) => row.csat },
    { header: t("answers.reasons"), value: (row) => row.reasons.map((reason) => t(`reason.${reason}` as Key<"ratings">)).join(", ") },
    { header: t("comment"), value: (row) => row.comment },
    { header: t("answers.voided"), value: (row) => row.voidedBecause },
    { header: translateIn(locale, "asking")("given.done"), value: (row) => (row.done ? improvement(`state.${row.done.state}`) : null) },
    { header: improvement("action"), value: (row) => row.done?.action ?? null },
  ], all);
}
