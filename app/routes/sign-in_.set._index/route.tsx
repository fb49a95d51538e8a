import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirectDocument } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { setPasswordByLink } from "#app/operations/password-links.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { sayPasswordFault } from "#app/web/password-fault.server.ts";
import { dropPasswordLink, openKeptPasswordLink } from "#app/web/password-link.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { readSecrets } from "#app/web/typed-form.server.ts";
import { SignInFrame } from "../sign-in/view.tsx";
import { NewPasswordFields } from "../_shell.account._index/new-password.tsx";
import { PasswordLinkGone } from "./view.tsx";

/** The form of a link that this browser opened. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const [opened, locale] = await Promise.all([openKeptPasswordLink(request, context), localeFor(request, context)]);
  const theme = readPreferences(request.headers.get("Cookie")).theme;
  const t = translateIn(locale, "account");
  if (typeof opened === "string") return json({ title: t("gone.title"), theme, fault: opened, email: "", sso: null }, { status: opened === "forged" ? 404 : 410 });
  return json({ title: t("set.title"), theme, fault: null, email: opened.account.email, sso: opened.link.purpose === "invitation" ? (context.sso?.name ?? null) : null });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const opened = await openKeptPasswordLink(request, context);
  if (typeof opened === "string") return json<TypedForm>(freshForm(), { status: 410 });
  const [{ password = "", again = "" }, locale] = await Promise.all([readSecrets(request), localeFor(request, context)]);
  const t = translateIn(locale, "account");
  if (password !== again) return json<TypedForm>({ values: {}, faults: { again: t("fault.not_the_same") } }, { status: 422 });
  const done = await setPasswordByLink({ store: context.store, now: context.now(), address: context.address }, opened, password);
  if (!done.ok) return json<TypedForm>({ values: {}, faults: sayPasswordFault(done, locale) }, { status: 422 });
  return redirectDocument("/sign-in?done=password", { headers: { "Set-Cookie": dropPasswordLink(context) } });
}

export default function SetPassword() {
  const data = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm();
  const t = useT("account");
  if (data.fault !== null) return <PasswordLinkGone theme={data.theme} fault={data.fault} />;
  return (
    <SignInFrame theme={data.theme} title={t("set.title")} lead={t("set.lead", { email: data.email })}>
      <TypedFormFrame form={form}>
        <NewPasswordFields form={form} email={data.email} />
        <TypedSubmit>{t("set.submit")}</TypedSubmit>
      </TypedFormFrame>
      {data.sso === null ? null : (
        <a href="/sign-in/sso?link=invitation" className="self-start text-sm text-accent hover:underline">
          {t("set.sso", { name: data.sso })}
        </a>
      )}
    </SignInFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
