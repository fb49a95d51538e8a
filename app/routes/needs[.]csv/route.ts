import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readNeedRows } from "../_shell.needs._index/rows.server.ts";

/** The needs of a view, all pages, for the same eyes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "profile.read");
  const locale = await localeFor(request, context);
  const { all } = await readNeedRows(request, context.store, viewer, locale);
  const [t, common] = [translateIn(locale, "needs"), translateIn(locale, "common")];
  return csvResponse(
    "needs.csv",
    [
      { header: t("product"), value: (row) => row.product },
      { header: t("dimension"), value: (row) => t(`dimension.${row.dimension}`) },
      { header: t("what"), value: (row) => row.what },
      { header: common("client"), value: (row) => row.client },
      { header: common("provider"), value: (row) => row.provider },
      { header: t("importance"), value: (row) => t(`importance.${row.importance}`) },
      { header: t("state"), value: (row) => t(`state.${row.state}`) },
      { header: t("reply"), value: (row) => row.reply ?? "" },
      { header: t("stated"), value: (row) => formatInstant(row.at, viewer.timeZone, locale) },
    ],
    all
  );
}
