import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readTyped } from "#app/web/typed-form.server.ts";
import { ProductFields } from "./fields.tsx";
import { ownProviders, saveProductForm } from "./form.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "product.edit");
  const locale = await localeFor(request, context);
  const providers = await ownProviders(context.store, viewer, locale);
  // A deputy without the scope for it may be one here and still add nothing.
  if (providers.length === 0) throw fault(403, "forbidden");
  return json({ title: translateIn(locale, "products")("new"), providers, form: freshForm({ kind: "document", providerId: providers.length === 1 ? providers[0]!.value : "" }) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "product.edit");
  return saveProductForm(await readTyped(request), request, context, viewer, null);
}

export default function NewProduct() {
  const { title, providers, form } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  const catalogue = useT("catalogue");
  return (
    <Page title={title} crumbs={[{ label: catalogue("title"), to: "/catalogue" }]} width="reading">
      <ProductFields form={acted ?? form} providers={providers} back="/catalogue" />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
