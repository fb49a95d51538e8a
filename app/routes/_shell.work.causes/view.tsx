import { Link } from "@remix-run/react";
import { CircleCheck } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { CaseList } from "#app/components/case-list.tsx";
import { Chart } from "#app/components/chart.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount, formatDecimal } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { Lateness, LateDelivery } from "#app/operations/explain-lateness.server.ts";
import type { NamedCase } from "#app/operations/lists/case-list.server.ts";
import { GroupList, HourTable, LoadList } from "./when.tsx";

export interface CausesData extends Lateness {
  readonly title: string;
  readonly key: string;
  /** The one cause whose deliveries are listed; null = all. */
  readonly cause: LateDelivery["cause"] | null;
  /** Late deliveries of the list. */
  readonly listed: readonly LateDelivery[];
  readonly provider: string;
  readonly providerId: string;
  readonly client: string;
  readonly from: string;
  readonly to: string;
  readonly current: string;
  readonly previous: string;
  readonly next: string;
  readonly zone: string;
  /** Improvement cases about this promise, the newest first. */
  readonly cases: readonly NamedCase[];
  readonly mayOpenCase: boolean;
}

const SHOWN_DELIVERIES = 50;

/** First causes of late deliveries of one promise, when they happen, and whether the months differ by more than chance. */
export function CausesView({ data }: { readonly data: CausesData }) {
  const t = useT("causes");
  const work = useT("work");
  const improvement = useT("improvement");
  const locale = useLocale();
  const at = (to: string) => `/work/causes?obligation=${encodeURIComponent(data.key)}&to=${to}`;
  const span = capital(`${formatPeriod(data.from, locale)} – ${formatPeriod(data.to, locale)}`, locale);
  return (
    <Page
      title={data.title}
      crumbs={[{ label: work("title"), to: "/work" }, { label: t("deliveries"), to: `/work?obligation=${encodeURIComponent(data.key)}` }]}
      sentence={data.due === 0 ? t("sentence.none", { span }) : t("sentence", { span, late: formatCount(data.late, locale), due: formatCount(data.due, locale), share: formatPercentBpShort(Math.round((data.late * 10_000) / data.due), locale) })}
      action={
        <>
          <LinkButton to={at(data.previous)}>{t("earlier")}</LinkButton>
          {data.to < data.current ? <LinkButton to={at(data.next < data.current ? data.next : data.current)}>{t("later")}</LinkButton> : null}
          {data.mayOpenCase ? <LinkButton to={`/improvement/new?obligation=${encodeURIComponent(data.key)}`}>{improvement("new")}</LinkButton> : null}
          {data.late > 0 ? <LinkButton to={`/work/causes.csv?obligation=${encodeURIComponent(data.key)}&to=${data.to}`} reloadDocument>{t("csv")}</LinkButton> : null}
        </>
      }
    >
      {data.isPartial ? <p className="text-sm text-muted">{t("partial", { count: data.due })}</p> : null}
      <Signals data={data} />
      {data.cases.length > 0 ? (
        <Card title={improvement("cases.about")}>
          <CaseList cases={data.cases} />
        </Card>
      ) : null}
      {data.late === 0 ? (
        <EmptyState icon={<CircleCheck aria-hidden size={20} />} title={t("noneLate")}>
          {t("noneLate.text")}
        </EmptyState>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card title={t("first")}>
            <Chart
              label={t("first.chart")}
              fileName="first-causes"
              labels={data.causes.map((row) => t(`cause.${row.cause}`))}
              series={[
                { name: t("late"), kind: "bar", values: data.causes.map((row) => row.count), to: data.causes.map((row) => `${at(data.to)}&cause=${row.cause}#late`) },
                { name: t("first.running"), kind: "line", values: data.causes.map((row) => row.cumulativeBp / 100), onRight: true, format: (value) => `${formatDecimal(value.toFixed(1), locale)} %` },
              ]}
              kind="bar"
              min={0}
              format={(value) => (Number.isInteger(value) ? formatCount(value, locale) : "")}
            />
            <ol className="mt-3 flex flex-col gap-2">
              {data.causes.map((row) => (
                <li key={row.cause} className="flex flex-col">
                  <span className="flex items-baseline justify-between gap-3">
                    <span className={row.isVital ? "font-medium" : ""}>{t(`cause.${row.cause}`)}</span>
                    <Link to={`${at(data.to)}&cause=${row.cause}#late`} className="door figures shrink-0 text-sm">
                      {formatCount(row.count, locale)} · {formatPercentBpShort(row.shareBp, locale)}
                    </Link>
                  </span>
                  <span className="text-sm text-pretty text-muted">{t(`rule.${row.cause}`)}</span>
                </li>
              ))}
            </ol>
            <p className="mt-3 text-sm text-muted">{t("first.explain")}</p>
          </Card>
          <div className="flex flex-col gap-4">
            <HourTable cells={data.byHour} />
            <LoadList thirds={data.byLoad} />
            <GroupList name="hands" groups={data.byGroup.hands} />
            <GroupList name="input" groups={data.byGroup.input} />
          </div>
        </div>
      )}
      {data.late > 0 ? <Deliveries rows={data.listed} zone={data.zone} late={data.cause === null ? data.late : data.listed.length} cause={data.cause} all={`${at(data.to)}#late`} /> : null}
    </Page>
  );
}

