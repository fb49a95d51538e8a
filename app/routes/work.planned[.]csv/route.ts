import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { listPlanned } from "#db/queries/occurrences.server.ts";
import { namePlanned, readPlannedQuery } from "../_shell.work.planned._index/planned-query.server.ts";

const MOST_ROWS = 50_000;

/** The planned deliveries of a view, all pages, for the same eyes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const facts = await readPageFacts(request, context);
  const { locale } = facts;
  const { lines, query, filter, asked } = await readPlannedQuery(request, context, viewer, facts);
  const rows = namePlanned(await listPlanned(context.store, filter, query.sort.descending, { limit: MOST_ROWS, offset: 0 }), lines, asked);
  const [t, common, states] = [translateIn(locale, "planned"), translateIn(locale, "common"), translateIn(locale, "states")];
  const when = (at: number) => formatInstant(at, viewer.timeZone, locale);
  return csvResponse(
    "planned-deliveries.csv",
    [
      { header: t("what"), value: (row) => row.line.name },
      { header: common("product.one"), value: (row) => row.line.product },
      { header: common("provider"), value: (row) => row.line.provider },
      { header: common("client"), value: (row) => row.line.client },
      { header: t("agreement"), value: (row) => row.line.agreement },
      { header: t("plannedFor"), value: (row) => row.scheduledOn },
      { header: t("due"), value: (row) => when(row.dueAt) },
      { header: t("window"), value: (row) => `${when(row.windowFrom)} – ${when(row.windowTo)}` },
      { header: t("change"), value: (row) => (row.isAsked ? t("change.asked") : row.change ? t(`change.${row.change}`) : "") },
      { header: t("state"), value: (row) => (row.standing ? states(row.standing) : "") },
    ],
    rows
  );
}
