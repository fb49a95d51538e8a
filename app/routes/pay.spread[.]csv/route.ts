import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { readSpreadPage } from "#app/routes/_shell.pay.spread/read.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** One of the tables of the page: budget use, departments, or the equity check; people only for those who see them there. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.read");
  allow(viewer, "scenario.read", {});
  const url = new URL(request.url);
  const locale = await localeFor(request, context);
  const { budget, chosen, all, groups } = await readSpreadPage(context.store, viewer.actor, url, locale);
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store: context.store, now: context.now(), actor }, viewer.actor, { entity: "bonus_run", entityId: chosen?.runId ?? "none", rows: all.length });
  const t = translateIn(locale, "payroll");
  const pay = translateIn(locale, "pay");
  const common = translateIn(locale, "common");
  const percent = (bp: number | null) => (bp === null ? null : bp / 100);
  const money = (minor: number | null, digits: number) => (minor === null ? null : minor / 10 ** digits);
  const digits = chosen?.minorDigits ?? 2;
  switch (url.searchParams.get("what")) {
    case "budget":
      return csvResponse("budget.csv", [
        { header: pay("plan"), value: (row) => row.plan },
        { header: common("period"), value: (row) => row.period },
        { header: common("state"), value: (row) => pay(`run.state.${row.state}`) },
        { header: pay("runs.people"), value: (row) => row.people },
        { header: t("budget.targets"), value: (row) => money(row.targetMinor, row.minorDigits) },
        { header: pay("run.total.paid"), value: (row) => money(row.amountMinor, row.minorDigits) },
        { header: pay("fund"), value: (row) => money(row.limitMinor, row.minorDigits) },
        { header: `${t("budget.use")}, %`, value: (row) => percent(row.useBp) },
      ], budget);
    case "equity":
      return csvResponse(`equity-${chosen?.period ?? "none"}.csv`, [
        { header: t("equity.position"), value: (row) => row.position },
        { header: pay("basis.score"), value: (row) => row.scoreBp / 100 },
        { header: pay("runs.people"), value: (row) => row.people },
        { header: t("equity.lowest"), value: (row) => row.lowestName },
        { header: `${t("equity.lowest")}: ${pay("run.lines.target")}`, value: (row) => money(row.lowest.targetMinor, digits) },
        { header: `${t("equity.lowest")}: %`, value: (row) => percent(row.lowest.payoutBp) },
        { header: t("equity.highest"), value: (row) => row.highestName },
        { header: `${t("equity.highest")}: ${pay("run.lines.target")}`, value: (row) => money(row.highest.targetMinor, digits) },
        { header: `${t("equity.highest")}: %`, value: (row) => percent(row.highest.payoutBp) },
      ], groups);
    default:
      return csvResponse(`departments-${chosen?.period ?? "none"}.csv`, [
        { header: common("department"), value: (row) => row.name },
        { header: pay("runs.people"), value: (row) => row.people },
        { header: `${t("distribution.lowest")}, %`, value: (row) => percent(row.lowestBp) },
        { header: `${t("distribution.median")}, %`, value: (row) => percent(row.medianBp) },
        { header: `${t("distribution.highest")}, %`, value: (row) => percent(row.highestBp) },
        { header: pay("run.total.target"), value: (row) => money(row.targetMinor, digits) },
        { header: pay("run.lines.amount"), value: (row) => money(row.amountMinor, digits) },
      ], all);
  }
}
