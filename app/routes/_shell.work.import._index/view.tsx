import { Form, Link, useNavigation } from "@remix-run/react";
import { FileUp, Upload } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface Batch {
  readonly id: string;
  readonly source: string;
  readonly fileName: string;
  readonly state: "running" | "done" | "failed";
  readonly startedAt: number;
  readonly rows: number;
  readonly accepted: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly by: string | null;
}

interface ImportData {
  readonly mostMb: number;
  readonly batches: readonly Batch[];
  readonly zone: string;
}

interface Refusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly source: string;
}

const FILE_LOOK = `${INPUT_LOOK} w-full px-3 py-1.5 file:mr-3 file:rounded-sm file:border-0 file:bg-sunken file:px-2 file:py-0.5 file:font-medium file:text-ink`;

/** A file goes up with its mapping; below stands what went up before. */
export function ImportPage({ data, refusal }: { readonly data: ImportData; readonly refusal: Refusal | null }) {
  const t = useT("work");
  const locale = useLocale();
  const navigation = useNavigation();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  const count = (value: number) => formatCount(value, locale);
  const begun = refusal?.facts.batchId;
  return (
    <Page title={t("import.title")} crumbs={[{ label: t("title"), to: "/work" }]} sentence={t("import.sentence")}>
      <Form method="post" encType="multipart/form-data" className="flex max-w-xl flex-col gap-4">
        {refusal ? (
          <Notice
            tone="error"
            action={
              begun ? (
                <Link to={`/work/import/${begun}`} className="font-medium text-accent hover:underline">
                  {t("import.past")}
                </Link>
              ) : undefined
            }
          >
            {t(`import.refused.${refusal.code}` as Key<"work">, refusal.facts)}
          </Notice>
        ) : null}
        <Labelled label={t("import.file")} hint={t("import.file.hint", { most: data.mostMb })}>
          {(id) => <input id={id} type="file" name="file" required accept=".csv,.tsv,.txt,.gz,text/csv" className={FILE_LOOK} />}
        </Labelled>
        <Labelled label={t("import.mapping")} hint={t("import.mapping.hint")}>
          {(id) => <input id={id} type="file" name="mapping" required accept=".yaml,.yml,.json" className={FILE_LOOK} />}
        </Labelled>
        <Labelled label={t("import.source")} hint={t("import.source.hint")}>
          {(id) => <input id={id} name="source" required maxLength={60} defaultValue={refusal?.source ?? data.batches[0]?.source} className={`${INPUT_LOOK} h-9 w-full px-3`} />}
        </Labelled>
        <div>
          <Button tone="primary" icon={<Upload aria-hidden size={15} />} disabled={busy} aria-busy={busy}>
            {t("import.start")}
          </Button>
        </div>
      </Form>
      <Card title={t("import.past")} flush>
        <DataTable
          label={t("import.past")}
          columns={[
            { id: "file", header: t("import.file"), cell: (row: Batch) => row.fileName },
            { id: "source", header: t("import.source.short"), cell: (row) => row.source },
            { id: "when", header: t("import.when"), cell: (row) => <Time at={row.startedAt} zone={data.zone} /> },
            { id: "by", header: t("import.by"), cell: (row) => row.by ?? "–", hideInCard: true },
            { id: "rows", header: t("import.rows"), align: "end", cell: (row) => count(row.rows) },
            { id: "accepted", header: t("import.accepted"), align: "end", cell: (row) => count(row.accepted) },
            { id: "corrected", header: t("import.corrected"), align: "end", cell: (row) => count(row.corrected), hideInCard: true },
            { id: "unchanged", header: t("import.unchanged"), align: "end", cell: (row) => count(row.unchanged), hideInCard: true },
            { id: "quarantined", header: t("import.quarantined"), align: "end", cell: (row) => count(row.quarantined) },
            { id: "state", header: t("state"), cell: (row) => t(`import.state.${row.state}`) },
          ]}
          rows={data.batches}
          rowKey={(row) => row.id}
          rowTo={(row) => `/work/import/${row.id}`}
          empty={<EmptyState icon={<FileUp aria-hidden size={20} />} title={t("import.past.none")} />}
        />
      </Card>
    </Page>
  );
}

function Labelled({ label, hint, children }: { readonly label: string; readonly hint: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <p className="text-sm text-pretty text-muted">{hint}</p>
      {children(id)}
    </div>
  );
}
