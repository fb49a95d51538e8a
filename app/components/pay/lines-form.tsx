import type { ReactNode } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { Card } from "../card.tsx";
import { DataTable } from "../data-table.tsx";
import { INPUT_LOOK } from "../field.tsx";
import { TypedFormFrame, TypedLines, TypedSubmit } from "../typed-field.tsx";
import type { TypedForm } from "../typed-form.ts";

/** A form of lines as it comes back: what was typed, and what is wrong in which line. */
export interface LinesAnswer extends TypedForm {
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
  readonly problemCount: number;
}

/** Lines in a field or from a file, all or none; `children` are fields above them. */
export function LinesForm({ title, form, label, hint, submit, children }: { readonly title: string; readonly form: TypedForm; readonly label: string; readonly hint: string; readonly submit: string; readonly children?: ReactNode }) {
  const t = useT("members");
  const problems = "problems" in form ? (form as LinesAnswer).problems : [];
  return (
    <Card title={title} id="enter">
      <TypedFormFrame form={form} encType="multipart/form-data" className="max-w-2xl">
        {children}
        <TypedLines form={form} name="lines" label={label} hint={hint} rows={5} />
        <label className="flex min-w-0 flex-col gap-1">
          <span className="font-medium">{t("lines.file")}</span>
          <span className="text-sm text-muted">{t("lines.file.hint")}</span>
          <input type="file" name="file" accept=".csv,.txt,text/csv,text/plain" className={`${INPUT_LOOK} w-full px-3 py-1.5 file:mr-3 file:rounded-sm file:border-0 file:bg-sunken file:px-2 file:py-0.5 file:font-medium file:text-ink`} />
        </label>
        {problems.length > 0 ? (
          <DataTable
            label={t("lines.problem")}
            rows={problems}
            rowKey={(row) => `${row.line} ${row.reason}`}
            compact
            columns={[
              { id: "line", header: t("lines.line"), cell: (row) => <span className="figures">{row.line}</span> },
              { id: "reason", header: t("lines.problem"), cell: (row) => row.reason },
            ]}
            empty={null}
          />
        ) : null}
        <div>
          <TypedSubmit intent="enter">{submit}</TypedSubmit>
        </div>
      </TypedFormFrame>
    </Card>
  );
}
