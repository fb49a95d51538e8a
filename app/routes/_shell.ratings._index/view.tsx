import { Form, Link, useSubmit } from "@remix-run/react";
import { MessageSquare, Star } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable, type Column } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Stat, StatRow } from "#app/components/figure.tsx";
import { Page } from "#app/components/page.tsx";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { RatingTabs } from "#app/components/rating-tabs.tsx";
import { Time } from "#app/components/time.tsx";
import type { Received } from "#app/domain/survey/received.ts";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { RatingCharts } from "./charts.tsx";
import type { RatingsRead } from "./read.server.ts";

interface Measured extends Received {
  readonly key: string;
  readonly name: string;
  readonly effortBp: number | null;
  /** As a score counts it; null where a score does not. */
  readonly shrunkBp: number | null;
  readonly rateBp: number | null;
}

interface RatingsData extends RatingsRead {
  readonly zone: string;
  readonly now: number;
  readonly mayEditSurveys: boolean;
  readonly withFairness: boolean;
}

/** What clients say of the viewer's departments, with how sure that is. */
export function RatingsPage({ data }: { readonly data: RatingsData }) {
  const t = useT("ratings");
  const locale = useLocale();
  const { total, period } = data;
  const percent = (bp: number | null) => (bp === null ? "–" : formatPercentBpShort(Math.round(bp / 10) * 10, locale));
  const interval = (row: Received) => (row.lowBp === null ? "–" : `${percent(row.lowBp)} – ${percent(row.highBp)}`);
  const when = capital(formatPeriod(period, locale), locale);
  const figures: Column<Measured>[] = [
    { id: "n", header: t("received.n"), align: "end", cell: (row) => formatCount(row.n, locale) },
    { id: "share", header: t("received.csat"), explain: t("received.csat.explain"), align: "end", cell: (row) => percent(row.shareBp) },
    { id: "interval", header: t("received.interval"), explain: t("received.interval.explain"), align: "end", cell: (row) => <span className="text-muted">{interval(row)}</span> },
  ];
  const bar: Column<Measured> = { id: "bar", header: t("received.scale"), cell: (row) => <IntervalBar row={row} label={interval(row)} />, hideInCard: true };
  const effort: Column<Measured> = { id: "effort", header: t("received.ces"), explain: t("received.ces.explain"), align: "end", cell: (row) => percent(row.effortBp) };
  const rate: Column<Measured> = { id: "rate", header: t("received.rate"), explain: t("received.rate.explain"), align: "end", cell: (row) => (row.rateBp === null ? <span className="text-faint">–</span> : percent(row.rateBp)) };
  const shrunk: Column<Measured> = { id: "shrunk", header: t("received.shrunk"), explain: t("received.shrunk.explain"), align: "end", cell: (row) => percent(row.shrunkBp) };
  const table = (title: string, of: string, rows: readonly Measured[], columns: readonly Column<Measured>[], rowTo?: (row: Measured) => string) => (
    <Card title={title} flush>
      <DataTable label={title} columns={[{ id: "name", header: of, cell: (row) => row.name }, ...columns]} rows={rows} rowKey={(row) => row.key} rowTo={rowTo} empty={<p className="p-4 text-muted">{t("received.none")}</p>} />
    </Card>
  );
  return (
    <Page
      title={t("title")}
      sentence={total.n > 0 && total.shareBp !== null ? t("received.sentence", { period: when, share: percent(total.shareBp), n: formatCount(total.n, locale), low: percent(total.lowBp), high: percent(total.highBp) }) : t("received.sentence.none", { period: when })}
      action={data.mayEditSurveys ? <LinkButton to="/settings/surveys">{t("howAsked")}</LinkButton> : null}
      aside={
        <>
          <PeriodSwitcher periods={data.periods} current={period} />
          <Choices data={data} />
        </>
      }
      tabs={<RatingTabs current="received" withFairness={data.withFairness} />}
    >
      {data.byMonth.length === 0 ? (
        <EmptyState icon={<Star aria-hidden size={20} />} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      ) : (
        <>
          <StatRow>
            <Stat name={t("received.csat")} explain={t("received.csat.explain")} remark={interval(total)}>
              {percent(total.shareBp)}
            </Stat>
            <Stat name={t("received.ces")} explain={t("received.ces.explain")} remark={t("received.ces.of", { count: total.effort.n })}>
              {percent(total.effort.shareBp)}
            </Stat>
            <Stat name={t("received.n")} to={`/ratings/answers?period=${period}`}>
              {formatCount(total.n, locale)}
            </Stat>
            <Stat name={t("received.rate")} explain={t("received.rate.explain")}>
              {percent(total.rateBp)}
            </Stat>
          </StatRow>
          <RatingCharts data={data} />
          {table(t("received.byClient"), t("received.client"), data.byClient, [...figures, effort, shrunk, rate])}
          {table(t("received.byProduct"), t("answers.product"), data.byProduct, [...figures, bar, effort], (row) => `/catalogue/${row.key}`)}
          {data.byProvider.length > 1 ? table(t("received.byProvider"), t("received.byProvider"), data.byProvider, [...figures, bar, effort, rate], (row) => `/ratings?provider=${row.key}&period=${period}`) : null}
          {table(t("received.months"), t("received.month"), data.byMonth.map((row) => ({ ...row, name: capital(formatPeriod(row.key, locale), locale) })), [...figures, bar, rate])}
          <Comments data={data} />
          <p className="text-sm text-pretty text-muted">{t("received.live")}</p>
        </>
      )}
    </Page>
  );
}

function Comments({ data }: { readonly data: RatingsData }) {
  const t = useT("ratings");
  const voice = useT("voice");
  return (
    <Card title={t("received.comments")} aside={<Link to={`/ratings/answers?period=${data.period}`} className="door">{t("received.comments.all")}</Link>}>
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
            <p className="max-w-3xl text-pretty">{comment.comment}</p>
            <p className="flex flex-wrap gap-x-3 text-sm text-muted">
              {comment.reasons.map((reason) => t(`reason.${reason}` as Key<"ratings">)).join(", ")}
              {comment.taskId ? (
                <Link to={`/work/${comment.taskId}`} data-row-link className="py-1 text-accent hover:underline">
                  {comment.title || t("received.openTask")}
                </Link>
              ) : null}
              {comment.caseId ? (
                <Link to={`/improvement/${comment.caseId}`} className="py-1 text-accent hover:underline">
                  {voice("case")}
                </Link>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </Card>
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
      <input type="hidden" name="period" value={data.period} />
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
