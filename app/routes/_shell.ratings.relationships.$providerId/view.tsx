import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Stat, StatRow } from "#app/components/figure.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { QuarterChoice } from "#app/components/quarter-choice.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { COMMENTS_FROM, DIMENSIONS } from "#app/domain/survey/relationship-report.ts";
import type { RelationshipFigures } from "#app/domain/survey/relationship-report.ts";
import { formatPeriod } from "#app/format/date.ts";
import { boundedMeanText, npsWithMargin } from "#app/format/nps.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { AnswerForm, AnswerShown } from "./answer.tsx";
import type { RelationshipPageData } from "./read.server.ts";

/** What clients said of one provider in confidence, as far as it may be shown, and what the provider says and does. */
export function RelationshipPage({ data, refusal }: { readonly data: RelationshipPageData; readonly refusal: TypedForm | null }) {
  const t = useT("rounds");
  const locale = useLocale();
  const { report, quarter } = data;
  const sentence = report === null ? t("one.sentence.client", { provider: data.title }) : report.total ? t("one.sentence", { nps: npsWithMargin(report.total, locale), n: t("answers", { count: report.total.n }), quarter: formatPeriod(quarter, locale) }) : t("one.sentence.hidden");
  return (
    <Page title={data.title} sentence={sentence} crumbs={[{ label: t("results.title"), to: `/ratings/relationships?quarter=${quarter}` }]} aside={<QuarterChoice quarter={quarter} quarters={data.quarters} />}>
      {report === null ? null : report.total ? <Results report={report} total={report.total} /> : <Notice>{t("one.hidden")}</Notice>}
      <Card id="answer" title={t("answer")}>
        {data.answer ? (
          <AnswerShown answer={data.answer} data={data} refusal={refusal} />
        ) : data.owners ? (
          <AnswerForm data={data} owners={data.owners} refusal={refusal} />
        ) : (
          <p className="text-muted">{t("answer.none")}</p>
        )}
      </Card>
    </Page>
  );
}

function Results({ report, total }: { readonly report: NonNullable<RelationshipPageData["report"]>; readonly total: RelationshipFigures }) {
  const t = useT("rounds");
  const ratings = useT("ratings");
  const common = useT("common");
  const locale = useLocale();
  const rows = [{ id: "", name: common("all"), figures: total }, ...report.clients];
  return (
    <>
      <StatRow>
        <Stat name={t("nps")} explain={t("nps.explain")}>
          {npsWithMargin(total, locale)}
        </Stat>
        <Stat name={t("n")}>{report.asked === null ? formatCount(total.n, locale) : t("nOf", { n: formatCount(total.n, locale), asked: formatCount(report.asked, locale) })}</Stat>
      </StatRow>
      <Card title={t("byClient")} flush>
        <DataTable
          label={t("byClient")}
          rows={rows}
          rowKey={(row) => row.id}
          narrow="scroll"
          columns={[
            { id: "name", header: common("client"), cell: (row) => row.name },
            { id: "n", header: t("n"), align: "end", cell: (row) => formatCount(row.figures.n, locale) },
            { id: "nps", header: t("nps"), explain: t("nps.explain"), align: "end", cell: (row) => npsWithMargin(row.figures, locale) },
            ...DIMENSIONS.map((dimension) => ({ id: dimension, header: ratings(`reason.${dimension}`), align: "end" as const, cell: (row: (typeof rows)[number]) => boundedMeanText(row.figures.dimensions[dimension], locale) })),
          ]}
          empty={null}
        />
        <p className="border-t border-line px-4 py-3 text-sm text-pretty text-muted">{t("byClient.rule")}</p>
      </Card>
      <Card title={t("comments")}>
        {report.comments === null || report.comments.length === 0 ? (
          <p className="text-pretty text-muted">{t(report.comments === null ? "comments.hidden" : "comments.none", { from: COMMENTS_FROM })}</p>
        ) : (
          <ul className="flex flex-col divide-y divide-line">
            {report.comments.map((comment, index) => (
              <li key={index} className="py-2.5 whitespace-pre-line text-pretty first:pt-0 last:pb-0">
                {comment}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}
