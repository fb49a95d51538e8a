import { Form } from "@remix-run/react";
import { Lock } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { FormActions, SubmitButton } from "#app/components/form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatPeriod } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PeriodDetail } from "./detail.server.ts";

/** The step of closing that is open to the person who looks, each behind a dialog that names what follows. */
export function ClosingSteps({ detail, month, mayRequest, mayConfirm }: { readonly detail: PeriodDetail; readonly month: string; readonly mayRequest: boolean; readonly mayConfirm: boolean }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const { row, isMine, freezes } = detail;
  const facts = { month, departments: detail.departments.length };
  const quarter = freezes ? ` ${t("close.request.quarter", { quarter: formatPeriod(freezes, locale) })}` : "";
  if (row.state === "review" && mayRequest && detail.blocks === 0) {
    return (
      <Step trigger={t("close.request", { month })} title={t("close.request.title", facts)} consequence={t("close.request.consequence") + quarter} tone="primary">
        <input type="hidden" name="step" value="request" />
      </Step>
    );
  }
  if (row.state !== "sealed") return null;
  if (row.draftHash === null) {
    return (
      <>
        <Notice tone="warning">{t("close.interrupted")}</Notice>
        {mayRequest ? (
          <Form method="post">
            <input type="hidden" name="step" value="request" />
            <SubmitButton tone="plain">{t("close.again")}</SubmitButton>
          </Form>
        ) : null}
      </>
    );
  }
  return (
    <>
      {isMine ? <Notice>{t("close.yours")}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        {mayConfirm && !isMine ? (
          <Step trigger={t("close.confirm", { month })} title={t("close.confirm.title", facts)} consequence={t("close.confirm.consequence") + quarter} tone="danger">
            <input type="hidden" name="step" value="confirm" />
            <input type="hidden" name="draftHash" value={row.draftHash} />
          </Step>
        ) : null}
        {mayConfirm ? (
          <Step trigger={t("close.refuse")} title={t("close.refuse.title", facts)} consequence={t("close.refuse.consequence")} tone="plain">
            <input type="hidden" name="step" value="refuse" />
            <Reason />
          </Step>
        ) : null}
      </div>
    </>
  );
}

/** One step: with JavaScript behind a dialog, without it as a plain form with the consequence beside it. */
function Step({ trigger, title, consequence, tone, children }: { readonly trigger: string; readonly title: string; readonly consequence: string; readonly tone: "primary" | "danger" | "plain"; readonly children: ReactNode }) {
  const t = useT("common");
  return (
    <>
      <ConfirmDialog title={title} consequence={consequence} triggerLabel={trigger} triggerTone={tone} triggerIcon={tone === "plain" ? undefined : <Lock aria-hidden size={16} />}>
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

function Reason() {
  const t = useT("scorecards");
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t("close.refuse.reason")}
      </label>
      <textarea id={id} name="reason" required rows={3} maxLength={2000} className={`${INPUT_LOOK} w-full px-3 py-2`} />
    </div>
  );
}