/** The months as a process behaviour chart, with each signal as a sentence. */
function Signals({ data }: { readonly data: CausesData }) {
  const t = useT("causes");
  const locale = useLocale();
  const { months, limitsBp, signals } = data;
  if (months.length < 2) return null;
  const kept = new Map(months.map((month) => [month.period, month.keptBp]));
  const sentence = ({ period, signal }: CausesData["signals"][number]) => {
    const month = capital(formatPeriod(period, locale), locale);
    const side = limitsBp && (kept.get(period) ?? 0) < limitsBp.mean ? "low" : "high";
    return signal === "range" ? t("signal.range", { month }) : t(`signal.${signal}.${side}`, { month });
  };
  return (
    <Card title={t("months")}>
      <Chart
        label={t("months.label")}
        fileName="kept-by-month"
        labels={months.map((month) => formatPeriod(month.period, locale))}
        series={[{ name: t("kept"), values: months.map((month) => month.keptBp / 100), to: months.map((month) => `/work?${new URLSearchParams({ obligation: data.key, period: month.period })}`) }]}
        band={data.targetBp === null ? undefined : { name: t("target"), from: data.targetBp / 100, to: 100 }}
        limits={limitsBp ? [{ name: t("limit.upper"), value: limitsBp.upper / 100 }, { name: t("limit.mean"), value: limitsBp.mean / 100 }, { name: t("limit.lower"), value: limitsBp.lower / 100 }] : []}
        format={(value) => `${formatDecimal(value.toFixed(2), locale)} %`}
      />
      {limitsBp === null ? (
        <p className="mt-2 text-sm text-muted">{t("signal.short")}</p>
      ) : signals.length === 0 ? (
        <p className="mt-2 text-sm text-pretty">{t("signal.none")}</p>
      ) : (
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-sm text-pretty">
          {signals.map((signal) => (
            <li key={`${signal.period} ${signal.signal}`}>{sentence(signal)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Deliveries({ rows, zone, late, cause, all }: { readonly rows: readonly LateDelivery[]; readonly zone: string; readonly late: number; readonly cause: CausesData["cause"]; readonly all: string }) {
  const t = useT("causes");
  const locale = useLocale();
  return (
    <Card
      id="late"
      title={cause === null ? t("late") : `${t("late")}: ${t(`cause.${cause}`)}`}
      aside={
        cause === null ? undefined : (
          <Link to={all} className="font-medium text-accent hover:underline">
            {t("late.all")}
          </Link>
        )
      }
      flush
    >
      <ul className="divide-y divide-line">
        {rows.slice(0, SHOWN_DELIVERIES).map((row) => (
          <li key={row.taskId} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2">
            <Link to={`/work/${row.taskId}`} className="min-w-0 grow font-medium text-accent hover:underline">
              {row.title || row.externalId}
            </Link>
            <span className="text-sm">{t(`cause.${row.cause}`)}</span>
            <span className="figures w-full text-sm text-muted sm:w-auto">
              {t("due")} {row.dueAt === null ? "–" : <Time at={row.dueAt} zone={zone} />} · {row.deliveredAt === null ? t("open") : <>{t("delivered")} <Time at={row.deliveredAt} zone={zone} /></>}
            </span>
          </li>
        ))}
      </ul>
      {late > SHOWN_DELIVERIES ? <p className="border-t border-line px-4 py-2 text-sm text-muted">{t("more", { shown: formatCount(Math.min(SHOWN_DELIVERIES, rows.length), locale), count: late })}</p> : null}
    </Card>
  );
}
