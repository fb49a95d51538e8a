import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { readRunCheck } from "#app/routes/_shell.pay.runs.$runId_.check/read.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The people of one list of a run. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const locale = await localeFor(request, context);
  const check = await readRunCheck(context.store, viewer.actor, params.runId ?? "", new URL(request.url), locale);
  allow(viewer, "statement.read_any", check && {});
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store: context.store, now: context.now(), actor }, viewer.actor, { entity: "bonus_run", entityId: check!.runId, rows: check!.all.length });
  const pay = translateIn(locale, "pay");
  const common = translateIn(locale, "common");
  const amount = (minor: number | null, unit: string) => (minor === null ? null : minor / 10 ** (unit === "percent" ? 2 : check!.minorDigits));
  return csvResponse(`check-${check!.period}-${check!.open ?? "none"}.csv`, [
    { header: pay("run.lines.person"), value: (row) => row.name },
    { header: translateIn(locale, "catalogue")("personnelNumber"), value: (row) => row.personnelNumber },
    { header: common("department"), value: (row) => row.department },
    { header: check!.against ? formatPeriod(check!.against.period, locale) : "", value: (row) => amount(row.beforeMinor, row.unit) },
    { header: formatPeriod(check!.period, locale), value: (row) => amount(row.afterMinor, row.unit) },
    { header: pay("run.lines.change"), value: (row) => amount(row.changeMinor, row.unit) },
  ], check!.all);
}
