import type { LoaderFunctionArgs } from "@remix-run/node";
import { MODES } from "#app/domain/agreement/terms.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readyToPay } from "#app/operations/ready-to-pay.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The departments of the page, or the newest run of each plan with its fund. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.read");
  allow(viewer, "scenario.read", {});
  const [locale, ready] = await Promise.all([localeFor(request, context), readyToPay(context.store, context.now())]);
  const pay = translateIn(locale, "pay");
  const payroll = translateIn(locale, "payroll");
  const common = translateIn(locale, "common");
  const scores = translateIn(locale, "scorecards");
  const percent = (bp: number | null) => (bp === null ? null : bp / 100);
  if (new URL(request.url).searchParams.get("what") === "funds") {
    const money = (row: { readonly minorDigits: number }, minor: number | null) => (minor === null ? null : minor / 10 ** row.minorDigits);
    return csvResponse("funds.csv", [
      { header: pay("plan"), value: (row) => nameIn(row.planName, locale) },
      { header: common("period"), value: (row) => row.period },
      { header: common("state"), value: (row) => pay(`run.state.${row.state}`) },
      { header: pay("run.total.target"), value: (row) => money(row, row.targetMinor) },
      { header: pay("run.total.paid"), value: (row) => money(row, row.amountMinor) },
      { header: pay("fund"), value: (row) => money(row, row.limitMinor) },
      { header: payroll("ready.gaps"), value: (row) => row.gaps.map((gap) => `${payroll(`finding.${gap.kind}`)}: ${gap.people}`).join("; ") },
    ], ready?.funds ?? []);
  }
  return csvResponse(`departments-${ready?.payPeriod ?? "none"}.csv`, [
    { header: common("department"), value: (row) => nameIn(row.name, locale) },
    ...MODES.map((mode) => ({ header: pay(`ready.mode.${mode}`, { count: 0 }).replace(/^0\s*/, ""), value: (row: { readonly lines: Readonly<Record<(typeof MODES)[number], number>> }) => row.lines[mode] })),
    { header: scores("list.payScore"), value: (row) => percent(row.scoreBp) },
    { header: `${pay("ready.coverage")}, %`, value: (row) => percent(row.coverageBp) },
    { header: `${pay("ready.gaps")}, %`, value: (row) => percent(row.unmeasurableBp) },
    { header: pay("ready.disputes"), value: (row) => row.disputes },
  ], ready?.departments ?? []);
}
