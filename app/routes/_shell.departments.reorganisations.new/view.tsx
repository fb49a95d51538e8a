import { useState } from "react";
import { Card } from "#app/components/card.tsx";
import { Page } from "#app/components/page.tsx";
import { type TypedChoice, TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { REORGANISATION_KINDS } from "#app/domain/organisation/reorganisation.ts";
import { useT } from "#app/i18n/use-t.ts";
import { PreviewParts, SavePlan } from "./preview.tsx";
import type { PlanAnswer } from "./route.tsx";

/** One form: what happens to which department, then what that changes, then saving it. */
export function PlanView({ data, answer }: { readonly data: { readonly title: string; readonly departments: readonly TypedChoice[]; readonly form: TypedForm }; readonly answer: PlanAnswer | undefined }) {
  const t = useT("reorganisation");
  const catalogue = useT("catalogue");
  const organisation = useT("organisation");
  const form = answer?.form ?? data.form;
  const preview = answer?.preview ?? null;
  const [kind, setKind] = useState(form.values["kind"] ?? "merge");
  const { departments } = data;
  return (
    <Page title={data.title} sentence={t("new.sentence")} crumbs={[{ label: catalogue("departments"), to: "/departments" }, { label: t("title"), to: "/departments/reorganisations" }]}>
      <TypedFormFrame form={form} onChange={(event) => setKind(String(new FormData(event.currentTarget).get("kind") ?? ""))}>
        <Card>
          <div className="flex max-w-3xl flex-col gap-4">
            <div className="grid gap-4 sm:grid-cols-2">
              <TypedSelect form={form} name="departmentId" label={t("department")} choices={departments} placeholder={t("department.choose")} />
              <TypedSelect form={form} name="kind" label={t("kind")} choices={REORGANISATION_KINDS.map((value) => ({ value, label: t(`kind.${value}.long`) }))} />
            </div>
            {kind === "merge" ? <TypedSelect form={form} name="successor" label={t("successor")} choices={departments} placeholder={t("department.choose")} /> : null}
            {kind === "split" ? (
              <div className="grid gap-4 sm:grid-cols-2">
                <TypedSelect form={form} name="successor" label={t("successor.first")} choices={departments} placeholder={t("department.choose")} />
                {(["successor2", "successor3", "successor4"] as const).map((name) => (
                  <TypedSelect key={name} form={form} name={name} label={t("successor.next")} choices={departments} placeholder={t("successor.none")} />
                ))}
              </div>
            ) : null}
            {kind === "rename" ? (
              <div className="grid gap-4 sm:grid-cols-2">
                <TypedText form={form} name="nameEn" label={organisation("nameEn")} maxLength={120} />
                <TypedText form={form} name="nameRu" label={organisation("nameRu")} maxLength={120} />
              </div>
            ) : null}
            {kind === "move" ? <TypedSelect form={form} name="parentId" label={t("parent")} choices={departments} placeholder={organisation("parent.none")} /> : null}
            <TypedText form={form} name="on" type="date" label={t("on")} hint={t("on.hint")} className="max-w-48" />
            <TypedLines form={form} name="reason" label={t("reason")} hint={t("reason.hint")} maxLength={1000} rows={2} />
            <div>
              <TypedSubmit intent="preview" tone={preview ? "plain" : "primary"}>
                {preview ? t("preview.again") : t("preview")}
              </TypedSubmit>
            </div>
          </div>
        </Card>
        {preview ? <PreviewParts key={preview.hash} preview={preview} form={form} /> : null}
        {preview && preview.faults.length === 0 ? <SavePlan preview={preview} /> : null}
      </TypedFormFrame>
    </Page>
  );
}
