import type { ReactNode } from "react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { type TypedChoice, TypedSubmit } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ShownPreview } from "./preview.server.ts";

/** Everything that a plan would change; what stands in the way first. In a split each person and product can be given to a successor. */
export function PreviewParts({ preview, form }: { readonly preview: ShownPreview; readonly form: TypedForm }) {
  const t = useT("reorganisation");
  const splits = preview.successors.length > 1;
  const choice = (name: string, label: string, to: string): ReactNode =>
    splits ? <Choice name={name} label={label} value={form.values[name] ?? ""} choices={preview.successors} /> : to;
  const isEmpty = preview.people.length + preview.posts.length + preview.products.length + preview.agreements.length + preview.dropped.length + preview.groups.length + preview.departments.length === 0 && !preview.tasks;
  return (
    <section className="flex flex-col gap-4" aria-labelledby="preview">
      <h2 id="preview" className="text-lg font-semibold">{t("preview.title", { day: preview.day })}</h2>
      <p className="-mt-3 text-muted">{preview.what}</p>
      {preview.faults.length > 0 ? (
        <Notice tone="error">
          <p className="font-medium">{t("faults", { count: preview.faults.length })}</p>
          <ul className="mt-1 list-disc pl-5">{preview.faults.map((fault) => <li key={fault.text}>{fault.text}</li>)}</ul>
        </Notice>
      ) : null}
      {isEmpty && preview.faults.length === 0 ? <Notice>{t("preview.nothing")}</Notice> : null}
      {preview.tasks ? <Notice>{preview.tasks}</Notice> : null}
      {preview.closed ? <Notice tone="warning">{preview.closed}</Notice> : null}
      {preview.withoutHead.map((text) => <Notice key={text} tone="warning">{text}</Notice>)}
      {splits && preview.people.length + preview.products.length > 0 ? <p className="text-sm text-muted">{`${t("preview.assign")}. ${t("preview.assign.text")}`}</p> : null}
      <Part title={t("agreements")} note={t("agreements.text")} rows={preview.agreements} rowKey={(row) => row.key} columns={[
        { id: "code", header: t("agreement"), cell: (row) => row.code },
        { id: "pair", header: t("agreement.between"), cell: (row) => row.pair },
        { id: "from", header: t("agreement.from"), cell: (row) => row.from },
        { id: "end", header: t("agreement.end"), cell: (row) => <EndBox name={`end.${row.key}`} label={t("agreement.end.label", { code: row.code })} checked={false} />, align: "end" },
      ]} />
      <Part title={t("dropped")} rows={preview.dropped} rowKey={(row) => row.key} columns={[
        { id: "code", header: t("agreement"), cell: (row) => row.code },
        { id: "pair", header: t("agreement.between"), cell: (row) => row.pair },
        { id: "why", header: t("reason"), cell: (row) => row.why },
        { id: "end", header: t("agreement.end"), cell: (row) => (row.isChosen ? <EndBox name={`end.${row.key}`} label={t("agreement.end.label", { code: row.code })} checked /> : null), align: "end" },
      ]} />
      <Part title={t("products")} rows={preview.products} rowKey={(row) => row.id} columns={[
        { id: "name", header: t("product"), cell: (row) => row.name },
        { id: "to", header: t("to"), cell: (row) => choice(`product.${row.id}`, row.name, row.to) },
      ]} />
      <Part title={t("people")} note={t("people.text")} rows={preview.people} rowKey={(row) => row.id} columns={[
        { id: "name", header: t("person"), cell: (row) => row.name },
        { id: "to", header: t("to"), cell: (row) => choice(`person.${row.personId}`, row.name, row.to) },
        { id: "from", header: t("agreement.from"), cell: (row) => row.from, align: "end" },
      ]} />
      <Part title={t("posts")} note={t("posts.text")} rows={preview.posts} rowKey={(row) => row.id} columns={[
        { id: "name", header: t("person"), cell: (row) => row.name },
        { id: "ends", header: t("post"), cell: (row) => row.ends },
      ]} />
      <Part title={t("groups")} rows={preview.groups} rowKey={(row) => row.id} columns={[
        { id: "name", header: t("groups"), cell: (row) => row.name },
        { id: "what", header: t("kind"), cell: (row) => row.what },
      ]} />
      <Part title={t("departments")} rows={preview.departments} rowKey={(row) => row.id} columns={[
        { id: "name", header: t("department"), cell: (row) => row.name },
        { id: "where", header: t("to"), cell: (row) => row.where },
      ]} />
      {preview.isDissolved ? <p className="text-sm text-pretty text-muted">{t("unchanged", { day: preview.day, name: preview.name })}</p> : null}
    </section>
  );
}

interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "end";
}

function Part<Row>({ title, note, rows, rowKey, columns }: { readonly title: string; readonly note?: string; readonly rows: readonly Row[]; readonly rowKey: (row: Row) => string; readonly columns: readonly Column<Row>[] }) {
  const locale = useLocale();
  if (rows.length === 0) return null;
  return (
    <Card title={title} aside={formatCount(rows.length, locale)} flush>
      {note ? <p className="px-4 pt-3 text-sm text-pretty text-muted">{note}</p> : null}
      <DataTable label={title} rows={rows} rowKey={rowKey} columns={[...columns]} compact empty={null} />
    </Card>
  );
}

function Choice({ name, label, value, choices }: { readonly name: string; readonly label: string; readonly value: string; readonly choices: readonly TypedChoice[] }) {
  return (
    <select name={name} aria-label={label} defaultValue={value || choices[0]!.value} className={`${INPUT_LOOK} h-8 w-full min-w-32 pr-8 pl-2`}>
      {choices.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
    </select>
  );
}

function EndBox({ name, label, checked }: { readonly name: string; readonly label: string; readonly checked: boolean }) {
  return <input type="checkbox" name={name} aria-label={label} defaultChecked={checked} className="size-4 accent-fill" />;
}

/** Saving comes last, after everything was seen; the day itself decides whether it happens now. */
export function SavePlan({ preview }: { readonly preview: ShownPreview }) {
  const t = useT("reorganisation");
  return (
    <Card title={t("confirm.title", { what: preview.what, day: preview.day })}>
      <p className="max-w-3xl text-pretty text-muted">{preview.isNow ? t("confirm.text.now") : t("confirm.text")}</p>
      <input type="hidden" name="hash" value={preview.hash} />
      <div className="mt-3">
        <TypedSubmit intent="save">{preview.isNow ? t("act.now") : t("act")}</TypedSubmit>
      </div>
    </Card>
  );
}
