import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { ArchiveDialog } from "#app/components/archive-dialog.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { archiveProduct } from "#app/operations/save-product.server.ts";
import { numberedName } from "#app/web/find-by-number.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { ProductFields } from "../_shell.catalogue.new/fields.tsx";
import { saveProductForm, sayProduct } from "../_shell.catalogue.new/form.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "product.edit");
  const { locale } = await readPageFacts(request, context);
  const product = await findProduct(context.store, params.id ?? "");
  allow(viewer, "product.edit", product && { departmentIds: [product.providerId] });
  const { id, name, description, unit, kind, tags, ownerId, archivedAt } = product!;
  const [owner] = ownerId === null ? [] : await loadPeople(context.store, [ownerId]);
  const title = nameIn(name, locale);
  return json({
    id, name: title, title: translateIn(locale, "products")("edit", { name: title }), isArchived: archivedAt !== null,
    form: freshForm({
      nameEn: name.en ?? "", nameRu: name.ru ?? "", kind, descriptionEn: description?.en ?? "", descriptionRu: description?.ru ?? "", unitEn: unit?.en ?? "", unitRu: unit?.ru ?? "", tags: (tags ?? []).join(", "),
      ownerId: owner ? numberedName(owner, locale) : "",
    }),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "product.edit");
  const product = await findProduct(context.store, params.id ?? "");
  allow(viewer, "product.edit", product && { departmentIds: [product.providerId] });
  const [{ locale, today }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const intent = values["intent"];
  if (intent !== "archive" && intent !== "restore") return saveProductForm(values, request, context, viewer, product);
  const done = await archiveProduct(actingContext(context, viewer), product!.id, intent === "archive", today);
  if (!done.ok) return refuseTyped(values, [done], sayProduct(locale), locale, 409);
  return doneTyped(`/catalogue/${product!.id}`, context, intent === "archive" ? { key: "flash.archived" } : undefined);
}

export default function EditProduct() {
  const { id, name, title, isArchived, form } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  const refusal = acted?.values["intent"] === "archive" ? acted.faults["form"] : undefined;
  const t = useT("products");
  const catalogue = useT("catalogue");
  return (
    <Page title={title} crumbs={[{ label: catalogue("title"), to: "/catalogue" }, { label: name, to: `/catalogue/${id}` }]} width="reading">
      {refusal ? <Notice tone="error">{refusal}</Notice> : null}
      <ProductFields form={acted && refusal === undefined ? acted : form} providers={null} back={`/catalogue/${id}`} />
      <Card title={isArchived ? t("status.archived") : t("archive.title", { name })}>
        <p className="mb-3 text-sm text-pretty text-muted">{isArchived ? t("archived") : t("archive.text")}</p>
        {isArchived ? (
          <TypedFormFrame form={freshForm()}>
            <div>
              <TypedSubmit intent="restore" tone="plain">
                {t("restore.act")}
              </TypedSubmit>
            </div>
          </TypedFormFrame>
        ) : (
          <ArchiveDialog title={t("archive.title", { name })} consequence={t("archive.text")} act={t("archive.act")} />
        )}
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
