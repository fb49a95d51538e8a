import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { GRANTED_ROLES } from "#app/domain/access/actor.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { askForRole } from "#app/operations/grant-role.server.ts";
import { idByNumber } from "#app/web/find-by-number.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "role.grant");
  allow(viewer, "role.grant", {});
  return json({ title: translateIn(await localeFor(request, context), "access")("ask") });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "role.grant");
  allow(viewer, "role.grant", {});
  await requireRecentProof(request, context);
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const t = translateIn(locale, "access");
  const role = GRANTED_ROLES.find((one) => one === values["role"]);
  const asked = role
    ? await askForRole(actingContext(context, viewer), { accountId: viewer.actor.accountId, personId: await idByNumber(context.store, values["number"]), role, reason: values["reason"] ?? "" })
    : refused("role_missing", undefined, "role");
  if (!asked.ok) return refuseTyped(values, [asked.field === "personId" ? { ...asked, code: asked.code === "not_found" ? "no_such_person" : asked.code, field: "number" } : asked], (code, facts) => t(`fault.${code}` as Key<"access">, facts), locale);
  return doneTyped("/settings/roles", context, { key: "flash.secondPerson" });
}

export default function AskForRole() {
  const data = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm();
  const t = useT("access");
  const settings = useT("settings");
  const common = useT("common");
  return (
    <Page title={data.title} sentence={t("ask.sentence")} crumbs={[{ label: t("roles"), to: "/settings/roles" }]} width="reading">
      <TypedFormFrame form={form} className="max-w-md">
        <TypedText form={form} name="number" label={t("number")} hint={t("number.hint")} autoComplete="off" maxLength={60} />
        <TypedSelect form={form} name="role" label={settings("role")} placeholder={t("role.choose")} choices={GRANTED_ROLES.map((value) => ({ value, label: common(`role.${value}`) }))} />
        <TypedLines form={form} name="reason" label={t("reason")} maxLength={500} />
        <div className="flex flex-wrap items-center gap-2">
          <TypedSubmit>{t("ask.submit")}</TypedSubmit>
          <Link to="/settings/roles" className="px-2 text-muted hover:text-ink hover:underline">
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
