import { Card } from "#app/components/card.tsx";
import { Chart } from "#app/components/chart.tsx";
import type { Received } from "#app/domain/survey/received.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatDecimal } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { RatingsRead } from "./read.server.ts";

const percentOf = (bp: number | null): number | null => (bp === null ? null : bp / 100);
const intervalOf = (row: Pick<Received, "lowBp" | "highBp">) => (row.lowBp === null || row.highBp === null ? null : { low: row.lowBp / 100, high: row.highBp / 100 });

/** How the scores are spread, how satisfied each client is, and how many answered: each with how sure that is. */
export function RatingCharts({ data }: { readonly data: RatingsRead }) {
  const t = useT("ratings");
  const locale = useLocale();
  const percent = (value: number) => `${formatDecimal(value.toFixed(1), locale)} %`;
  const answers = `/ratings/answers?period=${data.period}`;
  const clients = [
    ...data.clientMarks.shown.map((row) => ({ ...row, to: `/ratings?client=${row.key}&period=${data.period}` })),
    ...(data.clientMarks.others ? [{ ...data.clientMarks.others, name: t("received.others", { count: data.clientMarks.others.clients }), to: null }] : []),
  ];
  // From left to right as time goes.
  const months = [...data.byMonth].reverse();
  if (data.total.n === 0) return null;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card title={t("received.spread")}>
        <Chart
          label={t("received.spread.chart")}
          fileName={`scores-${data.period}`}
          kind="bar"
          min={0}
          labels={data.byScore.map((row) => t(`score.${row.csat}` as Key<"ratings">))}
          series={[{ name: t("received.spread.share"), values: data.byScore.map((row) => percentOf(row.shareBp)), intervals: data.byScore.map(intervalOf), to: data.byScore.map(() => answers) }]}
          format={percent}
        />
      </Card>
      <Card title={t("received.rate")}>
        <Chart
          label={t("received.rate.chart")}
          fileName={`response-${data.period}`}
          min={0}
          max={100}
          labels={months.map((row) => formatPeriod(row.key, locale))}
          series={[{ name: t("received.rate"), values: months.map((row) => percentOf(row.rateBp)), to: months.map((row) => `/ratings?period=${row.key}`) }]}
          format={percent}
        />
      </Card>
      <div className="lg:col-span-2">
        <Card title={t("received.csat")}>
          <Chart
            label={t("received.clients.chart")}
            fileName={`clients-${data.period}`}
            kind="bar"
            min={0}
            max={100}
            labels={clients.map((row) => row.name)}
            series={[{ name: t("received.csat"), values: clients.map((row) => percentOf(row.shareBp)), intervals: clients.map(intervalOf), to: clients.map((row) => row.to) }]}
            format={percent}
          />
        </Card>
      </div>
    </div>
  );
}
