import { Form } from "@remix-run/react";
import { useId } from "react";
import { Button } from "#app/components/button.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { SubmitButton } from "#app/components/form.tsx";
import { StepDialog, type StepRefusal } from "#app/components/step-dialog.tsx";
import { ENCODINGS, EXPORT_PROFILES } from "#app/domain/pay/pay-file.ts";
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
      {may.export ? <ExportForm runId={run.id} /> : null}
    </>
  );
}

/** The payroll file as a download: a document request, so that the browser saves what comes. */
function ExportForm({ runId }: { readonly runId: string }) {
  const t = useT("pay");
  const id = useId();
  const select = `${INPUT_LOOK} h-9 pr-8 pl-3`;
  return (
    <form method="post" action={`/pay/runs/${runId}/export`} className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="font-medium">{t("run.export.title")}</h3>
      <div className="flex flex-wrap items-end gap-3">
        <label className="flex flex-col gap-1 text-sm text-muted" htmlFor={`${id}-profile`}>
          {t("run.export.profile")}
          <select id={`${id}-profile`} name="profile" className={select}>
            {EXPORT_PROFILES.map((profile) => (
              <option key={profile} value={profile}>
                {t(`run.export.profile.${profile}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1 text-sm text-muted" htmlFor={`${id}-encoding`}>
          {t("run.export.encoding")}
          <select id={`${id}-encoding`} name="encoding" className={select}>
            {ENCODINGS.map((encoding) => (
              <option key={encoding} value={encoding}>
                {encoding.toUpperCase()}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1 text-sm text-muted" htmlFor={`${id}-separator`}>
          {t("run.export.separator")}
          <select id={`${id}-separator`} name="separator" className={select}>
            <option value=",">,</option>
            <option value=";">;</option>
          </select>
        </label>
        <Button>{t("run.export.download")}</Button>
      </div>
      <p className="text-sm text-muted">{t("run.export.note")}</p>
    </form>
  );
}
