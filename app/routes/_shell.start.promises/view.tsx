import type { ReactNode } from "react";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedCheck, TypedFormFrame, TypedSelect, TypedSubmit } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { PromiseChoices } from "./choices.server.ts";

/** Who delivers, what, and to whom: one form with the whole library folded by area. */
export function PromisesForm({ data, form }: { readonly data: PromiseChoices & { readonly title: string }; readonly form: TypedForm }) {
  const t = useT("start");
  return (
    <Page title={data.title} sentence={t("promises.sentence")} crumbs={[{ label: t("title"), to: "/start" }]} width="reading">
      {data.departments.length < 2 ? (
        <EmptyState title={t("promises.noDepartments")} action={<LinkButton to="/start/departments" tone="primary">{t("departments.save")}</LinkButton>} />
      ) : (
        <TypedFormFrame form={form} className="max-w-2xl">
          <TypedSelect form={form} name="providerId" label={t("promises.provider")} choices={data.departments} placeholder={t("promises.provider.none")} />
          <Choice title={t("promises.products")} hint={t("promises.products.hint")} fault={form.faults["entries"]}>
            {data.areas.map(({ area, name, entries }) => (
              <details key={area} open={entries.some(({ id }) => form.values[`entry:${id}`] === "on")} className="rounded-md border border-line">
                <summary className="cursor-pointer px-3 py-2 font-medium">{name}</summary>
                <div className="flex flex-col gap-2 px-3 pb-3">
                  {entries.map((entry) => (
                    <TypedCheck key={entry.id} form={form} name={`entry:${entry.id}`} label={entry.product} hint={entry.name} />
                  ))}
                </div>
              </details>
            ))}
          </Choice>
          <Choice title={t("promises.clients")} hint={t("promises.clients.hint")} fault={form.faults["clients"]}>
            <div className="grid gap-2 sm:grid-cols-2">
              {data.departments.map(({ value, label }) => (
                <TypedCheck key={value} form={form} name={`client:${value}`} label={label} />
              ))}
            </div>
          </Choice>
          <div>
            <TypedSubmit>{t("promises.save")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      )}
    </Page>
  );
}

function Choice({ title, hint, fault, children }: { readonly title: string; readonly hint: string; readonly fault: string | undefined; readonly children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="font-medium">{title}</legend>
      <p className="text-sm text-pretty text-muted">{hint}</p>
      {fault ? (
        <p role="alert" className="text-sm text-breach">
          {fault}
        </p>
      ) : null}
      {children}
    </fieldset>
  );
}
