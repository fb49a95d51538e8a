import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { RESENT_COLUMN, resentCell } from "#app/operations/feeds/resend-rows.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadImport, loadQuarantine } from "#db/queries/imports.server.ts";

const MOST_ROWS = 100_000;

/**
 * The rows put aside with their reasons and all their cells, each row once: corrected in a spreadsheet and uploaded again, the file is
 * known by its first column.
 */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const batch = await loadImport(context.store, params.batchId ?? "");
  if (!batch || !maySeeImport(viewer.actor, batch)) throw fault(404, "not_found");
  const [locale, found] = await Promise.all([localeFor(request, context), loadQuarantine(context.store, batch.id, MOST_ROWS, 0)]);
  const t = translateIn(locale, "intake");
  const rows = new Map<number, { raw: Readonly<Record<string, string>>; reasons: string[] }>();
  for (const { line, column, reason, value, raw } of found) {
    const row = rows.get(line) ?? { raw, reasons: [] };
    row.reasons.push(`${column === "" ? "" : `${column}: `}${t(`defect.${reason}` as Key<"intake">, { value })}`);
    rows.set(line, row);
  }
  const names = [...new Set(found.flatMap((row) => Object.keys(row.raw)))];
  type Row = readonly [number, { readonly raw: Readonly<Record<string, string>>; readonly reasons: readonly string[] }];
  return csvResponse<Row>(
    "quarantine.csv",
    [
      { header: RESENT_COLUMN, value: ([line]) => resentCell(batch.id, line) },
      { header: t("aside.line"), value: ([line]) => line },
      { header: t("aside.reason"), value: ([, row]) => row.reasons.join(" ") },
      ...names.map((name) => ({ header: name, value: ([, row]: Row) => row.raw[name] ?? "" })),
    ],
    [...rows],
  );
}
