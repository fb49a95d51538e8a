import { Form, Link, useNavigation } from "@remix-run/react";
import { ArrowRight, History } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { DisputeTabs } from "#app/components/dispute-tabs.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import { formatPeriod } from "#app/format/date.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface Row {
  readonly id: string;
  readonly period: string;
  readonly fromStanding: Standing;
  readonly toStanding: Standing;
  readonly reason: string;
  readonly createdAt: number;
  readonly title: string;
  readonly taskId: string | null;
  readonly line: string;
  readonly recipient: string;
}

interface CorrectionsData {
  readonly title: string;
  readonly query: TableQuery;
  readonly state: "pending" | "approved" | "refused";
  readonly counts: Partial<Record<"pending" | "approved" | "refused", number>>;
  readonly rows: readonly Row[];
  readonly zone: string;
}

/** Changes to closed periods: what counted, what would count, and the decision over the chosen rows. */
export function CorrectionsPage({ data, refusal }: { readonly data: CorrectionsData; readonly refusal: { readonly code: string; readonly facts: Readonly<Record<string, string | number>>; readonly ids: readonly string[] } | null }) {
  const t = useT("disputes");
  const work = useT("work");
  const locale = useLocale();
  const busy = useNavigation().state === "submitting";
  const isWaiting = data.state === "pending";
  const waiting = data.counts.pending ?? 0;
  const why = (reason: string) => {
    const [kind, word] = reason.split(": ");
    return kind === "dispute" ? t("corrections.why.dispute", { reason: work(`excuse.${word}` as Key<"work">) }) : t("corrections.why.re_evaluated");
  };
  return (
    <Page
      title={data.title}
      sentence={waiting === 0 ? t("corrections.none") : t("corrections.sentence", { count: waiting })}
      crumbs={[{ label: t("title"), to: "/work/disputes" }]}
      tabs={<DisputeTabs current="corrections" withCorrections />}
    >
      <p className="max-w-prose text-muted">{t("corrections.explain")}</p>
      {refusal ? <Notice tone="error">{t(`refused.${refusal.code}` as Key<"disputes">, refusal.facts)}</Notice> : null}
      <nav aria-label={t("state")} className="flex flex-wrap gap-3 text-sm">
        {(["pending", "approved", "refused"] as const).map((state) => (
          <Link key={state} to={state === "pending" ? "/periods/corrections" : `?state=${state}`} aria-current={state === data.state ? "page" : undefined} className={state === data.state ? "py-1 font-semibold" : "py-1 text-accent hover:underline"}>
            {t(`corrections.state.${state}`)} {data.counts[state] ?? 0}
          </Link>
        ))}
      </nav>
      <Form method="post" className="flex flex-col gap-3">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => row.id}
          query={{ ...data.query, filters: {} }}
          total={data.counts[data.state] ?? 0}
          columns={[
            ...(isWaiting
              ? [{ id: "choose", header: t("corrections.choose"), cell: (row: Row) => <input type="checkbox" name="id" value={row.id} defaultChecked={refusal?.ids.includes(row.id)} aria-label={t("corrections.choose.one", { item: row.title })} className="size-4 accent-fill" /> }]
              : []),
            { id: "item", header: t("corrections.item"), cell: (row) => (row.taskId ? <Link to={`/work/${row.taskId}`} className="door">{row.title}</Link> : row.title) },
            { id: "line", header: t("corrections.line"), cell: (row) => `${row.line} · ${row.recipient}` },
            { id: "period", header: t("period"), cell: (row) => formatPeriod(row.period, locale) },
            {
              id: "change",
              header: t("corrections.change"),
              cell: (row) => (
                <span className="inline-flex flex-wrap items-center gap-1.5">
                  <StateChip state={row.fromStanding} size="small" />
                  <ArrowRight aria-hidden size={13} />
                  <StateChip state={row.toStanding} size="small" />
                </span>
              ),
            },
            { id: "why", header: t("corrections.why"), cell: (row) => why(row.reason) },
            { id: "since", header: t("corrections.since"), cell: (row) => <Time at={row.createdAt} zone={data.zone} /> },
          ]}
          empty={
            <EmptyState icon={<History aria-hidden size={20} />} title={t("corrections.empty")}>
              {t("corrections.empty.text")}
            </EmptyState>
          }
        />
        {isWaiting && data.rows.length > 0 ? (
          <div className="flex flex-wrap gap-2">
            <Button tone="primary" name="decision" value="approved" disabled={busy}>
              {t("corrections.approve")}
            </Button>
            <Button tone="plain" name="decision" value="refused" disabled={busy}>
              {t("corrections.refuse")}
            </Button>
          </div>
        ) : null}
      </Form>
    </Page>
  );
}
