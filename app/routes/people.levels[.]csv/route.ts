import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { readLevelRows, seesLevels } from "#app/web/level-rows.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** Levels of client orientation, all pages: of everybody for HR and the auditor, of their people for heads. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "level.read");
  if (seesLevels(viewer) === null) throw fault(403, "forbidden");
  const facts = await readPageFacts(request, context);
  const page = await readLevelRows(context, viewer, new URL(request.url), facts);
  const t = translateIn(facts.locale, "levels");
  return csvResponse(`levels-${facts.today}.csv`, [
    { header: t("person"), value: (row) => row.name },
    { header: t("department"), value: (row) => row.department },
    { header: t("year"), value: (row) => row.year },
    { header: t("level"), value: (row) => row.level },
    { header: t("answers"), value: (row) => t("answers.of", { answered: row.answered, asked: row.asked }) },
  ], page.all);
}
