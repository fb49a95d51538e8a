import {
  type FieldMetadata,
  getInputProps,
  getSelectProps,
  getTextareaProps,
} from "@conform-to/react";
import type {
  InputHTMLAttributes,
  ReactNode,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from "react";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { InfoTip } from "./info-tip.tsx";
import { INPUT_LOOK } from "./input-look.ts";

export { INPUT_LOOK };

interface FieldProps {
  /** The field of conform's `useForm`: it gives name, id, default value, constraints and errors. */
  readonly field: FieldMetadata<unknown>;
  readonly label: ReactNode;
  /** A sentence below the label: what to write, in which unit. */
  readonly hint?: ReactNode;
  /** One line behind the ⓘ. */
  readonly explain?: string;
  /** Says "optional" behind the label. */
  readonly optional?: boolean;
}

/**
 * Label, hint, error and their aria wiring, once for all fields. Errors are keys of the `errors` catalogue, or sentences that are
 * already written.
 */
export function FieldFrame({
  field,
  label,
  hint,
  explain,
  optional,
  children,
}: FieldProps & { readonly children: ReactNode }) {
  const t = useT("common");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center gap-1.5">
        <label htmlFor={field.id} className="font-medium">
          {label}
        </label>
        {explain ? <InfoTip text={explain} /> : null}
        {optional ? <span className="text-sm text-faint">{t("optional")}</span> : null}
      </div>
      {hint ? (
        <p id={field.descriptionId} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      {children}
      <FieldErrors field={field} />
    </div>
  );
}

/** The errors of a field, announced when they appear. */
export function FieldErrors({ field }: { readonly field: FieldMetadata<unknown> }) {
  const t = useT("errors");
  if (!field.errors?.length) return null;
  return (
    <p id={field.errorId} role="alert" className="text-sm text-breach">
      {field.errors.map((error) => t(error as Key<"errors">)).join(" ")}
    </p>
  );
}

/** Which of hint and error describe the control. */
function describedBy(field: FieldMetadata<unknown>, hint: ReactNode): string | undefined {
  return (
    [hint ? field.descriptionId : "", field.errors?.length ? field.errorId : ""]
      .filter(Boolean)
      .join(" ") || undefined
  );
}

type InputType =
  | "text"
  | "email"
  | "password"
  | "number"
  | "date"
  | "time"
  | "datetime-local"
  | "month"
  | "url"
  | "search"
  | "tel";

/** A field of one line. `suffix` is the unit behind it ("%", "₽"). */
export function TextField({
  field,
  label,
  hint,
  explain,
  optional,
  type = "text",
  suffix,
  className,
  ...rest
}: FieldProps & { readonly type?: InputType; readonly suffix?: ReactNode } & Omit<
    InputHTMLAttributes<HTMLInputElement>,
    "type" | "name" | "id" | "form"
  >) {
  const { key, ...props } = getInputProps(field as FieldMetadata<string>, { type });
  return (
    <FieldFrame field={field} label={label} hint={hint} explain={explain} optional={optional}>
      <div className="flex items-center gap-2">
        <input
          key={key}
          {...props}
          {...rest}
          aria-describedby={describedBy(field, hint)}
          className={classNames(INPUT_LOOK, "h-9 w-full min-w-0 px-3", className)}
        />
        {suffix ? <span className="shrink-0 text-muted">{suffix}</span> : null}
      </div>
    </FieldFrame>
  );
}

/** A field of several lines. */
export function TextareaField({
  field,
  label,
  hint,
  explain,
  optional,
  className,
  rows = 4,
  ...rest
}: FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name" | "id" | "form">) {
  const { key, ...props } = getTextareaProps(field as FieldMetadata<string>);
  return (
    <FieldFrame field={field} label={label} hint={hint} explain={explain} optional={optional}>
      <textarea
        key={key}
        {...props}
        {...rest}
        rows={rows}
        aria-describedby={describedBy(field, hint)}
        className={classNames(INPUT_LOOK, "w-full px-3 py-2", className)}
      />
    </FieldFrame>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** A line below the choice (radios and checkboxes only). */
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** A choice of many. `placeholder` is an empty first line, which a required field refuses. */
export function SelectField({
  field,
  label,
  hint,
  explain,
  optional,
  choices,
  placeholder,
  className,
  ...rest
}: FieldProps & { readonly choices: readonly Choice[]; readonly placeholder?: string } & Omit<
    SelectHTMLAttributes<HTMLSelectElement>,
    "name" | "id" | "form"
  >) {
  const { key, ...props } = getSelectProps(field as FieldMetadata<string>);
  return (
    <FieldFrame field={field} label={label} hint={hint} explain={explain} optional={optional}>
      <select
        key={key}
        {...props}
        {...rest}
        aria-describedby={describedBy(field, hint)}
        className={classNames(INPUT_LOOK, "h-9 w-full pr-8 pl-3", className)}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** One yes-or-no. Checked, the form sends `on`. */
export function CheckboxField({
  field,
  label,
  hint,
}: Pick<FieldProps, "field" | "label" | "hint">) {
  const { key, ...props } = getInputProps(field as FieldMetadata<boolean>, { type: "checkbox" });
  return (
    <div className="flex flex-col gap-1">
      <label className="flex items-start gap-2.5">
        <input
          key={key}
          {...props}
          aria-describedby={describedBy(field, hint)}
          className="mt-[3px] size-4 shrink-0 accent-fill"
        />
        <span>
          {label}
          {hint ? (
            <span id={field.descriptionId} className="block text-sm text-muted">
              {hint}
            </span>
          ) : null}
        </span>
      </label>
      <FieldErrors field={field} />
    </div>
  );
}

/** A choice of few, all visible. `layout` `row` puts them side by side as long as there is room. */
export function RadioField({
  field,
  label,
  hint,
  explain,
  choices,
  layout = "column",
}: Omit<FieldProps, "optional"> & {
  readonly choices: readonly Choice[];
  readonly layout?: "column" | "row";
}) {
  return (
    <fieldset aria-describedby={describedBy(field, hint)} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1 flex items-center gap-1.5 font-medium">
        {label}
        {explain ? <InfoTip text={explain} /> : null}
      </legend>
      {hint ? (
        <p id={field.descriptionId} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      <div
        className={classNames(
          "flex gap-x-5 gap-y-1.5",
          layout === "row" ? "flex-wrap" : "flex-col"
        )}
      >
        {choices.map((choice) => (
          <label key={choice.value} className="flex items-start gap-2.5">
            <input
              type="radio"
              name={field.name}
              form={field.formId}
              value={choice.value}
              defaultChecked={field.initialValue === choice.value}
              disabled={choice.disabled}
              required={field.required}
              aria-invalid={field.errors?.length ? true : undefined}
              className="mt-[3px] size-4 shrink-0 accent-fill"
            />
            <span>
              {choice.label}
              {choice.hint ? <span className="block text-sm text-muted">{choice.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldErrors field={field} />
    </fieldset>
  );
}
