import type { LoaderFunctionArgs } from "@remix-run/node";
import { readHabitsPage } from "#app/routes/_shell.scorecards.habits/read.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The table of excuses, moves and pauses, every department that the viewer may see. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "period.read");
  const locale = await localeFor(request, context);
  const page = await readHabitsPage(context, viewer, new URL(request.url), locale);
  const t = translateIn(locale, "delays");
  const common = translateIn(locale, "common");
  const percent = (bp: number | null) => (bp === null ? null : bp / 100);
  return csvResponse(`habits-${page.frame?.period ?? "none"}.csv`, [
    { header: common("period"), value: () => page.frame?.period ?? "" },
    { header: common("department"), value: (row) => row.name },
    { header: t("habits.due"), value: (row) => row.due },
    { header: `${t("habits.excused")}, %`, value: (row) => percent(row.excusedBp) },
    { header: t("habits.tasks"), value: (row) => row.tasks },
    { header: `${t("habits.moved")}, %`, value: (row) => percent(row.movedBp) },
    { header: t("habits.movedTwice"), value: (row) => row.movedTwice },
    { header: t("habits.moves"), value: (row) => row.moves },
    { header: `${t("habits.paused")}, %`, value: (row) => percent(row.pausedBp) },
    { header: t("habits.rejected"), value: (row) => row.rejected },
  ], page.all);
}
