import { useId } from "react";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { useT } from "#app/i18n/use-t.ts";

export function Choice({
  name,
  label,
  value,
  options,
  required = true,
}: {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly required?: boolean;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <select id={id} name={name} defaultValue={value} required={required} className={`${INPUT_LOOK} h-9 w-full pr-8 pl-3`}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Note({ name, label, value, rows = 3, required = true }: { readonly name: string; readonly label: string; readonly value?: string; readonly rows?: number; readonly required?: boolean }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea id={id} name={name} defaultValue={value} rows={rows} required={required} maxLength={2000} className={`${INPUT_LOOK} w-full px-3 py-2`} />
    </div>
  );
}

export function Line({ name, label, value, numeric = false, required = false }: { readonly name: string; readonly label: string; readonly value?: string; readonly numeric?: boolean; readonly required?: boolean }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input id={id} name={name} defaultValue={value} required={required} maxLength={200} inputMode={numeric ? "decimal" : undefined} className={`${INPUT_LOOK} h-9 w-full px-3`} />
    </div>
  );
}

/** A day and a time of day, in the reader's zone. */
export function DayAndTime({ names, labels, values, required = false }: { readonly names: readonly [string, string]; readonly labels: readonly [string, string]; readonly values: readonly [string | undefined, string | undefined]; readonly required?: boolean }) {
  const id = useId();
  return (
    <div className="flex flex-wrap gap-3">
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-day`} className="font-medium">
          {labels[0]}
        </label>
        <input id={`${id}-day`} type="date" name={names[0]} defaultValue={values[0]} required={required} className={`${INPUT_LOOK} h-9 px-3`} />
      </div>
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-time`} className="font-medium">
          {labels[1]}
        </label>
        <input id={`${id}-time`} type="time" name={names[1]} defaultValue={values[1]} className={`${INPUT_LOOK} h-9 px-3`} />
      </div>
    </div>
  );
}

/** When it happened, folded away: mostly it is now. */
export function Earlier({ values, other, zone, open }: { readonly values: (name: string) => string | undefined; readonly other: string; readonly zone: string; readonly open: boolean }) {
  const t = useT("desk");
  return (
    <details open={open}>
      <summary className="opens cursor-pointer text-sm text-muted select-none hover:text-ink">{t("when.earlier")}</summary>
      <div className="mt-2 flex flex-col gap-2">
        <p className="text-sm text-pretty text-muted">{t("act.earlier.text", { other })}</p>
        <DayAndTime names={["date", "time"]} labels={[t("when.date"), t("when.time")]} values={[values("date"), values("time")]} />
        <p className="text-sm text-faint">{t("when.zone", { zone })}</p>
      </div>
    </details>
  );
}
