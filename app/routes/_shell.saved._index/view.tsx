import { Form, Link } from "@remix-run/react";
import { X } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { IconButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedCheck, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";

interface View {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly isMine: boolean;
  readonly to: string;
  readonly list: string;
  readonly sharedWithId: string;
  readonly shared: string | null;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SavedData {
  readonly title: string;
  readonly favourites: readonly { readonly path: string; readonly label: string }[];
  readonly views: readonly View[];
  readonly departments: readonly Choice[];
  readonly mails: readonly { readonly id: string; readonly name: string; readonly to: string; readonly list: string; readonly when: string; readonly next: string; readonly isPaused: boolean }[];
  readonly email: string | null;
  readonly justDeleted: { readonly id: string; readonly name: string } | null;
}

/** What one keeps of the portal: starred pages and views of lists, each with what can be done with it. */
export function SavedView({ data, form }: { readonly data: SavedData; readonly form: TypedForm | null }) {
  const t = useT("saved");
  const { favourites, views, mails, justDeleted } = data;
  return (
    <Page title={data.title} sentence={[t("sentence.favourites", { count: favourites.length }), t("sentence.views", { count: views.length }), t("sentence.mails", { count: mails.length })].join(" · ")} width="reading">
      {form?.faults["form"] && !views.some((view) => view.id === form.values["id"]) ? <Notice tone="error">{form.faults["form"]}</Notice> : null}
      {justDeleted ? (
        <Notice
          tone="done"
          action={
            <Form method="post" className="flex">
              <input type="hidden" name="id" value={justDeleted.id} />
              <TypedSubmit intent="restore" tone="quiet" label={t("view.restore.what", { name: justDeleted.name })}>
                {t("view.restore")}
              </TypedSubmit>
            </Form>
          }
        >
          {t("view.deleted", { name: justDeleted.name })}
        </Notice>
      ) : null}
      <Card title={t("favourites")} flush>
        {favourites.length === 0 ? (
          <p className="px-4 py-3 text-pretty text-muted">{t("favourites.none")}</p>
        ) : (
          <ul className="divide-y divide-line">
            {favourites.map((one) => (
              <li key={one.path} className="flex items-center gap-2 pr-2 pl-4">
                <Link to={one.path} data-row-link className="min-w-0 grow py-2 font-medium break-words hover:underline">
                  {one.label}
                </Link>
                <Form method="post">
                  <input type="hidden" name="path" value={one.path} />
                  <IconButton name="intent" value="unstar" label={t("favourites.remove", { what: one.label })} size="small" type="submit">
                    <X aria-hidden size={14} />
                  </IconButton>
                </Form>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t("views")} flush>
        {views.length === 0 ? (
          <p className="px-4 py-3 text-pretty text-muted">{t("views.none")}</p>
        ) : (
          <ul className="divide-y divide-line">
            {views.map((view) => (
              <li key={view.id} className="px-4 py-2">
                <OneView view={view} departments={data.departments} form={form?.values["id"] === view.id ? form : null} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t("mails")} flush>
        {mails.length === 0 ? (
          <p className="px-4 py-3 text-pretty text-muted">{t("mails.none")}</p>
        ) : (
          <ul className="divide-y divide-line">
            {mails.map((mail) => (
              <li key={mail.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
                <div className="min-w-0 flex-[1_1_16rem]">
                  <Link to={mail.to} data-row-link className="font-medium break-words hover:underline">
                    {mail.name}
                  </Link>
                  <p className="text-sm text-muted">{[mail.list, mail.when, mail.next].join(" · ")}</p>
                </div>
                <Form method="post" className="flex gap-2">
                  <input type="hidden" name="id" value={mail.id} />
                  <TypedSubmit intent={mail.isPaused ? "resume" : "pause"} tone="quiet">
                    {t(mail.isPaused ? "mail.resume" : "mail.pause")}
                  </TypedSubmit>
                  <TypedSubmit intent="end" tone="quiet" label={t("mail.end.what", { name: mail.name })}>
                    {t("mail.end")}
                  </TypedSubmit>
                </Form>
              </li>
            ))}
          </ul>
        )}
        {mails.length > 0 ? <p className="border-t border-line px-4 py-2 text-sm text-muted">{data.email ? t("mail.address", { address: data.email }) : t("mail.noAddress")}</p> : null}
      </Card>
    </Page>
  );
}

function OneView({ view, departments, form }: { readonly view: View; readonly departments: readonly Choice[]; readonly form: TypedForm | null }) {
  const t = useT("saved");
  const own = form ?? freshForm({ name: view.name, sharedWithId: view.sharedWithId, isDefault: view.isDefault ? "on" : "" });
  const facts = [view.list, ...(view.isDefault ? [t("view.default")] : []), ...(view.shared ? [view.shared] : [])];
  // A department that one no longer heads stays chosen until another choice is made.
  const shares = [...departments, ...(view.sharedWithId !== "" && !departments.some((one) => one.value === view.sharedWithId) ? [{ value: view.sharedWithId, label: view.shared ?? "" }] : [])];
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <Link to={view.to} data-row-link className="min-w-0 font-medium break-words hover:underline">
          {view.name}
        </Link>
        <span className="text-sm text-muted">{facts.join(" · ")}</span>
      </div>
      <details open={form !== null} className="mt-1">
        <summary className="w-fit cursor-pointer text-sm font-medium text-accent hover:underline">
          {t("view.change")}
          <span className="sr-only">: {view.name}</span>
        </summary>
        <TypedFormFrame form={own} className="py-3">
          <input type="hidden" name="id" value={view.id} />
          {view.isMine ? <TypedText form={own} name="name" label={t("view.name")} maxLength={80} required /> : null}
          {view.isMine && shares.length > 0 ? <TypedSelect form={own} name="sharedWithId" label={t("view.share")} hint={t("view.share.hint")} placeholder={t("view.share.none")} choices={shares.map((one) => ({ value: one.value, label: t("view.share.with", { department: one.label }) }))} /> : null}
          <TypedCheck form={own} name="isDefault" label={t("view.asDefault")} />
          <div className="flex flex-wrap gap-2">
            <TypedSubmit intent={view.isMine ? "change" : "default"}>{t("view.save")}</TypedSubmit>
            {view.isMine ? (
              <TypedSubmit intent="delete" tone="plain">
                {t("view.delete")}
              </TypedSubmit>
            ) : null}
          </div>
        </TypedFormFrame>
      </details>
    </>
  );
}
