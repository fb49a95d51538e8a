import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readImportRows } from "#app/routes/_shell.work.import._index/rows.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** Past imports by the same search and filters. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const { locale, today } = await readPageFacts(request, context);
  const { rows } = await readImportRows(request, context, viewer, locale, "file");
  const t = translateIn(locale, "intake");
  return csvResponse(`imports-${today}.csv`, [
    { header: t("file"), value: (row) => row.fileName },
    { header: t("source"), value: (row) => row.source },
    { header: t("when"), value: (row) => new Date(row.startedAt).toISOString() },
    { header: t("by"), value: (row) => row.by ?? t(`road.${row.road}`) },
    { header: t("state"), value: (row) => t(`state.${row.state}`) },
    { header: t("rows"), value: (row) => row.rows },
    { header: t("count.accepted"), value: (row) => row.accepted },
    { header: t("count.corrected"), value: (row) => row.corrected },
    { header: t("count.unchanged"), value: (row) => row.unchanged },
    { header: t("count.quarantined"), value: (row) => row.quarantined },
  ], rows);
}
