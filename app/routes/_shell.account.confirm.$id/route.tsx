import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect, redirectDocument } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { proofOf, provePerson } from "#app/operations/prove-person.server.ts";
import { fault, requireSelf } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { sayPasswordFault } from "#app/web/password-fault.server.ts";
import { isRecent, readKept } from "#app/web/recent-proof.server.ts";
import { findOpenSession } from "#app/web/session.server.ts";
import { actingContext, readSecrets } from "#app/web/typed-form.server.ts";

/** Asks who is there before a sensitive act, then sends what was typed on its way. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireSelf(request, context);
  const session = await findOpenSession(request, context);
  const kept = session ? await readKept(context, params.id ?? "", session.idHash) : null;
  if (!session || !kept) throw fault(404, "not_found");
  const isProven = isRecent(session.provenAt, context.now());
  // A whole new document: what waited may be a file or lead to the identity provider.
  if (isProven && kept.method === "GET") throw redirectDocument(kept.path);
  const locale = await localeFor(request, context);
  // The fields are for the page that sends them on; before the proof they stay where they are.
  const waiting = isProven ? { path: kept.path, fields: kept.fields } : null;
  const by = await proofOf(context.store, viewer.actor.accountId);
  return json({ title: translateIn(locale, "account")("confirm.title"), email: viewer.email, by, sso: context.sso?.name ?? null, id: params.id ?? "", waiting, back: new URL(kept.path, "http://portal.invalid").pathname });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireSelf(request, context);
  const session = await findOpenSession(request, context);
  if (!session || !(await readKept(context, params.id ?? "", session.idHash))) throw fault(404, "not_found");
  const [values, locale] = await Promise.all([readSecrets(request), localeFor(request, context)]);
  const proven = await provePerson(actingContext(context, viewer), viewer.actor.accountId, values["proof"] ?? "");
  if (!proven.ok) return json<TypedForm>({ values: {}, faults: sayPasswordFault(proven, locale) }, { status: proven.code === "too_many" ? 429 : 422 });
  await context.sessions.prove(session.idHash, context.now());
  return redirect(`/account/confirm/${params.id ?? ""}`);
}

export default function ConfirmWho() {
  const data = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm();
  const t = useT("account");
  const common = useT("common");
  return (
    <Page title={data.title} sentence={t(data.waiting ? "confirm.done" : "confirm.why")} width="reading">
      {data.waiting ? (
        <SendOn path={data.waiting.path} fields={data.waiting.fields} label={t("confirm.goOn")} />
      ) : data.by === "sso" ? (
        <div className="flex flex-wrap items-center gap-2">
          {data.sso === null ? <p className="text-pretty text-muted">{t("confirm.noWay")}</p> : <LinkButton to={`/sign-in/sso?prove=${data.id}`} tone="primary" reloadDocument>{t("confirm.sso", { name: data.sso })}</LinkButton>}
          <LinkButton to={data.back} tone="quiet">{common("cancel")}</LinkButton>
        </div>
      ) : (
        <TypedFormFrame form={form} className="max-w-sm">
          <input type="hidden" name="username" autoComplete="username" value={data.email} />
          <TypedText form={form} name="proof" label={t(data.by === "password" ? "password" : "code")} type={data.by === "password" ? "password" : "text"} autoComplete={data.by === "password" ? "current-password" : "one-time-code"} autoFocus />
          <div className="flex flex-wrap items-center gap-2">
            <TypedSubmit>{t("confirm.submit")}</TypedSubmit>
            <LinkButton to={data.back} tone="quiet">{common("cancel")}</LinkButton>
          </div>
        </TypedFormFrame>
      )}
    </Page>
  );
}

/** The form that waited. It goes on its way by itself; without JavaScript by its button. */
function SendOn({ path, fields, label }: { readonly path: string; readonly fields: readonly (readonly [string, string])[]; readonly label: string }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.submit(), []);
  return (
    <form ref={form} method="post" action={path}>
      {fields.map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <Button tone="primary">{label}</Button>
    </form>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
