import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedCheck, type TypedChoice, TypedFormFrame, TypedLines, TypedSelect, TypedSubmit } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";

interface Data {
  readonly title: string;
  readonly top: string;
  readonly calendars: readonly TypedChoice[];
  readonly typical: readonly { readonly code: string; readonly name: string; readonly isThere: boolean }[];
}

/** Usual departments to tick, others to type, and the hours of all of them. */
export function DepartmentsForm({ data, form }: { readonly data: Data; readonly form: TypedForm }) {
  const t = useT("start");
  return (
    <Page title={data.title} sentence={t("departments.sentence", { top: data.top })} crumbs={[{ label: t("title"), to: "/start" }]} width="reading">
      {data.calendars.length === 0 ? (
        <EmptyState title={t("departments.noCalendar")} action={<LinkButton to="/calendars/new" tone="primary">{t("departments.makeCalendar")}</LinkButton>} />
      ) : (
        <TypedFormFrame form={form} className="max-w-2xl">
          <TypedSelect form={form} name="calendarId" label={t("departments.calendar")} choices={data.calendars} placeholder={t("departments.calendar.none")} />
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 font-medium">{t("departments.typical")}</legend>
            <div className="grid gap-2 sm:grid-cols-2">
              {data.typical.map((row) =>
                row.isThere ? (
                  <p key={row.code} className="pl-6.5 text-muted">
                    {row.name} <span className="text-sm text-faint">{t("departments.there")}</span>
                  </p>
                ) : (
                  <TypedCheck key={row.code} form={form} name={`typical:${row.code}`} label={`${row.name} (${row.code})`} />
                ),
              )}
            </div>
          </fieldset>
          <TypedLines form={form} name="lines" label={t("departments.lines")} hint={t("departments.lines.hint")} rows={5} maxLength={20_000} optional />
          <div>
            <TypedSubmit>{t("departments.save")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      )}
    </Page>
  );
}
