import { SURVEY_MAILS, type SurveyMail } from "#app/domain/survey/survey-mail.ts";
import { useT } from "#app/i18n/use-t.ts";

/** How questions come by mail, as three radios that work without a script. */
export function SurveyMailChoice({ chosen }: { readonly chosen: SurveyMail }) {
  const t = useT("asking");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium">{t("mode")}</legend>
      {SURVEY_MAILS.map((mode) => (
        <label key={mode} className="flex items-start gap-2.5">
          <input type="radio" name="mode" value={mode} defaultChecked={mode === chosen} className="mt-[3px] size-4 shrink-0 accent-fill" />
          <span>
            {t(`mode.${mode}`)}
            <span className="block text-sm text-pretty text-muted">{t(`mode.${mode}.hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
