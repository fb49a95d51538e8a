import { Form } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { Button, type ButtonTone } from "#app/components/button.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { FormActions, SubmitButton } from "#app/components/form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useT } from "#app/i18n/use-t.ts";
import type { VersionPage } from "./read.server.ts";
import { useRefusalText, type VersionRefusal } from "./sentence.ts";

/** What every form of the page carries: which act, on which text. */
export function Seen({ page, act }: { readonly page: Pick<VersionPage, "rowVersion" | "contentHash">; readonly act: string }) {
  return (
    <>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="rowVersion" value={page.rowVersion} />
      <input type="hidden" name="contentHash" value={page.contentHash} />
    </>
  );
}

/** A labelled field with its refusal below it; what was typed is kept. */
export function Line({ name, label, hint, type = "text", value = "", refusal, required, min, max, rows }: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: "text" | "date";
  readonly value?: string;
  /** Of this very form; null when it was not refused. */
  readonly refusal: VersionRefusal | null;
  readonly required?: boolean;
  readonly min?: string;
  readonly max?: string;
  readonly rows?: number;
}) {
  const id = useId();
  const sentence = useRefusalText();
  const fault = refusal?.field === name ? refusal : null;
  const shared = {
    id, name, required, defaultValue: refusal?.values[name] ?? value, "aria-invalid": fault ? true : undefined, "aria-describedby": fault ? `${id}-fault` : hint ? `${id}-hint` : undefined,
  } as const;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-medium">{label}</label>
      {hint ? <p id={`${id}-hint`} className="text-sm text-muted">{hint}</p> : null}
      {rows ? <textarea {...shared} rows={rows} maxLength={2000} className={`${INPUT_LOOK} w-full px-3 py-2`} /> : <input {...shared} type={type} min={min} max={max} maxLength={1000} className={`${INPUT_LOOK} h-9 w-full px-3`} />}
      {fault ? <p id={`${id}-fault`} className="text-sm text-breach">{sentence(fault)}</p> : null}
    </div>
  );
}

/** Fields that the dialogs of acts have; each shows its own refusal. */
const OWN_FIELDS: readonly string[] = ["from", "to", "answerBy", "reason", "on"];

/** An act that is asked about first, naming its object and consequence; without scripts its form stands open. */
export function AskedAct({ page, act, refusal, trigger, title, consequence, tone = "plain", submitTone = "primary", submit, icon, size, children }: {
  readonly page: Pick<VersionPage, "rowVersion" | "contentHash">;
  readonly act: string;
  readonly refusal: VersionRefusal | null;
  readonly trigger: string;
  readonly title: string;
  readonly consequence: string;
  readonly tone?: ButtonTone;
  readonly size?: "regular" | "small";
  readonly submitTone?: ButtonTone;
  /** In place of the one button that repeats the trigger. */
  readonly submit?: ReactNode;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}) {
  const t = useT("common");
  const sentence = useRefusalText();
  return (
    <>
      <ConfirmDialog key={`${page.rowVersion} ${refusal?.act === act ? "refused" : ""}`} title={title} consequence={consequence} triggerLabel={trigger} triggerTone={tone} triggerIcon={icon} triggerSize={size} initiallyOpen={refusal?.act === act}>
        {/* It stays open until the answer: an act that is done takes its dialog with it, one that is refused is corrected here. */}
        {(close) => (
          <Form method="post" preventScrollReset className="flex flex-col gap-4">
            <Seen page={page} act={act} />
            {/* The dialog covers the page's own notice; only a refusal of one of its own fields stands at the field. */}
            {refusal?.act === act && !OWN_FIELDS.includes(refusal.field ?? "") ? <Notice tone="error">{sentence(refusal)}</Notice> : null}
            {children}
            <FormActions>
              {submit ?? <SubmitButton tone={submitTone}>{trigger}</SubmitButton>}
              <Button type="button" tone="quiet" onClick={close}>{t("cancel")}</Button>
            </FormActions>
          </Form>
        )}
      </ConfirmDialog>
      <noscript>
        <Form method="post" className="flex flex-col gap-2">
          <p>{consequence}</p>
          <Seen page={page} act={act} />
          {children}
          {submit ?? <button className="font-medium text-accent">{title}</button>}
        </Form>
      </noscript>
    </>
  );
}
