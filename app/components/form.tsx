import { type FormMetadata, getFormProps } from "@conform-to/react";
import { Form, type FormProps, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import { Button, type ButtonTone } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { Notice } from "./notice.tsx";

/**
 * A POST form bound to conform: errors of the whole form stand above the fields. The schema stays on the server (the action parses and
 * answers `submission.reply()`), so no validator is loaded into the browser. Pass `defaultNoValidate: false` to `useForm`: then a browser without
 * JavaScript checks `required` and types by itself.
 */
export function ConformForm<Schema extends Record<string, unknown>>({
  form,
  className,
  children,
  ...rest
}: {
  readonly form: FormMetadata<Schema, string[]>;
  readonly className?: string;
  readonly children: ReactNode;
} & Omit<FormProps, "form" | "children" | "className" | "method">) {
  const t = useT("errors");
  return (
    <Form
      method="post"
      {...getFormProps(form)}
      {...rest}
      className={classNames("flex flex-col gap-4", className)}
    >
      {form.errors?.length ? (
        <Notice tone="error">
          {form.errors.map((error) => t(error as Key<"errors">)).join(" ")}
        </Notice>
      ) : null}
      {children}
    </Form>
  );
}

/** The button that sends a form: while it is on its way it cannot be pressed again. */
export function SubmitButton({
  children,
  tone = "primary",
  icon,
  name,
  value,
}: {
  readonly children: ReactNode;
  readonly tone?: ButtonTone;
  readonly icon?: ReactNode;
  readonly name?: string;
  readonly value?: string;
}) {
  const navigation = useNavigation();
  const sent = navigation.formData;
  const busy =
    navigation.state !== "idle" &&
    sent !== undefined &&
    (name === undefined || sent.get(name) === value);
  return (
    <Button tone={tone} icon={icon} name={name} value={value} aria-busy={busy} disabled={busy}>
      {children}
    </Button>
  );
}

/** The row of buttons at the end of a form. */
export function FormActions({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2 pt-1">{children}</div>;
}
