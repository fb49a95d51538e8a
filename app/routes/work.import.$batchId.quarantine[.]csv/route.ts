import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadImport, loadQuarantine } from "#db/queries/imports.server.ts";

const MOST_ROWS = 50_000;

/** The rows put aside with their reasons and all their cells, to be corrected where they come from. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const batch = await loadImport(context.store, params.batchId ?? "");
  if (!batch || !maySeeImport(viewer.actor, batch)) throw fault(404, "not_found");
  const [locale, rows] = await Promise.all([localeFor(request, context), loadQuarantine(context.store, batch.id, MOST_ROWS, 0)]);
  const t = translateIn(locale, "work");
  const names = Object.keys(rows[0]?.raw ?? {});
  return csvResponse(
    "quarantine.csv",
    [
      { header: t("import.line"), value: (row) => row.line },
      { header: t("import.column"), value: (row) => row.column },
      { header: t("import.reason"), value: (row) => t(`defect.${row.reason}` as Key<"work">, { value: row.value }) },
      { header: t("import.value"), value: (row) => row.value },
      ...names.map((name) => ({ header: name, value: (row: (typeof rows)[number]) => row.raw[name] ?? "" })),
    ],
    rows
  );
}
