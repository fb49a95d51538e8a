import { Card } from "#app/components/card.tsx";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { PAGINGS, POSITION_FORMS } from "#app/domain/intake/pull-plan.ts";
import { useT } from "#app/i18n/use-t.ts";

interface PartForm {
  readonly form: TypedForm;
  readonly rowVersion: number;
}

/** Address, key, pages and position of a list. */
export function PullSettings({ form, rowVersion, hasSecret }: PartForm & { readonly hasSecret: boolean }) {
  const t = useT("sources");
  const pair = "grid items-end gap-4 sm:grid-cols-2";
  return (
    <Card title={t("pull.settings")}>
      <TypedFormFrame form={form} className="max-w-3xl">
        <input type="hidden" name="rowVersion" value={rowVersion} />
        <TypedText form={form} name="name" label={t("pull.name")} maxLength={100} autoComplete="off" />
        <TypedText form={form} name="url" label={t("pull.url")} hint={t("pull.url.hint")} maxLength={2000} autoComplete="off" spellCheck={false} className="font-mono text-sm" />
        <div className={pair}>
          <TypedText form={form} name="headerName" label={t("pull.header")} hint={t("pull.header.hint")} maxLength={60} autoComplete="off" spellCheck={false} />
          <TypedText form={form} name="secret" type="password" label={t("pull.secret")} hint={t("pull.secret.hint")} placeholder={hasSecret ? t("pull.secret.kept") : undefined} maxLength={2000} autoComplete="off" />
        </div>
        <div className={pair}>
          <TypedText form={form} name="itemsPath" label={t("pull.itemsPath")} hint={t("pull.itemsPath.hint")} maxLength={300} autoComplete="off" spellCheck={false} />
          <TypedSelect form={form} name="paging" label={t("pull.paging")} choices={PAGINGS.map((value) => ({ value, label: t(`paging.${value}`) }))} />
        </div>
        <div className={pair}>
          <TypedText form={form} name="pageParam" label={t("pull.pageParam")} hint={t("pull.pageParam.hint")} maxLength={60} autoComplete="off" spellCheck={false} />
          <TypedText form={form} name="nextPath" label={t("pull.nextPath")} hint={t("pull.nextPath.hint")} maxLength={300} autoComplete="off" spellCheck={false} />
        </div>
        <div className={pair}>
          <TypedText form={form} name="positionPath" label={t("pull.positionPath")} hint={t("pull.positionPath.hint")} maxLength={300} autoComplete="off" spellCheck={false} />
          <TypedSelect form={form} name="positionForm" label={t("pull.positionForm")} choices={POSITION_FORMS.map((value) => ({ value, label: t(`positionForm.${value}`) }))} />
        </div>
        <div className={pair}>
          <TypedText form={form} name="positionStart" label={t("pull.positionStart")} maxLength={60} autoComplete="off" spellCheck={false} />
          <TypedText form={form} name="overlapMinutes" label={t("pull.overlap")} hint={t("pull.overlap.hint")} inputMode="numeric" maxLength={6} autoComplete="off" />
        </div>
        <div className={pair}>
          <TypedText form={form} name="firstPage" label={t("pull.firstPage")} inputMode="numeric" maxLength={2} autoComplete="off" />
          <TypedText form={form} name="everyMinutes" label={t("pull.every")} inputMode="numeric" maxLength={4} autoComplete="off" />
        </div>
        <div>
          <TypedSubmit intent="save">{t("pull.save")}</TypedSubmit>
        </div>
      </TypedFormFrame>
    </Card>
  );
}

/** Where in an item the facts of a task stand. */
export function PullMapping({ form, rowVersion }: PartForm) {
  const t = useT("sources");
  return (
    <Card title={t("pull.mapping")}>
      <TypedFormFrame form={form}>
        <input type="hidden" name="rowVersion" value={rowVersion} />
        <div className="[&_textarea]:font-mono [&_textarea]:text-sm">
          <TypedLines form={form} name="mapping" label={t("pull.mapping.label")} hint={t("pull.mapping.hint")} rows={18} />
        </div>
        <div>
          <TypedSubmit intent="map" tone="plain">
            {t("pull.mapping.save")}
          </TypedSubmit>
        </div>
      </TypedFormFrame>
    </Card>
  );
}
