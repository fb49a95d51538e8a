import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { classNames } from "#app/components/class-names.ts";

/** A field of one line with the sentence that says what is wrong in it. `bare` shows its label to readers only. */
export function InputField({ name, label, hint, value, fault, bare, className, ...rest }: { readonly name: string; readonly label: ReactNode; readonly hint?: string; readonly value: string; readonly fault?: string | undefined; readonly bare?: boolean } & Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "value" | "defaultValue" | "id">) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={bare ? "sr-only" : "font-medium"}>
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-pretty text-muted">
          {hint}
        </p>
      ) : null}
      <input id={id} name={name} defaultValue={value} aria-invalid={fault ? true : undefined} aria-describedby={described} className={classNames(INPUT_LOOK, "h-9 w-full min-w-0 px-3", className)} {...rest} />
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-pretty text-breach">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
