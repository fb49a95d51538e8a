import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedCheck, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { canonicalQuery, listAddress, readPath } from "#app/domain/list/list-address.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { openListWith, saveView } from "#app/operations/save-view.server.ts";
import { requireViewer } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { listName, shareChoices } from "#app/web/saved-page.server.ts";
import { loadViews } from "#db/queries/saved-views.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const locale = await localeFor(request, context);
  const params = new URL(request.url).searchParams;
  const [list, query] = [readPath(params.get("list") ?? "") ?? "/", canonicalQuery(params.get("query") ?? "") ?? ""];
  const views = await loadViews(context.store, viewer.actor.personId, ownDepartments(viewer.actor), list);
  return json({ title: translateIn(locale, "saved")("new.title"), list, query, name: listName(viewer, list, locale), departments: await shareChoices(context, viewer, locale), views: views.map((view) => ({ id: view.id, name: view.name, to: listAddress(list, view.query) })) });
}

/** Saves a list as it stands; the menu above a list sends its name alone. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const ctx = actingContext(context, viewer);
  const [list, query] = [values["list"] ?? "", values["query"] ?? ""];
  const done = await saveView(ctx, viewer.actor, { id: null, list, query, name: values["name"] ?? "", sharedWithId: values["sharedWithId"] || null });
  if (!done.ok) return refuseTyped(values, [done], (code, facts) => translateIn(locale, "saved")(`fault.${code}` as Key<"saved">, facts), locale);
  if (values["isDefault"] === "on") await openListWith(ctx, viewer.actor, done.value.id, true);
  return doneTyped(listAddress(list, canonicalQuery(query) ?? ""), context);
}

export default function NewView() {
  const data = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm({ list: data.list, query: data.query });
  const t = useT("saved");
  const list = form.values["list"] ?? data.list;
  return (
    <Page title={data.title} sentence={t("new.sentence", { list: list === data.list ? data.name : list })} crumbs={[{ label: t("title"), to: "/saved" }]} width="reading">
      <TypedFormFrame form={form}>
        <input type="hidden" name="list" value={list} />
        <input type="hidden" name="query" value={form.values["query"] ?? data.query} />
        <TypedText form={form} name="name" label={t("view.name")} maxLength={80} required />
        {data.departments.length > 0 ? <TypedSelect form={form} name="sharedWithId" label={t("view.share")} hint={t("view.share.hint")} placeholder={t("view.share.none")} choices={data.departments.map((one) => ({ value: one.value, label: t("view.share.with", { department: one.label }) }))} /> : null}
        <TypedCheck form={form} name="isDefault" label={t("view.asDefault")} />
        <div>
          <TypedSubmit>{t("view.save")}</TypedSubmit>
        </div>
      </TypedFormFrame>
      {data.views.length === 0 ? null : (
        <Card title={t("views")} flush>
          <ul className="divide-y divide-line">
            {data.views.map((view) => (
              <li key={view.id}>
                <Link to={view.to} className="block px-4 py-2 font-medium break-words hover:bg-hover">
                  {view.name}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p>
        <Link to={`/saved/mails/new?${new URLSearchParams({ list, query: data.query }).toString()}`} className="font-medium text-accent hover:underline">
          {t("mail.new.title")}
        </Link>
      </p>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
