import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readCaseRows } from "#app/web/case-rows.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The cases of a view, all pages, for the same eyes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "case.read");
  const locale = await localeFor(request, context);
  const { rows } = await readCaseRows(request, context.store, viewer, locale, context.now(), true);
  const [t, common] = [translateIn(locale, "improvement"), translateIn(locale, "common")];
  return csvResponse(
    "improvement.csv",
    [
      { header: t("problem"), value: (row) => row.problem },
      { header: common("provider"), value: (row) => row.provider },
      { header: common("client"), value: (row) => row.client },
      { header: t("origin"), value: (row) => t(`origin.${row.origin}`) },
      { header: t("opened"), value: (row) => formatInstant(row.createdAt, viewer.timeZone, locale) },
      { header: t("category"), value: (row) => (row.category ? t(`category.${row.category}`) : null) },
      { header: t("action"), value: (row) => row.action },
      { header: t("owner"), value: (row) => row.owner },
      { header: t("due"), value: (row) => row.dueOn },
      { header: t("clock"), value: (row) => (row.clock ? t(`clock.${row.clock.clock}`) : null) },
      { header: t("clocks"), value: (row) => (row.clock ? t(`clock.word.${row.clock.state}`) : null) },
      { header: t("state"), value: (row) => t(`state.${row.state}`) },
    ],
    rows
  );
}
