import { getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { TextField } from "#app/components/field.tsx";
import { ConformForm, SubmitButton } from "#app/components/form.tsx";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { readKnownDevice } from "#app/web/known-device.server.ts";
import { letIn } from "#app/web/let-in.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { Notice } from "#app/components/notice.tsx";
import { nameIn } from "#app/domain/names.ts";
import { pageTitle } from "#app/components/page-title.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { safePath } from "#app/web/safe-redirect.server.ts";
import { readSession } from "#app/web/session.server.ts";
import { signInSchema } from "./form.ts";
import { DemoAccounts, SignInDoors, SignInFrame } from "./view.tsx";

/** What another page before this one did. */
const DONE = ["password", "linked"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const next = safePath(new URL(request.url).searchParams.get("next"));
  if (await readSession(request, context)) throw redirect(next);
  const locale = await localeFor(request, context);
  return json({
    title: translateIn(locale, "shell")("signIn.title"),
    next,
    done: DONE.find((known) => known === new URL(request.url).searchParams.get("done")) ?? null,
    sso: context.sso?.name ?? null,
    theme: readPreferences(request.headers.get("Cookie")).theme,
    demoAccounts: context.demoAccounts.map((account) => ({ ...account, role: nameIn(account.role, locale) })),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "shell");
  const submission = parseWithZod(await request.formData(), { schema: signInSchema });
  const withSentences = (result: SubmissionResult): SubmissionResult => ({
    ...result,
    error: Object.fromEntries(
      Object.entries(result.error ?? {}).map(([field, keys]) => [
        field,
        keys?.map((key) => t(key as Key<"shell">)) ?? null,
      ])
    ),
  });
  const refuse = (sentence: string, status: number) =>
    json(submission.reply({ formErrors: [sentence], hideFields: ["password"] }), { status });
  if (submission.status !== "success") {
    return json(withSentences(submission.reply({ hideFields: ["password"] })), { status: 400 });
  }

  const { email, password, next } = submission.value;
  const result = await context.signIn({
    email,
    password,
    address: context.address,
    device: readKnownDevice(request, context, email),
    now: context.now(),
  });
  if (!result.ok) {
    context.logger.warn({ requestId: context.requestId, outcome: result.code, accountId: result.facts?.accountId ?? null }, "sign-in refused");
    if (result.code === "too_many") {
      return refuse(
        t("signIn.tooMany", { count: Number(result.facts?.retryAfterSeconds ?? 60) }),
        429
      );
    }
    return refuse(t("signIn.wrong"), 401);
  }
  return letIn(request, context, { ...result.value, email, next: safePath(next) });
}

export default function SignIn() {
  const data = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const t = useT("shell");
  const [form, fields] = useForm<{ email: string; password: string; next?: string }>({
    id: "sign-in",
    lastResult: lastResult as SubmissionResult | undefined,
    defaultValue: { next: data.next },
    defaultNoValidate: false,
  });
  const { key: _key, ...next } = getInputProps(fields.next, { type: "hidden" });
  return (
    <SignInFrame theme={data.theme}>
      {data.done ? <Notice tone="done">{t(`signIn.done.${data.done}`)}</Notice> : null}
      <ConformForm form={form}>
        <input {...next} />
        <TextField
          field={fields.email}
          label={t("signIn.email")}
          type="email"
          autoComplete="username"
          required
          autoFocus
        />
        <TextField
          field={fields.password}
          label={t("signIn.password")}
          type="password"
          autoComplete="current-password"
          required
        />
        <SubmitButton>{t("signIn.submit")}</SubmitButton>
      </ConformForm>
      <SignInDoors sso={data.sso} next={data.next} />
      <DemoAccounts accounts={data.demoAccounts} next={data.next} />
    </SignInFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
