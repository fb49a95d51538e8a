import type { LoaderFunctionArgs } from "@remix-run/node";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { readAdjustments } from "#app/routes/_shell.pay.adjustments/read.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The pending adjustments, all pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  allow(viewer, "statement.read_any", {});
  const locale = await localeFor(request, context);
  const { all } = await readAdjustments(context.store, context.now(), new URL(request.url), locale);
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store: context.store, now: context.now(), actor }, viewer.actor, { entity: "bonus_run", entityId: "adjustments", rows: all.length });
  const t = translateIn(locale, "payroll");
  const pay = translateIn(locale, "pay");
  const common = translateIn(locale, "common");
  const amount = (row: (typeof all)[number], minor: number) => minor / 10 ** (row.unit === "percent" ? 2 : row.minorDigits);
  return csvResponse("adjustments.csv", [
    { header: pay("run.lines.person"), value: (row) => row.name },
    { header: translateIn(locale, "catalogue")("personnelNumber"), value: (row) => row.personnelNumber },
    { header: common("department"), value: (row) => row.department },
    { header: pay("plan"), value: (row) => nameIn(row.planName, locale) },
    { header: common("period"), value: (row) => row.period },
    { header: t("adjustments.paid"), value: (row) => amount(row, row.paidMinor) },
    { header: t("adjustments.recalculated"), value: (row) => amount(row, row.recalculatedMinor) },
    { header: t("adjustments.already"), value: (row) => amount(row, row.alreadyAdjustedMinor) },
    { header: t("adjustments.delta"), value: (row) => amount(row, row.deltaMinor) },
    { header: t("adjustments.cause"), value: (row) => row.causes.map((cause) => cause.type).join(" ") },
  ], all);
}
