import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readCauses } from "../_shell.work.causes/read.server.ts";

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** The late deliveries of a promise with their first causes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const [data, t] = [await readCauses(request, context, viewer), translateIn(await localeFor(request, context), "causes")];
  return csvResponse(
    "causes.csv",
    [
      { header: t("column.id"), value: (row) => row.externalId }, { header: t("column.title"), value: (row) => row.title }, { header: t("column.cause"), value: (row) => t(`cause.${row.cause}`) },
      { header: t("column.requested"), value: (row) => iso(row.requestedAt) }, { header: t("column.due"), value: (row) => iso(row.dueAt) }, { header: t("column.delivered"), value: (row) => iso(row.deliveredAt) },
    ],
    data.deliveries,
  );
}
