import { Plus, X } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";
import { MOST_ROWS, rowCount, type RowList } from "./rows.ts";

/** Lines of numbers to which one can be added and from which one can be taken; the buttons also work without JavaScript. */
export function RowTable({ form, list, columns }: { readonly form: TypedForm; readonly list: Exclude<RowList, "gates">; readonly columns: readonly { readonly part: string; readonly label: string; readonly hint?: string }[] }) {
  const t = useT("plans");
  const count = rowCount(form.values, list);
  return (
    <div className="flex flex-col items-start gap-2">
      <table className="data-table compact w-full">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.part} scope="col">
                {column.label} {column.hint ? <span className="font-normal text-faint">({column.hint})</span> : null}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: count }, (_, i) => (
            <tr key={i} data-list={list}>
              {columns.map(({ part, label }) => (
                <Cell key={part} form={form} name={`${list}.${i}.${part}`} label={t("row.of", { number: i + 1, part: label })} />
              ))}
              <td className="w-9 align-top">
                <Button tone="quiet" size="small" name="intent" value={`remove:${list}:${i}`} aria-label={t("row.remove", { number: i + 1 })} icon={<X aria-hidden size={14} />} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {count < MOST_ROWS ? (
        <Button size="small" name="intent" value={`add:${list}`} icon={<Plus aria-hidden size={14} />}>
          {t(`row.add.${list}`)}
        </Button>
      ) : null}
    </div>
  );
}

function Cell({ form, name, label }: { readonly form: TypedForm; readonly name: string; readonly label: string }) {
  const fault = form.faults[name];
  const faultId = `${name}-fault`;
  return (
    <td className="align-top">
      <input
        name={name}
        defaultValue={form.values[name] ?? ""}
        inputMode="decimal"
        aria-label={label}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? faultId : undefined}
        className={`${INPUT_LOOK} figures h-8 w-full px-2`}
      />
      {fault ? (
        <p id={faultId} role="alert" className="text-sm text-breach">
          {fault}
        </p>
      ) : null}
    </td>
  );
}
