import { Form } from "@remix-run/react";
import { SubmitButton } from "#app/components/form.tsx";
import { StepDialog, type StepRefusal } from "#app/components/step-dialog.tsx";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { RunDetail } from "./detail.server.ts";

/** The steps that the rules leave open to the person who looks. */
export function RunSteps({ run, period, total, refusal }: { readonly run: RunDetail; readonly period: string; readonly total: string; readonly refusal: StepRefusal | null }) {
  const t = useT("pay");
  const locale = useLocale();
  const { may } = run;
  const people = formatCount(run.people, locale);
  const content = <input type="hidden" name="contentHash" value={run.contentHash} />;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {may.approve ? (
          <StepDialog step="approve" trigger={t("run.action.approve", { total })} title={t("run.approve.title", { period, people })} consequence={t("run.approve.consequence")} tone="primary" refusal={refusal}>
            {content}
          </StepDialog>
        ) : null}
        {may.submit ? (
          <StepDialog step="submit" trigger={t("run.action.submit")} title={t("run.submit.title", { period })} consequence={t("run.submit.consequence")} tone="primary" refusal={refusal}>
            {content}
          </StepDialog>
        ) : null}
        {may.publish ? (
          <StepDialog step="publish" trigger={t("run.action.publish", { people })} title={t("run.publish.title", { period, people })} consequence={t("run.publish.consequence")} tone="primary" refusal={refusal}>
            {content}
          </StepDialog>
        ) : null}
        {may.prepare ? (
          <Form method="post">
            <input type="hidden" name="step" value="prepare" />
            <SubmitButton tone="plain">{t("run.action.prepare")}</SubmitButton>
          </Form>
        ) : null}
        {may.return ? (
          <StepDialog step="return" trigger={t("run.action.return")} title={t("run.return.title", { period })} consequence={t("run.return.consequence")} tone="plain" reason={t("run.return.reason")} refusal={refusal} />
        ) : null}
      </div>
    </>
  );
}
