import { Notice } from "#app/components/notice.tsx";
import { TypedCheck, type TypedChoice, TypedFormFrame, TypedLines, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";

/** What is declared: the text, the window in the organisation's zone, and the departments. */
export function IncidentForm({ form, departments, zone, rowVersion, isNew }: { readonly form: TypedForm; readonly departments: readonly TypedChoice[]; readonly zone: string; readonly rowVersion: number; readonly isNew: boolean }) {
  const t = useT("delays");
  return (
    <TypedFormFrame form={form} className="max-w-2xl">
      <input type="hidden" name="rowVersion" value={rowVersion} />
      <TypedText form={form} name="title" label={t("incident.title")} hint={t("incident.title.hint")} maxLength={200} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TypedText form={form} name="from" type="datetime-local" label={t("incident.from")} />
        <TypedText form={form} name="to" type="datetime-local" label={t("incident.to")} />
      </div>
      <p className="-mt-2.5 text-sm text-pretty text-muted">{t("incident.time.hint", { zone })}</p>
      <fieldset className="flex flex-col gap-2">
        <legend className="font-medium">{t("incident.departments")}</legend>
        <p className="text-sm text-pretty text-muted">{t("incident.departments.hint")}</p>
        {form.faults["departmentIds"] ? (
          <p role="alert" className="text-sm text-pretty text-breach">
            {form.faults["departmentIds"]}
          </p>
        ) : null}
        <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          {departments.map((one) => (
            <TypedCheck key={one.value} form={form} name={`department:${one.value}`} label={one.label} />
          ))}
        </div>
      </fieldset>
      <TypedLines form={form} name="evidence" label={t("incident.evidence")} hint={t("incident.evidence.hint")} rows={4} maxLength={4000} />
      <Notice>{t("incident.effect")}</Notice>
      <div>
        <TypedSubmit intent="save">{t(isNew ? "incident.declare" : "incident.save")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
