import { Form, Link, useSubmit } from "@remix-run/react";
import { MessageSquare, Star } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable, type Column } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Stat, StatRow } from "#app/components/figure.tsx";
import { Page } from "#app/components/page.tsx";
import { RatingTabs } from "#app/components/rating-tabs.tsx";
import { Time } from "#app/components/time.tsx";
import type { Received } from "#app/domain/survey/received.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface Named extends Received {
  readonly key: string;
  readonly name: string;
}

interface RatingsData {
  readonly total: Received;
  readonly byClient: readonly Named[];
  readonly byProvider: readonly Named[];
  readonly byMonth: readonly (Received & { readonly month: string; readonly asked: { readonly asked: number; readonly answered: number } | null })[];
  readonly comments: readonly {
    readonly id: string;
    readonly csat: number;
    readonly comment: string;
    readonly reasons: readonly string[];
    readonly answeredAt: number;
    readonly taskId: string | null;
    readonly title: string | null;
    readonly client: string;
    readonly provider: string;
    readonly who: string;
  }[];
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  readonly provider: string;
  readonly client: string;
  readonly zone: string;
  readonly now: number;
  readonly mayEditSurveys: boolean;
}

/** What clients say of the viewer's departments, with how sure that is. */
export function RatingsPage({ data }: { readonly data: RatingsData }) {
  const t = useT("ratings");
  const locale = useLocale();
  const { total } = data;
  const percent = (bp: number | null) => (bp === null ? "–" : formatPercentBpShort(Math.round(bp / 10) * 10, locale));
  const interval = (row: Received) => (row.lowBp === null ? "–" : `${percent(row.lowBp)} – ${percent(row.highBp)}`);
  const figures: Column<Received>[] = [
    { id: "n", header: t("received.n"), align: "end", cell: (row) => formatCount(row.n, locale) },
    { id: "share", header: t("received.csat"), explain: t("received.csat.explain"), align: "end", cell: (row) => percent(row.shareBp) },
    { id: "interval", header: t("received.interval"), explain: t("received.interval.explain"), align: "end", cell: (row) => <span className="text-muted">{interval(row)}</span> },
    { id: "bar", header: t("received.scale"), cell: (row) => <IntervalBar row={row} label={interval(row)} />, hideInCard: true },
  ];
  return (
    <Page
      title={t("title")}
      sentence={
        total.n > 0 && total.shareBp !== null
          ? t("received.sentence", { share: percent(total.shareBp), n: formatCount(total.n, locale), low: percent(total.lowBp), high: percent(total.highBp) })
          : t("received.sentence.none")
      }
      action={data.mayEditSurveys ? <LinkButton to="/settings/surveys">{t("howAsked")}</LinkButton> : null}
      aside={<Choices data={data} />}
      tabs={<RatingTabs />}
    >
      {data.byMonth.length === 0 ? (
        <EmptyState icon={<Star aria-hidden size={20} />} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      ) : (
        <>
          <StatRow>
            <Stat name={t("received.csat")} explain={t("received.csat.explain")}>
              {percent(total.shareBp)}
            </Stat>
            <Stat name={t("received.interval")} explain={t("received.interval.explain")}>
              {interval(total)}
            </Stat>
            <Stat name={t("received.n")}>{formatCount(total.n, locale)}</Stat>
          </StatRow>
          <div className="flex flex-col gap-5">
            <Card title={t("received.byClient")} flush>
              <DataTable
                label={t("received.byClient")}
                columns={[{ id: "name", header: t("received.client"), cell: (row: Named) => row.name }, ...figures]}
                rows={data.byClient}
                rowKey={(row) => row.key}
                empty={<p className="p-4 text-muted">{t("empty.title")}</p>}
              />
            </Card>
            <Card title={t("received.months")} flush>
              <DataTable
                label={t("received.months")}
                columns={[
                  { id: "month", header: t("received.month"), cell: (row: RatingsData["byMonth"][number]) => <span className="inline-block first-letter:uppercase">{formatPeriod(row.month, locale)}</span> },
                  ...figures,
                  {
                    id: "rate",
                    header: t("received.rate"),
                    explain: t("received.rate.explain"),
                    align: "end",
                    cell: (row) =>
                      row.asked && row.asked.asked > 0 ? percent(Math.round((row.asked.answered * 10_000) / row.asked.asked)) : <span className="text-faint">{t("received.rate.none")}</span>,
                  },
                ]}
                rows={data.byMonth}
                rowKey={(row) => row.month}
                empty={null}
              />
            </Card>
          </div>
          {data.byProvider.length > 1 ? (
            <Card title={t("received.byProvider")} flush>
              <DataTable
                label={t("received.byProvider")}
                columns={[{ id: "name", header: t("received.byProvider"), cell: (row: Named) => row.name }, ...figures]}
                rows={data.byProvider}
                rowKey={(row) => row.key}
                rowTo={(row) => `/ratings?provider=${row.key}`}
                empty={null}
              />
            </Card>
          ) : null}
          <Card title={t("received.comments")}>
            {data.comments.length === 0 ? <p className="text-muted">{t("received.comments.none")}</p> : null}
            <ul className="flex flex-col divide-y divide-line">
              {data.comments.map((comment) => (
                <li key={comment.id} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
                  <p className="flex flex-wrap items-center gap-x-2">
                    <MessageSquare aria-hidden size={14} className="text-faint" />
                    <span className="font-medium">{t(`score.${comment.csat}` as Key<"ratings">)}</span>
                    <span className="text-sm text-muted">
                      {comment.who}, {comment.client} → {comment.provider}
                    </span>
                    <span className="ml-auto text-sm text-faint">
                      <Time at={comment.answeredAt} zone={data.zone} now={data.now} />
                    </span>
                  </p>
                  {comment.comment ? <p className="max-w-3xl text-pretty">{comment.comment}</p> : null}
                  <p className="flex flex-wrap gap-x-3 text-sm text-muted">
                    {comment.reasons.map((reason) => t(`reason.${reason}` as Key<"ratings">)).join(", ")}
                    {comment.taskId ? (
                      <Link to={`/work/${comment.taskId}`} data-row-link className="text-accent hover:underline">
                        {comment.title || t("received.openTask")}
                      </Link>
                    ) : null}
                  </p>
                </li>
              ))}
            </ul>
          </Card>
          <p className="text-sm text-pretty text-muted">{t("received.live")}</p>
        </>
      )}
    </Page>
  );
}

