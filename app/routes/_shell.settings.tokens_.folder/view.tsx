import { Form, Link } from "@remix-run/react";
import { FolderInput, FolderOpen } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import type { SettingsPart } from "#app/components/settings-tabs.tsx";
import { SourceTabs } from "#app/components/source-tabs.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { TypedCheck, type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

type FileState = "seen" | "queued" | "done" | "failed";

interface Rule {
  readonly id: string;
  readonly glob: string;
  readonly mapping: string;
  readonly isOn: boolean;
  readonly departments: readonly string[] | null;
  readonly mayCreate: boolean;
}

interface FileShown {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly at: number;
  readonly state: FileState;
  readonly fault: string | null;
  readonly detail: string;
  readonly attempt: number;
  readonly batchId: string | null;
  readonly aside: number;
}

const TONES: Record<FileState, string> = { seen: "text-muted", queued: "text-run", done: "text-met", failed: "text-breach" };

/** The watched folder: where it is, which file is read by which mapping, and what became of each. */
export function FolderView(props: {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly path: string;
  readonly runFault: string | null;
  readonly rules: readonly Rule[];
  readonly files: readonly FileShown[];
  readonly total: number;
  readonly query: TableQuery;
  readonly mappings: readonly TypedChoice[];
  readonly choices: readonly TypedChoice[];
  readonly form: TypedForm;
}) {
  const { form, rules } = props;
  const t = useT("sources");
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SourceTabs parts={props.parts} current="folder" />} width="full">
      {props.runFault === null ? null : <Notice tone="error">{t("folder.fault", { fault: props.runFault })}</Notice>}
      <div className="flex flex-col gap-2">
        <Facts rows={[{ name: t("folder.path"), value: <code className="font-mono text-sm break-all select-all">{props.path}</code> }]} />
        <p className="max-w-3xl text-sm text-pretty text-muted">{t("folder.path.hint")}</p>
      </div>
      <Card title={t("folder.rules")}>
        {rules.length === 0 ? (
          <EmptyState icon={<FolderInput aria-hidden size={20} />} title={t("folder.rules.none")}>
            {t("folder.rules.none.text")}
          </EmptyState>
        ) : (
          <ol className="-my-3 flex flex-col divide-y divide-line">
            {rules.map((rule, index) => (
              <RuleItem key={rule.id} rule={rule} isFirst={index === 0} />
            ))}
          </ol>
        )}
      </Card>
      <Card title={t("folder.new")}>
        <TypedFormFrame form={form} className="max-w-2xl">
          <TypedText form={form} name="glob" label={t("folder.glob")} hint={t("folder.glob.hint")} maxLength={120} autoComplete="off" />
          <div className="grid gap-4 sm:grid-cols-2">
            <TypedSelect form={form} name="source" label={t("folder.mapping")} hint={t("folder.mapping.hint")} choices={props.mappings} placeholder="–" />
            <TypedSelect form={form} name="departmentId" label={t("pull.departments")} hint={t("pull.departments.hint")} choices={props.choices} placeholder={t("pull.departments.all")} />
          </div>
          <TypedCheck form={form} name="mayCreate" label={t("folder.mayCreate")} />
          <div>
            <TypedSubmit>{t("folder.add")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      </Card>
      <Card title={t("folder.files")} flush>
        <DataTable
          label={t("folder.files")}
          rows={props.files}
          rowKey={(row) => row.id}
          query={props.query}
          total={props.total}
          filters={[{ name: "state", label: t("file.state"), options: (["seen", "queued", "done", "failed"] as const).map((value) => ({ value, label: t(`file.${value}`) })) }]}
          columns={[
            { id: "name", header: t("file.name"), cell: (row) => (row.batchId ? <Link to={`/work/import/${row.batchId}`} className="break-all text-accent">{row.name}</Link> : <span className="break-all">{row.name}</span>) },
            { id: "at", header: t("file.when"), cell: (row) => <Time at={row.at} zone={props.zone} /> },
            { id: "size", header: t("file.size"), align: "end", cell: (row) => <Size bytes={row.bytes} /> },
            { id: "state", header: t("file.state"), cell: (row) => <span className={TONES[row.state]}>{t(`file.${row.state}`)}</span> },
            { id: "why", header: t("file.why"), cell: (row) => <Why row={row} /> },
            { id: "aside", header: t("file.rows"), align: "end", cell: (row) => (row.state === "done" ? <span className="figures">{row.aside}</span> : <span className="text-faint">–</span>) },
            { id: "retry", header: "", cell: (row) => (row.state === "failed" ? <Act intent="retry" name="file" id={row.id} label={t("file.retry")} /> : null) },
          ]}
          empty={<EmptyState icon={<FolderOpen aria-hidden size={20} />} title={t("folder.files.none")}>{t("folder.files.none.text")}</EmptyState>}
        />
      </Card>
    </Page>
  );
}

function RuleItem({ rule, isFirst }: { readonly rule: Rule; readonly isFirst: boolean }) {
  const t = useT("sources");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <code className="font-mono break-all">{rule.glob}</code> → <span className="font-medium">{rule.mapping}</span>
          <span className={rule.isOn ? "text-met" : "text-muted"}>{t(rule.isOn ? "state.on" : "state.off")}</span>
        </p>
        <p className="text-sm text-muted">
          {rule.departments?.join(", ") ?? t("pull.departments.all")}
          {rule.mayCreate ? ` · ${t("folder.mayCreate")}` : ""}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {isFirst ? null : <Act intent="up" name="rule" id={rule.id} label={t("folder.up")} />}
        <Act intent={rule.isOn ? "off" : "on"} name="rule" id={rule.id} label={t(rule.isOn ? "folder.off" : "folder.on")} />
        <StepDialog trigger={t("folder.remove")} title={t("folder.remove.title", { glob: rule.glob })} consequence={t("folder.remove.consequence")} tone="plain">
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="rule" value={rule.id} />
        </StepDialog>
      </div>
    </li>
  );
}

function Act({ intent, name, id, label }: { readonly intent: string; readonly name: string; readonly id: string; readonly label: string }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name={name} value={id} />
      <Button tone="plain" name="intent" value={intent}>
        {label}
      </Button>
    </Form>
  );
}

/** Why a file waits or failed: of its name and mapping here, of its content in the words of imports. */
function Why({ row }: { readonly row: FileShown }) {
  const t = useT("sources");
  const intake = useT("intake");
  if (row.fault === "no_rule" || row.fault === "no_mapping") return t(`why.${row.fault}`, { detail: row.detail });
  if (row.fault !== null) {
    const said = intake(`refused.${row.fault}` as Key<"intake">, { detail: row.detail, most: row.detail });
    return row.state === "queued" ? `${said} ${t("why.tries", { attempt: row.attempt })}` : said;
  }
  return row.state === "seen" ? t("why.waits") : <span className="text-faint">–</span>;
}

function Size({ bytes }: { readonly bytes: number }) {
  const t = useT("sources");
  const locale = useLocale();
  const isLarge = bytes >= 1_000_000;
  return <span className="figures whitespace-nowrap">{t(isLarge ? "megabytes" : "kilobytes", { n: formatCount(Math.max(1, Math.round(bytes / (isLarge ? 1_000_000 : 1000))), locale) })}</span>;
}
