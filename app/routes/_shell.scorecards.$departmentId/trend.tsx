import { Card } from "#app/components/card.tsx";
import { Chart } from "#app/components/chart.tsx";
import { formatPeriod } from "#app/format/date.ts";
import { formatDecimal } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { Trend } from "./detail.server.ts";

/** Closed periods as a process behaviour chart: what is noise, and what has a cause. */
export function TrendCard({ trend, departmentId }: { readonly trend: Trend; readonly departmentId: string }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const { limitsBp } = trend;
  if (trend.periods.length < 2) return null;
  return (
    <Card title={t("trend.title")}>
      <Chart
        label={t("trend.label")}
        fileName="scores"
        labels={trend.periods.map((period) => formatPeriod(period, locale))}
        series={[{ name: t("combined"), values: trend.scoresBp.map((bp) => (bp === null ? null : bp / 100)), to: trend.periods.map((period) => `/scorecards/${departmentId}?period=${period}`) }]}
        limits={
          limitsBp
            ? [
                { name: t("trend.upper"), value: limitsBp.upper / 100 },
                { name: t("trend.mean"), value: limitsBp.mean / 100 },
                { name: t("trend.lower"), value: limitsBp.lower / 100 },
              ]
            : []
        }
        format={(value) => formatDecimal(value.toFixed(2), locale)}
      />
      {limitsBp ? <p className="mt-2 text-sm text-muted">{t("trend.explain")}</p> : null}
    </Card>
  );
}
