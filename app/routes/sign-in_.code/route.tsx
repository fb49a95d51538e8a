import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { checkCode } from "#app/operations/second-factor.server.ts";
import { passwordMark } from "#app/operations/sign-in.server.ts";
import { letIn, waitingAccount } from "#app/web/let-in.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { safePath } from "#app/web/safe-redirect.server.ts";
import { readTyped } from "#app/web/typed-form.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { SignInFrame } from "../sign-in/view.tsx";

/** The second half of signing in. Open to whoever typed a right password a moment ago; to nobody else. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (waitingAccount(request, context) === null) return redirect("/sign-in");
  const locale = await localeFor(request, context);
  return json({ title: translateIn(locale, "account")("code.title"), theme: readPreferences(request.headers.get("Cookie")).theme });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const accountId = waitingAccount(request, context);
  const account = accountId === null ? null : await findAccount(context.store, { id: accountId });
  if (!account || account.disabledAt !== null) return redirect("/sign-in");
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const checked = await checkCode({ store: context.store, now: context.now(), actor: { kind: "account", id: account.id, address: context.address } }, account.id, values["code"] ?? "");
  if (checked.ok) return letIn(request, context, { accountId: account.id, email: account.email, mark: passwordMark(account.passwordHash), needsCode: false, next: safePath(new URL(request.url).searchParams.get("next")) });
  context.logger.warn({ requestId: context.requestId, outcome: checked.code, accountId: account.id }, "sign-in refused");
  const t = translateIn(locale, "account");
  const sentence = checked.code === "too_many" ? t("fault.too_many", { count: Number(checked.facts?.retryAfterSeconds ?? 0) }) : t("fault.wrong_code");
  return json<TypedForm>({ values: {}, faults: { code: sentence } }, { status: checked.code === "too_many" ? 429 : 401 });
}

export default function Code() {
  const data = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm();
  const t = useT("account");
  return (
    <SignInFrame theme={data.theme} title={t("code.title")} lead={t("code.lead")}>
      <TypedFormFrame form={form}>
        <TypedText form={form} name="code" label={t("code")} hint={t("code.hint")} autoComplete="one-time-code" autoFocus maxLength={30} />
        <TypedSubmit>{t("code.submit")}</TypedSubmit>
      </TypedFormFrame>
      <Link to="/sign-in" className="self-start text-sm text-accent hover:underline">
        {t("backToSignIn")}
      </Link>
    </SignInFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
