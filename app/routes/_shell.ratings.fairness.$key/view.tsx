import { Link } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Page } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { TypedCheck, TypedFormFrame, TypedLines, TypedSubmit } from "#app/components/typed-field.tsx";
import { formatInstant } from "#app/format/instant.ts";
import { formatScoreBp, formatScoreChangeBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { Finding } from "./read.server.ts";

const FORM = "look";

interface FindingData extends Finding {
  readonly title: string;
  readonly mayDecide: boolean;
  readonly zone: string;
  readonly now: number;
}

/** One finding: what was seen, what it does to the score, the answers, and the officer's decision. */
export function FindingView({ data, acted }: { readonly data: FindingData; readonly acted: TypedForm | undefined }) {
  const t = useT("fairness");
  const locale = useLocale();
  const { answers, effects, looks, mayDecide, zone, now } = data;
  const form = acted ?? freshForm();
  const score = (bp: number | null) => (bp === null ? t("effect.none") : formatScoreBp(bp, locale));
  const back = `/ratings/fairness?period=${data.period}`;
  return (
    <Page title={data.title} sentence={data.why} crumbs={[{ label: t("title"), to: back }]}>
      <Card title={t("effect")} flush>
        <DataTable
          label={t("effect")}
          rows={effects}
          rowKey={(row) => row.departmentId}
          rowTo={(row) => `/scorecards/${row.departmentId}?period=${data.period}`}
          columns={[
            { id: "name", header: t("evidence.about"), cell: (row) => row.name },
            { id: "with", header: t("effect.with"), align: "end", cell: (row) => score(row.withBp) },
            { id: "without", header: t("effect.without"), align: "end", cell: (row) => score(row.withoutBp) },
            { id: "change", header: t("effect.change"), align: "end", cell: (row) => (row.withBp === null || row.withoutBp === null ? "–" : formatScoreChangeBp(row.withoutBp - row.withBp, locale)) },
          ]}
          empty={null}
        />
        <p className="px-4 pb-3 text-sm text-muted">{t("effect.text")}</p>
      </Card>
      <Card title={t("evidence")} flush>
        <DataTable
          label={t("evidence")}
          rows={answers}
          rowKey={(row) => row.id}
          choice={mayDecide ? { form: FORM, name: "answer", of: (row) => ({ value: row.id, label: t("evidence.choose", { who: row.who, when: formatInstant(row.answeredAt, zone, locale) }) }) } : undefined}
          columns={[
            { id: "when", header: t("evidence.when"), cell: (row) => <Time at={row.answeredAt} zone={zone} now={now} /> },
            { id: "who", header: t("evidence.who"), cell: (row) => `${row.who}, ${row.client}` },
            { id: "score", header: t("evidence.score"), align: "end", cell: (row) => row.csat },
            {
              id: "about",
              header: t("evidence.about"),
              cell: (row) => (
                <span>
                  {row.provider}
                  {row.taskId ? (
                    <Link to={`/work/${row.taskId}`} className="block text-accent hover:underline">
                      {row.title}
                    </Link>
                  ) : null}
                </span>
              ),
            },
            { id: "comment", header: t("evidence.comment"), cell: (row) => row.comment || "–" },
          ]}
          empty={null}
        />
      </Card>
      {mayDecide ? (
        <Card title={t("look")}>
          <TypedFormFrame form={form} id={FORM} className="max-w-2xl">
            <TypedLines form={form} name="because" label={t("look.because")} hint={t("look.because.hint")} />
            <TypedCheck form={form} name="sure" label={t("look.sure")} />
            <div className="flex flex-wrap gap-2">
              <TypedSubmit intent="leave" tone="plain">{t("look.leave")}</TypedSubmit>
              <TypedSubmit intent="void" tone="danger">
                {t("look.void")}
              </TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : null}
      {looks.length > 0 ? (
        <Card title={t("look.history")}>
          <ul className="flex flex-col gap-2">
            {looks.map((look) => (
              <li key={look.id}>
                <span className="font-medium">{t(`state.${look.outcome}`)}</span>: {look.note}
                <span className="block text-sm text-faint">
                  {look.by}, <Time at={look.at} zone={zone} now={now} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </Page>
  );
}
