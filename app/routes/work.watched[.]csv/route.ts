import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readWatchPage } from "#app/web/watch-lines.server.ts";

/** Watched deliveries of a list, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const locale = await localeFor(request, context);
  const page = await readWatchPage(context, viewer, new URL(request.url), locale);
  const t = translateIn(locale, "watch");
  const common = translateIn(locale, "common");
  const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  return csvResponse("watched.csv", [
    { header: t("what"), value: (row) => row.name },
    { header: common("provider"), value: (row) => row.provider },
    { header: common("client"), value: (row) => row.client },
    { header: t("due"), value: (row) => at(row.dueAt) },
    { header: common("state"), value: (row) => t(`state.${row.state}`) },
    { header: t("askAt"), value: (row) => at(row.askAt) },
    { header: t("answerBy"), value: (row) => at(row.answerBy) },
    { header: t("say.newAt"), value: (row) => at(row.newAt) },
    { header: t("say.reason"), value: (row) => row.reason },
  ], page.all);
}
