import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { askForReset } from "#app/operations/password-links.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { readTyped } from "#app/web/typed-form.server.ts";
import { SignInFrame } from "../sign-in/view.tsx";

interface Answer {
  readonly sent: boolean;
  readonly form: TypedForm;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const locale = await localeFor(request, context);
  return json({ title: translateIn(locale, "account")("forgot.title"), theme: readPreferences(request.headers.get("Cookie")).theme });
}

/** Says the same for every address, and does the same: a job looks later whether there is an account. */
export async function action({ request, context }: ActionFunctionArgs) {
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const t = translateIn(locale, "account");
  const email = values["email"] ?? "";
  const refuse = (sentence: string, status: number) => json<Answer>({ sent: false, form: { values: { email }, faults: { email: sentence } } }, { status });
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(email)) return refuse(t("fault.bad_email"), 422);
  const asked = await askForReset(context.store, { email, address: context.address, now: context.now() });
  if (!asked.ok) return refuse(t("fault.too_many", { count: Number(asked.facts?.retryAfterSeconds ?? 0) }), 429);
  return json<Answer>({ sent: true, form: freshForm() });
}

export default function Forgot() {
  const { theme } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  const form = answer?.form ?? freshForm();
  const t = useT("account");
  return (
    <SignInFrame theme={theme} title={t("forgot.title")} lead={t("forgot.lead")}>
      {answer?.sent ? (
        <Notice tone="done">{t("forgot.sent")}</Notice>
      ) : (
        <TypedFormFrame form={form}>
          <TypedText form={form} name="email" label={t("email")} type="email" autoComplete="username" autoFocus maxLength={254} />
          <TypedSubmit>{t("forgot.submit")}</TypedSubmit>
        </TypedFormFrame>
      )}
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
