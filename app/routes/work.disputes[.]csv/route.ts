import type { LoaderFunctionArgs } from "@remix-run/node";
import { OPEN_DISPUTE_STATES } from "#app/domain/dispute/decide-dispute.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { BOM, csvLine } from "#app/web/csv.server.ts";
import { disputeScope, nameDisputes } from "#app/web/dispute-rows.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { listDisputes } from "#db/queries/disputes.server.ts";

const MOST_ROWS = 10_000;

/** The objections of a view, all pages, for the same eyes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "dispute.read");
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "disputes");
  const work = translateIn(locale, "work");
  const params = new URL(request.url).searchParams;
  const states = params.get("view") === "waiting" ? OPEN_DISPUTE_STATES : [];
  const asked = params.get("period") ?? "";
  const period = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : null;
  const rows = await nameDisputes(context.store, await listDisputes(context.store, { scope: disputeScope(viewer.actor), states, period }, { limit: MOST_ROWS, offset: 0 }), locale);
  const when = (at: number | null) => (at === null ? null : formatInstant(at, viewer.timeZone, locale));
  const heading = [t("about"), t("state"), t("department"), t("by"), t("period"), t("raised"), t("decideBy"), t("decided"), t("reason"), t("decision")];
  const lines = rows.map((row) => csvLine([row.title, work(`dispute.state.${row.state}`), row.department, row.by, row.period, when(row.createdAt), when(row.decideBy), when(row.decidedAt), row.reason, row.decision]));
  return new Response(BOM + csvLine(heading) + lines.join(""), { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="objections.csv"' } });
}
