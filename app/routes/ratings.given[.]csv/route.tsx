import type { LoaderFunctionArgs } from "@remix-run/node";
import { readGivenRows } from "#app/routes/_shell.ratings_.given/rows.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** One's own answers and what was done about them, by the same search and filters. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.give");
  const { personId } = viewer.actor;
  allow(viewer, "answer.give", { personIds: [personId] });
  const facts = await readPageFacts(request, context);
  const { all } = await readGivenRows(request, context, facts, personId);
  const t = translateIn(facts.locale, "asking");
  const improvement = translateIn(facts.locale, "improvement");
  return csvResponse(`answers-${facts.today}.csv`, [
    { header: t("given.provider"), value: (row) => row.provider },
    { header: t("given.what"), value: (row) => row.what },
    { header: translateIn(facts.locale, "ratings")("rating"), value: (row) => row.csat },
    { header: translateIn(facts.locale, "ratings")("comment"), value: (row) => row.comment },
    { header: t("given.when"), value: (row) => new Date(row.answeredAt).toISOString() },
    { header: t("given.done"), value: (row) => (row.done ? improvement(`state.${row.done.state}`) : null) },
    { header: improvement("action"), value: (row) => row.done?.action ?? null },
  ], all);
}
