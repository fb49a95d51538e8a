import { Form, Link, useNavigation } from "@remix-run/react";
import { FileUp, Upload } from "lucide-react";
import { useId } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface Batch {
  readonly id: string;
  readonly to: string;
  readonly source: string;
  readonly fileName: string;
  readonly state: "draft" | "checking" | "running" | "stopped" | "done" | "failed";
  readonly startedAt: number;
  readonly rows: number;
  readonly accepted: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly by: string | null;
  readonly road: "upload" | "folder" | "pull" | "command";
}

interface ImportData {
  readonly title: string;
  readonly mostMb: number;
  readonly rows: readonly Batch[];
  readonly total: number;
  readonly query: TableQuery;
  readonly zone: string;
}

interface Refusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

const FILE_LOOK = `${INPUT_LOOK} w-full px-3 py-1.5 file:mr-3 file:rounded-sm file:border-0 file:bg-sunken file:px-2 file:py-0.5 file:font-medium file:text-ink`;

/** A file goes up and is looked at; below stands what went up before. */
export function ImportPage({ data, refusal }: { readonly data: ImportData; readonly refusal: Refusal | null }) {
  const t = useT("intake");
  const work = useT("work");
  const locale = useLocale();
  const navigation = useNavigation();
  const id = useId();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  const count = (value: number) => formatCount(value, locale);
  return (
    <Page title={data.title} crumbs={[{ label: work("title"), to: "/work" }]} sentence={t("sentence")}>
      <Form method="post" encType="multipart/form-data" className="flex max-w-xl flex-col gap-3">
        {refusal ? <Notice tone="error">{t(`refused.${refusal.code}` as Key<"intake">, refusal.facts)}</Notice> : null}
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="font-medium">
            {t("file")}
          </label>
          <p className="text-sm text-pretty text-muted">{t("file.hint", { most: data.mostMb })}</p>
          <input id={id} type="file" name="file" required accept=".csv,.tsv,.txt,.gz,.xlsx,text/csv" className={FILE_LOOK} />
        </div>
        <div>
          <Button tone="primary" icon={<Upload aria-hidden size={15} />} disabled={busy} aria-busy={busy}>
            {t("upload")}
          </Button>
        </div>
      </Form>
      <Card title={t("past")} aside={<Link to="/work/import/mappings" className="door">{t("mappings")}</Link>} flush>
        <DataTable
          label={t("past")}
          columns={[
            { id: "file", header: t("file"), cell: (row: Batch) => <span className="break-all">{row.fileName}</span>, sortable: true },
            { id: "source", header: t("source"), cell: (row) => row.source, sortable: true },
            { id: "when", header: t("when"), cell: (row) => <Time at={row.startedAt} zone={data.zone} />, sortable: true },
            { id: "by", header: t("by"), cell: (row) => row.by ?? t(`road.${row.road}`) },
            { id: "rows", header: t("rows"), align: "end", cell: (row) => count(row.rows), sortable: true },
            { id: "accepted", header: t("count.accepted"), align: "end", cell: (row) => count(row.accepted) },
            { id: "corrected", header: t("count.corrected"), align: "end", cell: (row) => count(row.corrected), hideInCard: true },
            { id: "unchanged", header: t("count.unchanged"), align: "end", cell: (row) => count(row.unchanged), hideInCard: true },
            { id: "quarantined", header: t("count.quarantined"), align: "end", cell: (row) => count(row.quarantined), sortable: true },
            { id: "state", header: t("state"), cell: (row) => t(`state.${row.state}`) },
          ]}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => row.to}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/work/import.csv"
          filters={[{ name: "state", label: t("state"), options: (["draft", "running", "stopped", "done", "failed"] as const).map((value) => ({ value, label: t(`state.${value}`) })) }]}
          empty={
            <EmptyState icon={<FileUp aria-hidden size={20} />} title={t("past.none")}>
              {t("past.none.hint")}
            </EmptyState>
          }
        />
      </Card>
    </Page>
  );
}
