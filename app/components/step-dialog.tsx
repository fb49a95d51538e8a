import { Form } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { Button } from "./button.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { INPUT_LOOK } from "./field.tsx";
import { FormActions, SubmitButton } from "./form.tsx";

/** One irreversible step as a form post: with JavaScript behind a dialog, without it as a plain form with the consequence beside it. */
export function StepDialog({
  trigger,
  title,
  consequence,
  tone,
  icon,
  children,
}: {
  /** The act; also the words of the button that does it. */
  readonly trigger: string;
  readonly title: string;
  readonly consequence: string;
  readonly tone: "primary" | "danger" | "plain";
  readonly icon?: ReactNode;
  /** The fields of the form. */
  readonly children: ReactNode;
}) {
  const t = useT("common");
  return (
    <>
      <ConfirmDialog title={title} consequence={consequence} triggerLabel={trigger} triggerTone={tone} triggerIcon={icon}>
        {(close) => (
          <Form method="post" className="flex flex-col gap-4" onSubmit={close}>
            {children}
            <FormActions>
              <SubmitButton tone={tone === "plain" ? "primary" : tone}>{trigger}</SubmitButton>
              <Button type="button" tone="quiet" onClick={close}>
                {t("cancel")}
              </Button>
            </FormActions>
          </Form>
        )}
      </ConfirmDialog>
      <noscript>
        <Form method="post">
          <p>{consequence}</p>
          {children}
          <button className="font-medium text-accent">{title}</button>
        </Form>
      </noscript>
    </>
  );
}

/** Why a step is refused or sent back; the other side reads it. */
export function StepReason({ label }: { readonly label: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea id={id} name="reason" required rows={3} maxLength={2000} className={`${INPUT_LOOK} w-full px-3 py-2`} />
    </div>
  );
}
