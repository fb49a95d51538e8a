import { HeartHandshake } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { QuarterChoice } from "#app/components/quarter-choice.tsx";
import { RatingTabs } from "#app/components/rating-tabs.tsx";
import type { RelationshipFigures } from "#app/domain/survey/relationship-report.ts";
import { formatDayShort, formatPeriod } from "#app/format/date.ts";
import { npsWithMargin } from "#app/format/nps.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface Row {
  readonly providerId: string;
  readonly provider: string;
  readonly total: RelationshipFigures | null;
  readonly asked: number | null;
  /** Whether the viewer may see figures of this provider at all. */
  readonly isMine: boolean;
  readonly answerBy: string;
  readonly isAnswered: boolean;
}

/** The last relationship survey: each provider's figures, as far as they may be shown, and whether it answered. */
export function RelationshipsPage({ data }: { readonly data: { readonly title: string; readonly quarter: string | null; readonly quarters: readonly string[]; readonly today: string; readonly withFairness: boolean; readonly rows: readonly Row[] } }) {
  const t = useT("rounds");
  const common = useT("common");
  const locale = useLocale();
  const { quarter, rows } = data;
  const answered = rows.filter((row) => row.isAnswered).length;
  return (
    <Page
      title={data.title}
      sentence={quarter === null ? t("results.none.sentence") : t("results.sentence", { quarter: formatPeriod(quarter, locale), answered: formatCount(answered, locale), count: rows.length })}
      tabs={<RatingTabs current="relationships" withFairness={data.withFairness} />}
      aside={quarter === null ? null : <QuarterChoice quarter={quarter} quarters={data.quarters} />}
      action={rows.some((row) => row.isMine) ? <LinkButton to={`/ratings/relationships.csv?quarter=${quarter ?? ""}`} reloadDocument>{common("download.csv")}</LinkButton> : null}
    >
      <DataTable
        label={data.title}
        rows={rows}
        rowKey={(row) => row.providerId}
        rowTo={(row) => `/ratings/relationships/${row.providerId}?quarter=${quarter ?? ""}`}
        columns={[
          { id: "provider", header: common("provider"), cell: (row) => row.provider },
          { id: "nps", header: t("nps"), explain: t("nps.explain"), align: "end", cell: (row) => (row.total ? npsWithMargin(row.total, locale) : <span className="text-faint">{row.isMine ? t("tooFew") : "–"}</span>) },
          { id: "n", header: t("n"), align: "end", cell: (row) => (row.total && row.asked !== null ? t("nOf", { n: formatCount(row.total.n, locale), asked: formatCount(row.asked, locale) }) : "–") },
          {
            id: "answer", header: t("answer"), align: "end",
            cell: (row) => (row.isAnswered ? t("answer.there") : row.isMine && row.total === null ? "–" : t(row.answerBy < data.today ? "answer.late" : "answer.due", { date: formatDayShort(row.answerBy, locale) })),
          },
        ]}
        empty={
          <EmptyState icon={<HeartHandshake aria-hidden size={20} />} title={t("results.none")}>
            {t("results.none.text")}
          </EmptyState>
        }
      />
      <p className="text-sm text-pretty text-muted">{t("results.rule")}</p>
    </Page>
  );
}
