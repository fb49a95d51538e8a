import { formatPeriod } from "#app/format/date.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ExplainedStatement } from "#app/operations/explain-statement.server.ts";
import { statementAmount } from "./statement-view.tsx";

/** "For Q3 you receive 30,610.96 ₽: 86.92 % of 35,217.39 ₽." */
export function StatementSentence({ explained }: { readonly explained: ExplainedStatement }) {
  const t = useT("pay");
  const locale = useLocale();
  const { statement } = explained;
  const period = formatPeriod(explained.period, locale);
  const amount = statementAmount(explained, statement.amountMinor, locale);
  if (statement.shadow) return <>{t("mine.sentence.shadow", { period, amount })}</>;
  if (statement.unit === "percent") return <>{t("mine.sentence.percent", { period, percent: amount })}</>;
  // With an adjustment the amount is no longer that percent of the target.
  if (statement.effectivePayoutBp === null || statement.adjustments.length > 0) return <>{t("mine.sentence.noPercent", { period, amount })}</>;
  return <>{t("mine.sentence", { period, amount, percent: formatPercentBp(statement.effectivePayoutBp, locale), target: statementAmount(explained, statement.proratedMinor, locale) })}</>;
}
