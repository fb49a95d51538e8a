import { Form, type FormProps, useNavigation } from "@remix-run/react";
import { type InputHTMLAttributes, type ReactNode, useEffect, useId, useRef } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { INPUT_LOOK } from "./field.tsx";
import { Notice } from "./notice.tsx";
import type { TypedForm } from "./typed-form.ts";

/** A POST form whose faults come back as sentences at its fields; after a refusal the first field at fault gets the focus. */
export function TypedFormFrame({ form, className, children, ...rest }: { readonly form: TypedForm; readonly className?: string; readonly children: ReactNode } & Omit<FormProps, "form" | "className" | "method" | "children">) {
  const place = useRef<HTMLFormElement>(null);
  const seen = useRef(form);
  useEffect(() => {
    if (seen.current === form) return;
    seen.current = form;
    place.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form]);
  return (
    <Form method="post" noValidate ref={place} {...rest} className={classNames("flex flex-col gap-4", className)}>
      {form.faults["form"] ? <Notice tone="error">{form.faults["form"]}</Notice> : null}
      {children}
    </Form>
  );
}

interface Shared {
  readonly form: TypedForm;
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly optional?: boolean;
}

function Frame({ id, name, form, label, hint, optional, children }: Shared & { readonly id: string; readonly children: ReactNode }) {
  const t = useT("common");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center gap-1.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {optional ? <span className="text-sm text-faint">{t("optional")}</span> : null}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-pretty text-muted">
          {hint}
        </p>
      ) : null}
      {children}
      <Fault id={id} text={form.faults[name]} />
    </div>
  );
}

function Fault({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  return text ? (
    <p id={`${id}-fault`} role="alert" className="text-sm text-pretty text-breach">
      {text}
    </p>
  ) : null;
}

const described = (id: string, { form, name, hint }: Pick<Shared, "form" | "name" | "hint">) => ({
  id,
  name,
  "aria-invalid": form.faults[name] ? (true as const) : undefined,
  "aria-describedby": [hint ? `${id}-hint` : "", form.faults[name] ? `${id}-fault` : ""].filter(Boolean).join(" ") || undefined,
});

/** A field of one line. */
export function TypedText({ form, name, label, hint, optional, className, ...rest }: Shared & Omit<InputHTMLAttributes<HTMLInputElement>, "form" | "name" | "id">) {
  const id = useId();
  const shared = { form, name, label, hint, optional };
  return (
    <Frame id={id} {...shared}>
      <input {...described(id, shared)} defaultValue={form.values[name] ?? ""} className={classNames(INPUT_LOOK, "h-9 w-full min-w-0 px-3", className)} {...rest} />
    </Frame>
  );
}

/** A field of several lines. */
export function TypedLines({ rows = 3, maxLength, ...shared }: Shared & { readonly rows?: number; readonly maxLength?: number }) {
  const id = useId();
  return (
    <Frame id={id} {...shared}>
      <textarea {...described(id, shared)} rows={rows} maxLength={maxLength} defaultValue={shared.form.values[shared.name] ?? ""} className={classNames(INPUT_LOOK, "w-full px-3 py-2")} />
    </Frame>
  );
}

export interface TypedChoice {
  readonly value: string;
  readonly label: string;
}

/** A choice of many. `placeholder` is the empty first line. */
export function TypedSelect({ choices, placeholder, ...shared }: Shared & { readonly choices: readonly TypedChoice[]; readonly placeholder?: string }) {
  const id = useId();
  return (
    <Frame id={id} {...shared}>
      <select {...described(id, shared)} defaultValue={shared.form.values[shared.name] ?? ""} className={classNames(INPUT_LOOK, "h-9 w-full pr-8 pl-3")}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** One yes-or-no; checked, the form sends `on`. */
export function TypedCheck({ form, name, label, hint }: Omit<Shared, "optional">) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label className="flex items-start gap-2.5">
        <input type="checkbox" {...described(id, { form, name, hint })} defaultChecked={form.values[name] === "on"} className="mt-[3px] size-4 shrink-0 accent-fill" />
        <span>
          {label}
          {hint ? (
            <span id={`${id}-hint`} className="block text-sm text-pretty text-muted">
              {hint}
            </span>
          ) : null}
        </span>
      </label>
      <Fault id={id} text={form.faults[name]} />
    </div>
  );
}

/** The button that sends a form; while it is on its way it cannot be pressed again. */
/** `label` says what the press does where the button shows an icon alone. */
export function TypedSubmit({ children, intent, tone = "primary", label }: { readonly children: ReactNode; readonly intent?: string; readonly tone?: "primary" | "plain" | "danger" | "quiet"; readonly label?: string }) {
  const navigation = useNavigation();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  return (
    <Button tone={tone} aria-busy={busy} disabled={busy} {...(label === undefined ? {} : { "aria-label": label, title: label })} {...(intent === undefined ? {} : { name: "intent", value: intent })}>
      {children}
    </Button>
  );
}
