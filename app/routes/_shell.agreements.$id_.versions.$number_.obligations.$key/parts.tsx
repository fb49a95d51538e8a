import type { FieldMetadata } from "@conform-to/react";
import type { ReactNode } from "react";
import { FieldErrors, FieldFrame, INPUT_LOOK, SelectField, TextField, type Choice } from "#app/components/field.tsx";
import { useT } from "#app/i18n/use-t.ts";
import { DURATION_UNITS } from "./form.ts";

/** Gives the field of a name; the form is flat. */
export type Field = (name: string) => FieldMetadata<string>;
/** What a group of checkboxes begins with. */
export type Chosen = (name: string) => readonly string[];

const SELECT = `${INPUT_LOOK} h-9 min-w-0 max-w-full pr-8 pl-3`;

/** A bare select beside other controls of one label. */
function Select({ field, label, choices, className = "" }: { readonly field: FieldMetadata<string>; readonly label: string; readonly choices: readonly Choice[]; readonly className?: string }) {
  return (
    <select id={field.id} name={field.name} defaultValue={field.initialValue} aria-label={label} className={`${SELECT} ${className}`}>
      {choices.map(({ value, label: text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

function Amount({ field }: { readonly field: FieldMetadata<string> }) {
  return <input id={field.id} name={field.name} defaultValue={field.initialValue} inputMode="decimal" aria-invalid={field.errors ? true : undefined} aria-describedby={field.errors ? field.errorId : undefined} className={`${INPUT_LOOK} figures h-9 w-20 px-3`} />;
}

/** An amount of time: how many, of what, and how days end. */
export function DurationField({ f, prefix, label, hint, optional }: { readonly f: Field; readonly prefix: string; readonly label: string; readonly hint?: string; readonly optional?: boolean }) {
  const t = useT("obligation");
  const names = useT("catalogue");
  return (
    <FieldFrame field={f(`${prefix}_n`)} label={label} hint={hint} optional={optional}>
      <div className="choice flex flex-wrap items-start gap-2">
        <div className="choice-head flex flex-wrap gap-2">
          <Amount field={f(`${prefix}_n`)} />
          <Select field={f(`${prefix}_unit`)} label={`${label}: ${names("explain.unit")}`} choices={DURATION_UNITS.map((value) => ({ value, label: names(`unit.${value}`) }))} />
        </div>
        <div data-when="working_days calendar_days">
          <Select field={f(`${prefix}_end`)} label={`${label}: ${names("explain.end")}`} choices={[{ value: "snap", label: t("end.snap") }, { value: "eod", label: t("end.eod") }]} />
        </div>
      </div>
    </FieldFrame>
  );
}

/** When something is due: after a time, by a working day of the month, or by an agreed date. */
export function DueField({ f, prefix, label, same }: { readonly f: Field; readonly prefix: string; readonly label: string; readonly same?: string }) {
  const t = useT("obligation");
  const types = ["within", "nth_workday", "agreed_date"] as const;
  return (
    <fieldset className="choice flex flex-col gap-2">
      <div className="choice-head">
        <SelectField field={f(`${prefix}_type`)} label={label} choices={[...(same ? [{ value: "same", label: same }] : []), ...types.map((value) => ({ value, label: t(`due.${value}`) }))]} />
      </div>
      <div data-when="within agreed_date">
        <DurationField f={f} prefix={prefix} label={t("due.term")} />
      </div>
      <div data-when="nth_workday">
        <div className="flex flex-wrap items-start gap-2">
          <FieldFrame field={f(`${prefix}_nth`)} label={t("due.nth")}>
            <div className="flex flex-wrap gap-2">
              <Amount field={f(`${prefix}_nth`)} />
              <Select field={f(`${prefix}_from`)} label={t("due.from")} choices={[{ value: "start", label: t("due.from.start") }, { value: "end", label: t("due.from.end") }]} />
            </div>
          </FieldFrame>
          <ClockField field={f(`${prefix}_at`)} label={t("at")} />
        </div>
      </div>
    </fieldset>
  );
}

export function ClockField({ field, label, hint, optional }: { readonly field: FieldMetadata<string>; readonly label: string; readonly hint?: string; readonly optional?: boolean }) {
  return <TextField field={field} label={label} hint={hint} optional={optional} placeholder="18:00" inputMode="numeric" className="figures max-w-24" />;
}

/** A promised level: a share of cases, or a number of misses. */
export function ThresholdField({ f, prefix, label, explain, optional }: { readonly f: Field; readonly prefix: "target" | "floor"; readonly label: string; readonly explain: string; readonly optional?: boolean }) {
  const t = useT("obligation");
  return (
    <FieldFrame field={f(`${prefix}_n`)} label={label} explain={explain} optional={optional}>
      <div className="flex gap-2 *:shrink *:last:min-w-0">
        <Amount field={f(`${prefix}_n`)} />
        <Select field={f(`${prefix}_type`)} label={label} choices={[{ value: "share", label: t(`${prefix}.share`) }, { value: "count", label: t(`${prefix}.count`) }]} />
      </div>
    </FieldFrame>
  );
}

/** Several of few, side by side. */
export function CheckGroup({ name, label, choices, chosen, field }: { readonly name: string; readonly label: string; readonly choices: readonly Choice[]; readonly chosen: Chosen; readonly field: FieldMetadata<string> }) {
  const picked = chosen(name);
  // Those that stand in the terms come first, in their order: a text that nobody changed is sent as it was.
  const order = [...picked.flatMap((value) => choices.find((choice) => choice.value === value) ?? []), ...choices.filter(({ value }) => !picked.includes(value))];
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1.5">
        {(name === "pauseReasons" ? order : choices).map(({ value, label: text }) => (
          <label key={value} className="flex items-center gap-2">
            <input type="checkbox" name={name} value={value} defaultChecked={picked.includes(value)} className="size-4 shrink-0 accent-fill" />
            {text}
          </label>
        ))}
      </div>
      <FieldErrors field={field} />
    </fieldset>
  );
}

/** A part of the form with its heading. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-4 first-of-type:border-0 first-of-type:pt-0">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}
