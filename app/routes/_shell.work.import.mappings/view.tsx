import { Form } from "@remix-run/react";
import { Table2 } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";

interface MappingShown {
  readonly source: string;
  readonly name: string;
  readonly version: number;
  readonly savedAt: number;
  readonly by: string | null;
  readonly shape: "one" | "several" | "log";
  readonly isArchived: boolean;
  readonly imports: number;
  readonly lastImportAt: number | null;
  readonly globs: readonly string[];
}

interface MappingsData {
  readonly title: string;
  readonly sentence: string;
  readonly rows: readonly MappingShown[];
  readonly total: number;
  readonly query: TableQuery;
  readonly mayEdit: boolean;
  readonly zone: string;
  readonly form: TypedForm | null;
}

/** The saved mappings: how they are called, where they are used, and which are still offered. */
export function MappingsView(data: MappingsData) {
  const t = useT("intake");
  const work = useT("work");
  const { form } = data;
  return (
    <Page title={data.title} crumbs={[{ label: work("title"), to: "/work" }, { label: t("title"), to: "/work/import" }]} sentence={data.sentence}>
      {form?.faults["form"] ? <Notice tone="error">{form.faults["form"]}</Notice> : null}
      <Card title={t("mappings")} flush>
        <DataTable
          label={t("mappings")}
          rows={data.rows}
          rowKey={(row) => row.source}
          query={data.query}
          total={data.total}
          searchable
          filters={[{ name: "state", label: t("state"), options: [{ value: "archived", label: t("mappings.archived") }] }]}
          columns={[
            { id: "name", header: t("mappings.name"), sortable: true, cell: (row) => <Name row={row} mayEdit={data.mayEdit} form={form?.values["source"] === row.source ? form : null} /> },
            { id: "source", header: t("source"), cell: (row) => row.source },
            { id: "shape", header: t("map.shape"), cell: (row) => t(`shape.${row.shape}`) },
            { id: "saved", header: t("mappings.saved"), sortable: true, cell: (row) => <><Time at={row.savedAt} zone={data.zone} /><span className="block text-sm text-muted">{t("mappings.version", { version: row.version })}{row.by ? ` · ${row.by}` : ""}</span></> },
            { id: "used", header: t("mappings.used"), sortable: true, cell: (row) => <Uses row={row} zone={data.zone} /> },
            { id: "act", header: "", cell: (row) => (data.mayEdit ? <Act row={row} /> : null) },
          ]}
          empty={<EmptyState icon={<Table2 aria-hidden size={20} />} title={t("mappings.none")}>{t("mappings.none.text")}</EmptyState>}
        />
      </Card>
    </Page>
  );
}

function Name({ row, mayEdit, form }: { readonly row: MappingShown; readonly mayEdit: boolean; readonly form: TypedForm | null }) {
  const t = useT("intake");
  if (!mayEdit || row.isArchived) return <span className="font-medium">{row.name}</span>;
  const fault = form?.faults["name"];
  return (
    <Form method="post" preventScrollReset className="flex min-w-52 flex-col gap-1">
      <div className="flex items-center gap-1.5">
        <input type="hidden" name="source" value={row.source} />
        <input name="name" defaultValue={form?.values["name"] ?? row.name} maxLength={100} aria-label={`${t("mappings.name")}: ${row.source}`} aria-invalid={fault ? true : undefined} className={`${INPUT_LOOK} h-8 w-full min-w-28 px-2 text-sm`} />
        <Button name="intent" value="rename" size="small">
          {t("mappings.rename")}
        </Button>
      </div>
      {fault ? (
        <p role="alert" className="text-sm text-breach">
          {fault}
        </p>
      ) : null}
    </Form>
  );
}

function Uses({ row, zone }: { readonly row: MappingShown; readonly zone: string }) {
  const t = useT("intake");
  return (
    <>
      {row.imports === 0 ? t("mappings.unused") : t("mappings.imports", { count: row.imports })}
      {row.lastImportAt === null ? null : (
        <span className="block text-sm text-muted">
          {t("mappings.last")} <Time at={row.lastImportAt} zone={zone} />
        </span>
      )}
      {row.globs.length === 0 ? null : <span className="block text-sm text-muted">{t("mappings.folder", { globs: row.globs.join(", ") })}</span>}
    </>
  );
}

function Act({ row }: { readonly row: MappingShown }) {
  const t = useT("intake");
  const source = <input type="hidden" name="source" value={row.source} />;
  if (row.isArchived)
    return (
      <Form method="post" preventScrollReset>
        {source}
        <Button tone="plain" size="small" name="intent" value="restore">
          {t("mappings.restore")}
        </Button>
      </Form>
    );
  return (
    <StepDialog trigger={t("mappings.archive")} title={t("mappings.archive.title", { name: row.name })} consequence={t("mappings.archive.consequence")} tone="plain">
      {source}
      <input type="hidden" name="intent" value="archive" />
    </StepDialog>
  );
}
