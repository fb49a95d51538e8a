import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { Button } from "./button.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { INPUT_LOOK } from "./field.tsx";
import { FormActions, SubmitButton } from "./form.tsx";
import { Notice } from "./notice.tsx";

/** What the server said to a step it refused, and the reason that was typed. */
export interface StepRefusal {
  readonly step: string;
  readonly sentence: string;
  /** The fault lies in the reason: the sentence stands at its field. */
  readonly atReason: boolean;
  readonly reason: string;
}

interface Step {
  /** Sent as `step`; a page with one kind of step says it by hidden fields of its own. */
  readonly step?: string;
  /** The act; also the words of the button that does it. */
  readonly trigger: string;
  readonly tone: "primary" | "danger" | "plain";
  /** Of this page's last answer, whichever step it was about. */
  readonly refusal?: StepRefusal | null;
  /** The label of the reason that the step needs. */
  readonly reason?: string;
  /** Hidden fields of the form. */
  readonly children?: ReactNode;
}

/** One irreversible step as a form post: with JavaScript behind a dialog, without it as a plain form with the consequence beside it. */
export function StepDialog({ title, consequence, icon, ...step }: Step & { readonly title: string; readonly consequence: string; readonly icon?: ReactNode }) {
  const refusal = step.refusal && step.refusal.step === step.step ? step.refusal : null;
  return (
    <>
      <ConfirmDialog title={title} consequence={consequence} triggerLabel={step.trigger} triggerTone={step.tone} triggerIcon={icon}>
        {(close) => <StepForm {...step} refusal={refusal} close={close} />}
      </ConfirmDialog>
      <noscript>
        <Form method="post">
          <p>{consequence}</p>
          <StepFields {...step} refusal={refusal} />
          <button className="font-medium text-accent">{title}</button>
        </Form>
      </noscript>
    </>
  );
}

/** The form of an open dialog. An accepted step closes it; a refused one keeps it open, with what was typed. */
function StepForm({ close, ...step }: Step & { readonly close: () => void }) {
  const t = useT("common");
  const place = useRef<HTMLFormElement>(null);
  const isSent = useRef(false);
  const { state } = useNavigation();
  const { refusal } = step;
  useEffect(() => {
    if (state !== "idle" || !isSent.current) return;
    isSent.current = false;
    if (refusal) place.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    else close();
  }, [state, refusal, close]);
  return (
    <Form method="post" ref={place} className="flex flex-col gap-4" onSubmit={() => (isSent.current = true)}>
      {refusal && !refusal.atReason ? <Notice tone="error">{refusal.sentence}</Notice> : null}
      <StepFields {...step} />
      <FormActions>
        <SubmitButton tone={step.tone === "plain" ? "primary" : step.tone}>{step.trigger}</SubmitButton>
        <Button type="button" tone="quiet" onClick={close}>
          {t("cancel")}
        </Button>
      </FormActions>
    </Form>
  );
}

function StepFields({ step, reason, refusal, children }: Step) {
  return (
    <>
      {step ? <input type="hidden" name="step" value={step} /> : null}
      {children}
      {reason ? <StepReason label={reason} refusal={refusal ?? null} /> : null}
    </>
  );
}

/** Why a step is refused or sent back; the other side reads it. */
function StepReason({ label, refusal }: { readonly label: string; readonly refusal: StepRefusal | null }) {
  const id = useId();
  const fault = refusal?.atReason ? refusal.sentence : null;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea
        id={id}
        name="reason"
        required
        rows={3}
        maxLength={2000}
        defaultValue={refusal?.reason}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        className={`${INPUT_LOOK} w-full px-3 py-2`}
      />
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-pretty text-breach">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
