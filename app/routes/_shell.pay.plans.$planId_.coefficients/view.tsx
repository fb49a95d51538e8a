import { Form } from "@remix-run/react";
import { Scale } from "lucide-react";
import { useId } from "react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn, type Names } from "#app/domain/names.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { OwnPoolTable } from "./own-pool-table.tsx";
import type { OwnPool, PoolOverview } from "./read.server.ts";

export interface CoefficientsData {
  readonly title: string;
  readonly plan: { readonly id: string; readonly name: Names };
  readonly isOverseer: boolean;
  readonly periods: readonly string[];
  readonly period: string;
  /** The last day on which heads may enter something; null = HR has not asked. */
  readonly lastDay: string | null;
  readonly frozen: "deadline" | "run" | null;
  readonly isPool: boolean;
  readonly mine: readonly OwnPool[];
  /** What levels suggest stands in the empty lines, and whether there is something to suggest. */
  readonly isFilled: boolean;
  readonly maySuggest: boolean;
  readonly overview: readonly PoolOverview[] | null;
  readonly mayAsk: boolean;
}

/** Coefficients of a pool plan: a head enters them for the own people, HR sees who has. */
export function CoefficientsView({ data, acted }: { readonly data: CoefficientsData; readonly acted: TypedForm | undefined }) {
  const pay = useT("pay");
  const t = useT("coefficients");
  const locale = useLocale();
  const { plan, isOverseer, lastDay, frozen } = data;
  const sentence = !data.isPool
    ? t("refusal.no_pool")
    : frozen !== null
      ? t(`sentence.${frozen}`)
      : lastDay === null
        ? t("sentence.notAsked")
        : t("sentence.open", { until: formatDay(lastDay, locale) });
  const name = nameIn(plan.name, locale);
  const mayEnter = frozen === null && lastDay !== null;
  return (
    <Page title={data.title} sentence={sentence} crumbs={isOverseer ? [{ label: pay("plans.title"), to: "/pay/plans" }, { label: name, to: `/pay/plans/${plan.id}` }] : [{ label: pay("title"), to: "/pay" }]}>
      <PeriodChoice data={data} />
      {data.mine.length > 0 ? <OwnPools data={data} acted={acted?.values["intent"] === "ask" ? undefined : acted} mayEnter={mayEnter} /> : null}
      {data.overview ? <Overview overview={data.overview} /> : null}
      {data.mayAsk ? (
        <Card title={t("ask.title")}>
          <AskForm form={acted?.values["intent"] === "ask" ? acted : freshForm()} period={data.period} isAgain={lastDay !== null} isPrimary={data.mine.length === 0 || !mayEnter} />
        </Card>
      ) : null}
    </Page>
  );
}

function PeriodChoice({ data }: { readonly data: CoefficientsData }) {
  const t = useT("coefficients");
  const locale = useLocale();
  const id = useId();
  return (
    <Form method="get" className="flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-sm text-muted">
        {t("period")}
      </label>
      <select id={id} name="period" defaultValue={data.period} key={data.period} className={`${INPUT_LOOK} h-9 pr-8 pl-3`}>
        {data.periods.map((name) => (
          <option key={name} value={name}>
            {formatPeriod(name, locale)}
          </option>
        ))}
      </select>
      <Button size="small">{t("period.show")}</Button>
    </Form>
  );
}

function OwnPools({ data, acted, mayEnter }: { readonly data: CoefficientsData; readonly acted: TypedForm | undefined; readonly mayEnter: boolean }) {
  const t = useT("coefficients");
  const form = acted ?? freshForm();
  return (
    <TypedFormFrame form={form} key={`${data.period} ${data.isFilled}`}>
      <input type="hidden" name="period" value={data.period} />
      <p className="max-w-3xl text-pretty text-muted">{t("mine.explain")}</p>
      {mayEnter && data.isFilled ? <Notice>{t("suggest.filled")}</Notice> : null}
      {mayEnter && data.maySuggest && !data.isFilled ? (
        <div>
          <LinkButton to={`?period=${data.period}&suggest=1`} size="small">{t("suggest")}</LinkButton>
        </div>
      ) : null}
      {data.mine.map((pool) => (
        <OwnPoolTable key={pool.poolId} pool={pool} form={form} mayEnter={mayEnter} />
      ))}
      {mayEnter ? (
        <div>
          <TypedSubmit intent="give">{t("save")}</TypedSubmit>
        </div>
      ) : null}
    </TypedFormFrame>
  );
}

function Overview({ overview }: { readonly overview: readonly PoolOverview[] }) {
  const t = useT("coefficients");
  const locale = useLocale();
  return (
    <Card title={t("overview")} flush>
      <DataTable
        label={t("overview")}
        rows={overview}
        rowKey={(row) => row.poolId}
        empty={
          <EmptyState icon={<Scale aria-hidden size={20} />} title={t("empty.title")}>
            {t("empty.text")}
          </EmptyState>
        }
        columns={[
          { id: "pool", header: t("pool"), cell: (row) => row.name },
          { id: "entered", header: t("entered"), align: "end", cell: (row) => <span className={row.entered < row.people ? "text-risk" : ""}>{t("entered.of", { entered: formatCount(row.entered, locale), people: formatCount(row.people, locale) })}</span> },
          { id: "differ", header: t("entered.differ"), align: "end", cell: (row) => formatCount(row.differ, locale) },
        ]}
      />
    </Card>
  );
}

function AskForm({ form, period, isAgain, isPrimary }: { readonly form: TypedForm; readonly period: string; readonly isAgain: boolean; readonly isPrimary: boolean }) {
  const t = useT("coefficients");
  return (
    <TypedFormFrame form={form} className="max-w-md">
      <p className="text-sm text-muted">{t("ask.text")}</p>
      <input type="hidden" name="period" value={period} />
      <div className="max-w-56">
        <TypedText form={form} name="lastDay" type="date" label={t("ask.lastDay")} />
      </div>
      <div>
        <TypedSubmit intent="ask" tone={isPrimary ? "primary" : "plain"}>
          {t(isAgain ? "ask.again" : "ask")}
        </TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
