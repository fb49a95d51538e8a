import { Link } from "@remix-run/react";
import { ArrowUp, UserRound, X } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedFormFrame, TypedSelect, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { ContactsPage } from "./read.server.ts";

/** Whom of the client the portal asks about deliveries when the requester cannot answer, in turn. */
export function ContactsView({ data, acted }: { readonly data: ContactsPage; readonly acted: TypedForm | undefined }) {
  const t = useT("agreements");
  const fresh = freshForm();
  const form = acted?.faults["personId"] ? acted : fresh;
  return (
    <Page title={data.title} sentence={data.sentence} width="reading" crumbs={[{ label: t("title"), to: "/agreements" }, { label: data.parties, to: `/agreements/${data.id}` }]}>
      {acted?.faults["form"] ? <Notice tone="error">{acted.faults["form"]}</Notice> : null}
      <Card title={t("contacts")}>
        {data.rows.length === 0 ? (
          <EmptyState icon={<UserRound aria-hidden size={20} />} title={t("contacts.none")}>
            {t("contacts.none.text")}
          </EmptyState>
        ) : (
          <ol className="flex flex-col divide-y divide-line">
            {data.rows.map((row, index) => (
              <li key={row.personId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
                <span className="tabular w-5 text-muted">{index + 1}.</span>
                <Link to={`/people/${row.personId}`} className="door min-w-0 grow">{row.name}</Link>
                {row.isAsked ? null : <span className="basis-full pl-8 text-sm text-muted">{t("contacts.moved")}</span>}
                <TypedFormFrame form={fresh}>
                  <input type="hidden" name="personId" value={row.personId} />
                  <div className="flex gap-1">
                    {index > 0 ? (
                      <TypedSubmit intent="up" tone="quiet" label={t("contacts.up", { name: row.name })}>
                        <ArrowUp aria-hidden size={15} />
                      </TypedSubmit>
                    ) : null}
                    <TypedSubmit intent="remove" tone="quiet" label={t("contacts.remove", { name: row.name })}>
                      <X aria-hidden size={15} />
                    </TypedSubmit>
                  </div>
                </TypedFormFrame>
              </li>
            ))}
          </ol>
        )}
      </Card>
      {data.choices.length > 0 ? (
        <Card title={t("contacts.add")}>
          <TypedFormFrame form={form} className="max-w-md">
            <TypedSelect form={form} name="personId" label={t("contacts.person")} hint={t("contacts.person.hint")} choices={data.choices} placeholder="–" />
            <div>
              <TypedSubmit intent="add">{t("contacts.add.act")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : null}
    </Page>
  );
}
