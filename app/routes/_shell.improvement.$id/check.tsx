import { Card } from "#app/components/card.tsx";
import { TypedFormFrame, TypedLines, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { LONGEST_TEXT } from "#app/domain/improvement/decide-case.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { CasePageData } from "./read.server.ts";

/** The client's word: it got better, or it did not and why. */
export function CheckCard({ data, form }: { readonly data: CasePageData; readonly form: TypedForm | null }) {
  const t = useT("improvement");
  const mayConfirm = data.acts.includes("confirm");
  if (!mayConfirm && !data.acts.includes("reopen")) return null;
  const facts = { provider: data.provider, client: data.client || t("check.many") };
  const formFor = (act: string) => (form?.values["intent"] === act ? form : freshForm());
  const version = <input type="hidden" name="rowVersion" value={data.rowVersion} />;
  return (
    <Card title={t("check")} id="check">
      <p className="text-pretty">{t(mayConfirm ? "check.client" : "check.confirmed", facts)}</p>
      {data.plan.check ? <p className="mt-1 break-words whitespace-pre-line text-muted">{t("check.by", { check: data.plan.check })}</p> : null}
      {mayConfirm ? (
        <TypedFormFrame form={formFor("confirm")} className="mt-4">
          {version}
          <TypedLines form={formFor("confirm")} name="text" label={t("act.confirm.note")} rows={2} maxLength={LONGEST_TEXT} optional />
          <div>
            <TypedSubmit intent="confirm">{t("act.confirm")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      ) : null}
      <TypedFormFrame form={formFor("reopen")} className="mt-4 border-t border-line pt-4">
        {version}
        <TypedLines form={formFor("reopen")} name="text" label={t("act.reopen.reason")} rows={2} maxLength={LONGEST_TEXT} />
        <div>
          <TypedSubmit intent="reopen" tone="plain">
            {t("act.reopen")}
          </TypedSubmit>
        </div>
      </TypedFormFrame>
    </Card>
  );
}
