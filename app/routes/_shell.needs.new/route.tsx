import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { NEED_DIMENSIONS, NEED_IMPORTANCES } from "#app/domain/agreement/need.ts";
import { nameIn } from "#app/domain/names.ts";
import { refused } from "#app/domain/refusal.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { stateNeed } from "#app/operations/state-need.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { mayFor, ownClients, sayNeed } from "./speak.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "profile.edit");
  const locale = await localeFor(request, context);
  const [clients, products, departments] = await Promise.all([ownClients(context.store, viewer, locale), loadProducts(context.store), loadDepartments(context.store)]);
  // A deputy without the scope for it may be one here and still state nothing.
  if (clients.length === 0) throw fault(403, "forbidden");
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const productId = new URL(request.url).searchParams.get("product") ?? "";
  return json({
    title: translateIn(locale, "needs")("new"), clients,
    products: products.map((row) => ({ value: row.id, label: `${nameIn(row.name, locale)} (${names.get(row.providerId) ?? ""})` })),
    form: freshForm({ productId, clientId: clients.length === 1 ? clients[0]!.value : "", dimension: "timing", importance: "should" }),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "profile.edit");
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const clientId = values["clientId"] ?? "";
  if (!mayFor(viewer, "profile.edit", clientId)) return refuseTyped(values, [refused("no_client", undefined, "clientId")], sayNeed(locale), locale);
  const saved = await stateNeed(actingContext(context, viewer), {
    clientId, productId: values["productId"] ?? "", dimension: NEED_DIMENSIONS.find((one) => one === values["dimension"]) ?? null, importance: NEED_IMPORTANCES.find((one) => one === values["importance"]) ?? "should",
    details: { what: values["what"] ?? "", measure: values["measure"] ?? "", why: values["why"] ?? "" }, personId: viewer.actor.personId,
  });
  return saved.ok ? doneTyped(`/needs/${saved.needId}`, context) : refuseTyped(values, saved.faults, sayNeed(locale), locale);
}

export default function NewNeed() {
  const { title, clients, products, form: fresh } = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? fresh;
  const t = useT("needs");
  const [dimension, setDimension] = useState(NEED_DIMENSIONS.find((one) => one === form.values["dimension"]) ?? "timing");
  return (
    <Page title={title} sentence={t("new.sentence")} crumbs={[{ label: t("title"), to: "/needs" }]} width="reading">
      <TypedFormFrame form={form} onChange={(event) => setDimension(NEED_DIMENSIONS.find((one) => one === new FormData(event.currentTarget).get("dimension")) ?? "timing")}>
        <TypedSelect form={form} name="clientId" label={t("client")} choices={clients} {...(clients.length === 1 ? {} : { placeholder: "–" })} />
        <TypedSelect form={form} name="productId" label={t("product")} choices={products} placeholder="–" />
        <TypedSelect form={form} name="dimension" label={t("dimension")} hint={t(`guide.${dimension}`)} choices={NEED_DIMENSIONS.map((value) => ({ value, label: t(`dimension.${value}`) }))} />
        <TypedLines form={form} name="what" label={t("what")} rows={2} maxLength={1000} />
        <TypedLines form={form} name="measure" label={t("measure")} rows={2} maxLength={1000} />
        <TypedLines form={form} name="why" label={t("why")} rows={2} maxLength={1000} optional />
        <TypedSelect form={form} name="importance" label={t("importance")} choices={NEED_IMPORTANCES.map((value) => ({ value, label: t(`importance.${value}`) }))} />
        <div>
          <TypedSubmit>{t("save")}</TypedSubmit>
        </div>
      </TypedFormFrame>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
