import { Form } from "@remix-run/react";
import { Lock } from "lucide-react";
import { SubmitButton } from "#app/components/form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StepDialog, type StepRefusal } from "#app/components/step-dialog.tsx";
import { formatPeriod } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PeriodDetail } from "./detail.server.ts";

/** The step of closing that is open to the person who looks, each behind a dialog that names what follows. */
export function ClosingSteps({ detail, month, mayRequest, mayConfirm, refusal }: { readonly detail: PeriodDetail; readonly month: string; readonly mayRequest: boolean; readonly mayConfirm: boolean; readonly refusal: StepRefusal | null }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const { row, isMine, freezes } = detail;
  const facts = { month, departments: detail.departments.length };
  const quarter = freezes ? ` ${t("close.request.quarter", { quarter: formatPeriod(freezes, locale) })}` : "";
  if (row.state === "review" && mayRequest && detail.blocks === 0) {
    return (
      <StepDialog step="request" trigger={t("close.request", { month })} title={t("close.request.title", facts)} consequence={t("close.request.consequence") + quarter} tone="primary" icon={<Lock aria-hidden size={16} />} refusal={refusal} />
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
          <StepDialog step="confirm" trigger={t("close.confirm", { month })} title={t("close.confirm.title", facts)} consequence={t("close.confirm.consequence") + quarter} tone="danger" icon={<Lock aria-hidden size={16} />} refusal={refusal}>
            <input type="hidden" name="draftHash" value={row.draftHash} />
          </StepDialog>
        ) : null}
        {mayConfirm ? (
          <StepDialog step="refuse" trigger={t("close.refuse")} title={t("close.refuse.title", facts)} consequence={t("close.refuse.consequence")} tone="plain" reason={t("close.refuse.reason")} refusal={refusal} />
        ) : null}
      </div>
    </>
  );
}
