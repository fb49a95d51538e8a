import { Form } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { FormActions, SubmitButton } from "#app/components/form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { LONGEST_HEADER, PAY_FIELDS } from "#app/domain/pay/pay-columns.ts";
import type { ColumnsRefusal, PayColumn, PayField } from "#app/domain/pay/pay-columns.ts";
import type { ExportProfile } from "#app/domain/pay/pay-file.ts";
import { useT } from "#app/i18n/use-t.ts";

interface Refusal {
  readonly refusal: ColumnsRefusal | "changed_meanwhile";
  readonly facts: Readonly<Record<string, string | number>>;
  /** `columns.3`: the place at fault. */
  readonly field: string | null;
}

/** Empty places below the columns, to add some. */
const SPARE = 2;

/** The columns of a payroll file in their order, each with its heading. */
export function ColumnsForm({ profile, columns, rowVersion, refusal }: { readonly profile: ExportProfile; readonly columns: readonly PayColumn[]; readonly rowVersion: number; readonly refusal: Refusal | null }) {
  const t = useT("payroll");
  const places = [...columns, ...Array.from({ length: SPARE }, () => null)];
  const sentence = refusal ? t(`refusal.${refusal.refusal}`, { ...refusal.facts, ...(refusal.facts.field ? { field: t(`field.${refusal.facts.field as PayField}`) } : {}) }) : null;
  return (
    <Card title={t("formats.columns")}>
      <Form method="post" className="flex flex-col gap-3">
        <input type="hidden" name="profile" value={profile} />
        <input type="hidden" name="rowVersion" value={rowVersion} />
        <p className="max-w-3xl text-pretty text-muted">{t("formats.explain")}</p>
        {sentence && refusal?.field === null ? <Notice tone="error">{sentence}</Notice> : null}
        <ol className="flex flex-col gap-2">
          {places.map((column, place) => {
            const isWrong = refusal?.field === `columns.${place}`;
            return (
              <li key={place} className="flex flex-wrap items-center gap-2">
                <span className="figures w-6 text-right text-faint">{place + 1}</span>
                <select name={`field[${place}]`} defaultValue={column?.field ?? ""} aria-label={t("formats.field", { number: place + 1 })} className={`${INPUT_LOOK} h-9 w-56 min-w-0 pr-8 pl-3`}>
                  <option value="">{t("formats.leftOut")}</option>
                  {PAY_FIELDS.map((field) => (
                    <option key={field} value={field}>
                      {t(`field.${field}`)}
                    </option>
                  ))}
                </select>
                <input
                  name={`header[${place}]`}
                  defaultValue={column?.header ?? ""}
                  maxLength={LONGEST_HEADER}
                  aria-label={t("formats.header", { number: place + 1 })}
                  aria-invalid={isWrong || undefined}
                  aria-describedby={isWrong ? "column-fault" : undefined}
                  className={`${INPUT_LOOK} h-9 min-w-0 grow px-3 sm:max-w-xs`}
                />
                {isWrong ? (
                  <p id="column-fault" role="alert" className="w-full pl-8 text-sm text-breach">
                    {sentence}
                  </p>
                ) : null}
              </li>
            );
          })}
        </ol>
        <FormActions>
          <SubmitButton>{t("formats.save")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
