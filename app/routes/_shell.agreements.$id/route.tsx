import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { FileDown, FilePen, Handshake, Stamp } from "lucide-react";
import { VersionChanges } from "#app/components/agreement/version-changes.tsx";
import { Button, LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { StateChip } from "#app/components/state-chip.tsx";
import type { Key } from "#app/i18n/catalogue.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { changeAgreement } from "./change.server.ts";
import { readAgreementPage } from "./read.server.ts";
import { Inputs, Negotiations, Obligations, Parties, Signatures, Versions } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const page = await readAgreementPage(request, params.id ?? "", context, viewer, facts);
  const t = translateIn(facts.locale, "agreements");
  const { kept } = page.shown;
  const sentence = t("header", {
    provider: page.provider.name,
    client: page.client.name,
    products: t("n.products", { count: page.shown.products }),
    obligations: t("n.obligations", { count: page.shown.obligations.length }),
    kept: kept.bp === null ? t("header.nothingDue") : t("header.kept", { share: formatPercentBpShort(kept.bp, facts.locale) }),
  });
  return json({ ...page, title: `${page.provider.name} → ${page.client.name}`, sentence, zone: viewer.timeZone });
}

/** Begins the next version from the one in force, on the viewer's side. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const begun = await changeAgreement(context, viewer, params.id ?? "", await readPageFacts(request, context));
  if (begun.ok) return redirect(`/agreements/${begun.value.agreementId}/versions/${begun.value.number}`);
  return json({ code: begun.code, facts: begun.facts ?? {} }, { status: 409 });
}

export default function Agreement() {
  const data = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const negotiation = useT("negotiation");
  const library = useT("library");
  const relationship = useT("relationship");
  const t = useT("agreements");
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: t("title"), to: "/agreements" }]} aside={<StateChip state={data.state} />}
      action={
        <>
          {data.mayChange ? (
            <Form method="post">
              <Button tone="primary" icon={<FilePen aria-hidden size={15} />}>{negotiation("act.change")}</Button>
            </Form>
          ) : null}
          {data.offers ? <LinkButton to={`/agreements/standard/new?version=${data.offers}`} icon={<Stamp aria-hidden size={15} />}>{library("standard.offer")}</LinkButton> : null}
          {data.client.kind === "department" ? <LinkButton to={`/relationships/${data.provider.id}/${data.client.id}`} icon={<Handshake aria-hidden size={15} />}>{relationship("door")}</LinkButton> : null}
          <LinkButton reloadDocument to={`/agreements/${data.id}/versions/${data.shown.number}/file.pdf`} icon={<FileDown aria-hidden size={15} />}>{negotiation("print")}</LinkButton>
        </>
      }
    >
      {refusal ? <Notice tone="error">{negotiation(`refused.${refusal.code}` as Key<"negotiation">, refusal.facts)}</Notice> : null}
      <Negotiations page={data} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Obligations id={data.id} shown={data.shown} months={data.months} />
          <VersionChanges comparison={data.comparison} number={data.shown.number} versions={data.versions.filter((version) => version.number !== data.shown.number)} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Versions id={data.id} versions={data.versions} shown={data.shown.number} />
          <Signatures shown={data.shown} zone={data.zone} />
          <Inputs inputs={data.shown.inputs} />
          <Parties page={data} />
        </div>
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
