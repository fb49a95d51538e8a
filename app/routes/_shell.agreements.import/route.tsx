import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { FormActions, SubmitButton } from "#app/components/form.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { importAgreements } from "#app/operations/import-agreements.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { EXAMPLE } from "./example.ts";

const LONGEST_TEXT = 500_000;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.import");
  allow(viewer, "agreement.import", {});
  const t = translateIn(await localeFor(request, context), "agreements");
  return json({ title: t("import.submit") });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.import");
  allow(viewer, "agreement.import", {});
  const locale = await localeFor(request, context);
  const form = await request.formData();
  const given = form.get("text");
  const text = typeof given === "string" ? given.slice(0, LONGEST_TEXT) : "";
  const result = await importAgreements(
    { store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } },
    text,
    locale
  );
  if (result.ok && result.value.agreements > 0) return redirect("/agreements?side=all");
  const faults = result.ok ? [{ path: "agreements", line: null, code: "nothing_new", message: null, facts: {} }] : "faults" in result ? result.faults : [];
  return json({ text, faults }, { status: 400 });
}

export default function NewAgreement() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT("agreements");
  const common = useT("common");
  const negotiation = useT("negotiation");
  const faults = answer?.faults ?? [];
  // What is wrong with a promise is said in the words of the negotiation.
  const faultText = ({ code, facts }: { readonly code: string; readonly facts: Readonly<Record<string, string | number>> }) => {
    const key = `import.fault.${code}`;
    const text = t(key as Key<"agreements">, facts);
    return text === key ? negotiation(`fault.${code}` as Key<"negotiation">, facts) : text;
  };
  return (
    <Page title={data.title} sentence={t("import.lead")} crumbs={[{ label: t("title"), to: "/agreements" }]} width="reading">
      {faults.length > 0 ? (
        <Notice tone="error">
          <p>{t("import.faults", { count: faults.length })}</p>
          <ul id="import-faults" className="mt-1 space-y-1">
            {faults.map((fault, index) => (
              <li key={index}>
                {fault.line === null ? null : <span className="mr-2 font-medium">{t("import.line", { line: fault.line })}</span>}
                {fault.path ? <code className="mr-2 rounded-sm bg-sunken px-1 font-mono text-sm break-all">{fault.path}</code> : null}
                {fault.message ?? faultText(fault)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Card>
        <Form method="post" className="flex flex-col gap-4">
          <label className="flex flex-col gap-1">
            <span className="font-medium">{t("import.text")}</span>
            <span className="text-sm text-muted">{t("import.hint")}</span>
            <textarea
              name="text"
              rows={22}
              required
              spellCheck={false}
              maxLength={LONGEST_TEXT}
              defaultValue={answer?.text ?? EXAMPLE}
              aria-invalid={faults.length > 0 ? true : undefined}
              aria-describedby={faults.length > 0 ? "import-faults" : undefined}
              className={`${INPUT_LOOK} w-full overflow-x-auto px-3 py-2 font-mono text-sm whitespace-pre`}
            />
          </label>
          <FormActions>
            <SubmitButton>{t("import.submit")}</SubmitButton>
            <LinkButton to="/agreements" tone="quiet">{common("cancel")}</LinkButton>
          </FormActions>
        </Form>
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
