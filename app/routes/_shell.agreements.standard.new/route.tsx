import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { termsRefusal } from "#app/components/terms-refusal.ts";
import { nameIn } from "#app/domain/names.ts";
import { obligationSentence } from "#app/format/obligation-sentence.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { offerStandardTerms } from "#app/operations/offer-standard-terms.server.ts";
import { openObligationSpeaker } from "#app/operations/speak-obligations.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { findAgreement, loadObligationsOf } from "#db/queries/agreement-pages.server.ts";
import { findFullVersion } from "#db/queries/negotiation.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.sign");
  const { store } = context;
  const { locale } = await readPageFacts(request, context);
  const version = await findFullVersion(store, new URL(request.url).searchParams.get("version") ?? "");
  const agreement = version ? await findAgreement(store, version.agreementId) : null;
  allow(viewer, "agreement.sign", agreement && { partyIds: [agreement.providerId] });
  if (!version || !agreement) throw fault(404, "not_found");
  const [rows, speaker] = await Promise.all([loadObligationsOf(store, { agreementId: agreement.id }), openObligationSpeaker(store, locale)]);
  return json({
    title: translateIn(locale, "library")("standard.offer"), versionId: version.id, agreementId: agreement.id, code: agreement.code, provider: nameIn(speaker.departments.get(agreement.providerId)?.name ?? {}, locale),
    sentences: rows.filter((row) => row.versionId === version.id).map((row) => ({ key: row.key, text: obligationSentence(speaker.speak(agreement, row), locale) })),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.sign");
  const form = await request.formData();
  const values = { en: String(form.get("en") ?? ""), ru: String(form.get("ru") ?? "") };
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  const done = await offerStandardTerms(ctx, { versionId: String(form.get("versionId") ?? ""), name: values });
  if (!done.ok) return json({ code: done.code, facts: done.facts ?? {}, values }, { status: 422 });
  return redirect(`/agreements/standard/${done.value.id}`);
}

export default function Offer() {
  const data = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const t = useT("library");
  const common = useT("common");
  const agreements = useT("agreements");
  const busy = useNavigation().state === "submitting";
  return (
    <Page title={data.title} sentence={t("standard.offer.lead")} crumbs={[{ label: agreements("title"), to: "/agreements" }, { label: data.code, to: `/agreements/${data.agreementId}` }]} width="reading">
      {refusal ? <Notice tone="error">{termsRefusal(t, refusal.code, refusal.facts)}</Notice> : null}
      <Card>
        <Form method="post" className="flex flex-col gap-4">
          <input type="hidden" name="versionId" value={data.versionId} />
          {(["en", "ru"] as const).map((locale) => (
            <label key={locale} className="flex flex-col gap-1">
              <span className="font-medium">{t(`standard.name.${locale}`)}</span>
              <input name={locale} maxLength={200} defaultValue={refusal?.values[locale]} className={`${INPUT_LOOK} h-9 px-2.5`} />
            </label>
          ))}
          <div>
            <p className="font-medium">{t("standard.text")}</p>
            <ul className="mt-1 list-disc space-y-1 pl-5">
              {data.sentences.map((row) => (
                <li key={row.key}>{row.text}</li>
              ))}
            </ul>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button tone="primary" disabled={busy} aria-busy={busy}>
              {t("standard.offer.submit")}
            </Button>
            <LinkButton to={`/agreements/${data.agreementId}`} tone="quiet">
              {common("cancel")}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
