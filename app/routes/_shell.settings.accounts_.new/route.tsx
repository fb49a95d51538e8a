import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { addAccount } from "#app/operations/add-user.server.ts";
import { idByNumber } from "#app/web/find-by-number.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "account.edit");
  allow(viewer, "account.edit", {});
  return json({ title: translateIn(await localeFor(request, context), "access")("add.title") });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "account.edit");
  allow(viewer, "account.edit", {});
  await requireRecentProof(request, context);
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const added = await addAccount(actingContext(context, viewer), { personId: await idByNumber(context.store, values["number"]), email: values["email"] ?? "" });
  const t = translateIn(locale, "access");
  if (!added.ok) return refuseTyped(values, [added.field === "personId" ? { ...added, field: "number" } : added], (code, facts) => t(`fault.${code}` as Key<"access">, facts), locale);
  return doneTyped(`/settings/accounts/${added.value.accountId}`, context, { key: "flash.invited" });
}

export default function AddAccount() {
  const data = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm();
  const t = useT("access");
  const settings = useT("settings");
  const common = useT("common");
  return (
    <Page title={data.title} sentence={t("add.sentence")} crumbs={[{ label: settings("accounts"), to: "/settings/accounts" }]} width="reading">
      <TypedFormFrame form={form} className="max-w-md">
        <TypedText form={form} name="number" label={t("number")} hint={t("number.hint")} autoComplete="off" maxLength={60} />
        <TypedText form={form} name="email" label={settings("email")} hint={t("email.hint")} type="email" autoComplete="off" maxLength={254} />
        <div className="flex flex-wrap items-center gap-2">
          <TypedSubmit>{t("add.submit")}</TypedSubmit>
          <Link to="/settings/accounts" className="px-2 text-muted hover:text-ink hover:underline">
            {common("cancel")}
          </Link>
        </div>
      </TypedFormFrame>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
