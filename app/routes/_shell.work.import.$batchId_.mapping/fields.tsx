import { type ReactNode, useId } from "react";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { useT } from "#app/i18n/use-t.ts";

export const SELECT_LOOK = `${INPUT_LOOK} h-9 w-full min-w-0 pr-8 pl-2`;
export const TEXT_LOOK = `${INPUT_LOOK} h-9 w-full min-w-0 px-2`;

export interface ShownColumn {
  readonly name: string;
  readonly samples: readonly string[];
  readonly isDate: boolean;
}

export interface FieldFault {
  readonly field: string;
  readonly text: string;
}

/** A label, what belongs below it, and the sentence of its fault. */
export function Labelled({ label, hint, fault, children }: { readonly label: ReactNode; readonly hint?: string; readonly fault?: string; readonly children: (id: string, describedBy: string | undefined) => ReactNode }) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-pretty text-muted">
          {hint}
        </p>
      ) : null}
      {children(id, describedBy)}
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-pretty text-breach">
          {fault}
        </p>
      ) : null}
    </div>
  );
}

interface ColumnChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly columns: readonly ShownColumn[];
  readonly hint?: string;
  readonly fault?: string;
  /** Columns of dates stand first. */
  readonly dates?: boolean;
}

/** Which column holds something; what stands in it is shown below. */
export function ColumnChoice({ name, label, value, columns, hint, fault, dates }: ColumnChoiceProps) {
  const t = useT("intake");
  const ordered = dates ? [...columns.filter((column) => column.isDate), ...columns.filter((column) => !column.isDate)] : columns;
  return (
    <Labelled label={label} hint={hint} fault={fault}>
      {(id, describedBy) => (
        <>
          <select id={id} name={name} defaultValue={value ?? ""} aria-describedby={describedBy} aria-invalid={fault ? true : undefined} className={SELECT_LOOK}>
            <option value="">{t("map.none")}</option>
            {ordered.map((column) => (
              <option key={column.name} value={column.name}>
                {column.name}
              </option>
            ))}
            {value && !columns.some((column) => column.name === value) ? <option value={value}>{value}</option> : null}
          </select>
          <Samples column={columns.find((column) => column.name === value)} />
        </>
      )}
    </Labelled>
  );
}

export function Samples({ column }: { readonly column: ShownColumn | undefined }) {
  if (!column || column.samples.length === 0) return null;
  return <p className="truncate border-b border-dotted border-line text-sm text-muted">{column.samples.join(" · ")}</p>;
}

export interface Thing {
  readonly code: string;
  readonly name: string;
}

/** A product or department: from a column, or always the same. */
export function ReferenceChoice({ name, label, reference, columns, things, hint, fault }: { readonly name: string; readonly label: string; readonly reference: { readonly column?: string; readonly value?: string } | undefined; readonly columns: readonly ShownColumn[]; readonly things: readonly Thing[]; readonly hint?: string; readonly fault?: string }) {
  const t = useT("intake");
  const value = reference?.column ? `c:${reference.column}` : reference?.value ? `v:${reference.value}` : "";
  return (
    <Labelled label={label} hint={hint} fault={fault}>
      {(id, describedBy) => (
        <>
          <select id={id} name={name} defaultValue={value} aria-describedby={describedBy} aria-invalid={fault ? true : undefined} className={SELECT_LOOK}>
            <option value="">{t("map.none")}</option>
            <optgroup label={t("map.column")}>
              {columns.map((column) => (
                <option key={column.name} value={`c:${column.name}`}>
                  {column.name}
                </option>
              ))}
              {reference?.column && !columns.some((column) => column.name === reference.column) ? <option value={value}>{reference.column}</option> : null}
            </optgroup>
            <optgroup label={t("map.always")}>
              {things.map((thing) => (
                <option key={thing.code} value={`v:${thing.code}`}>
                  {thing.name}
                </option>
              ))}
              {reference?.value && !things.some((thing) => thing.code === reference.value) ? <option value={value}>{reference.value}</option> : null}
            </optgroup>
          </select>
          <Samples column={columns.find((column) => column.name === reference?.column)} />
        </>
      )}
    </Labelled>
  );
}

/** A part of the form with its question. */
export function Part({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-4">
      <div>
        <h2 className="font-semibold">{title}</h2>
        {hint ? <p className="text-sm text-pretty text-muted">{hint}</p> : null}
      </div>
      {children}
    </section>
  );
}
