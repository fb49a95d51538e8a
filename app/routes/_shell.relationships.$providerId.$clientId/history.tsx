import { Card } from "#app/components/card.tsx";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { Figure } from "#app/components/figure.tsx";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { Direction } from "#app/web/pair-direction.server.ts";

interface MonthRow {
  readonly month: string;
  readonly at: number;
}

/** Both directions month by month, the newest first; months before anything was measured are left out. */
export function History({ directions, path }: { readonly directions: readonly Direction[]; readonly path: string }) {
  const t = useT("relationship");
  const common = useT("common");
  const locale = useLocale();
  const shown = directions.filter((one) => one.promises.length > 0 || one.ratings?.byMonth.some((row) => row.n > 0));
  const rows: readonly MonthRow[] = (directions[0]?.months ?? [])
    .map(({ month }, at) => ({ month, at }))
    .filter(({ at }) => shown.some((one) => (one.months[at]?.kept.of ?? 0) > 0 || (one.ratings?.byMonth[at]?.n ?? 0) > 0))
    .reverse();
  if (rows.length === 0) return null;
  const columns = shown.flatMap((one): Column<MonthRow>[] => [
    {
      id: `kept-${one.provider.id}`, header: t("history.kept", { provider: one.provider.name, client: one.client.name }), align: "end",
      cell: ({ at }) => <KeptFigure kept={one.months[at]!.kept} {...(one.months[at]!.to ? { to: one.months[at]!.to } : {})} />,
    },
    ...(one.ratings === null
      ? []
      : [{
          id: `said-${one.provider.id}`, header: t("history.satisfied", { client: one.client.name }), align: "end" as const,
          cell: ({ at, month }: MonthRow) => {
            const said = one.ratings?.byMonth[at];
            return !said || said.shareBp === null ? "–" : <Figure to={`${one.ratings!.to}&period=${month}`}>{formatPercentBpShort(said.shareBp, locale)}</Figure>;
          },
        }]),
  ]);
  return (
    <div className="print:[zoom:.72]">
      <Card title={t("history")} aside={<a href={`${path}/history.csv`} download title={common("download.csv.label")} className="no-print text-accent hover:underline">{common("download.csv")}</a>} flush>
        <DataTable label={t("history")} rows={rows} rowKey={(row) => row.month} compact columns={[{ id: "month", header: t("history.month"), cell: ({ month }) => capital(formatPeriod(month, locale), locale) }, ...columns]} empty={null} />
      </Card>
    </div>
  );
}