/** Where the true share lies: a line from low to high with a mark at what was measured. */
function IntervalBar({ row, label }: { readonly row: Received; readonly label: string }) {
  if (row.lowBp === null || row.highBp === null || row.shareBp === null) return null;
  return (
    <span role="img" aria-label={label} className="relative my-1.5 block h-2 w-full min-w-24 rounded-full bg-line">
      <span className="absolute inset-y-0 rounded-full bg-accent-soft outline outline-accent" style={{ left: `${row.lowBp / 100}%`, width: `${(row.highBp - row.lowBp) / 100}%` }} />
      <span className="absolute -inset-y-0.5 w-0.5 bg-accent" style={{ left: `calc(${row.shareBp / 100}% - 1px)` }} />
    </span>
  );
}

function Choices({ data }: { readonly data: RatingsData }) {
  const common = useT("common");
  const submit = useSubmit();
  const choices = [
    { name: "provider", label: common("provider"), value: data.provider, options: data.providers },
    { name: "client", label: common("client"), value: data.client, options: data.clients },
  ].filter((choice) => choice.options.length > 1 || choice.value !== "");
  if (choices.length === 0) return null;
  return (
    <Form method="get" className="no-print ml-auto flex flex-wrap gap-2" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
      {choices.map((choice) => (
        <label key={choice.name}>
          <span className="sr-only">{choice.label}</span>
          <select key={choice.value} name={choice.name} defaultValue={choice.value} className={`${INPUT_LOOK} h-8 max-w-48 truncate pr-7 pl-2.5`}>
            <option value="">
              {choice.label}: {common("all").toLowerCase()}
            </option>
            {choice.options.map((option) => (
              <option key={option.id} value={option.id}>
                {option.name}
              </option>
            ))}
          </select>
        </label>
      ))}
      <noscript>
        <button className="h-8 px-2 font-medium text-accent">{common("apply")}</button>
      </noscript>
    </Form>
  );
}
