import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { StateChip } from "#app/components/state-chip.tsx";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readAgreementPage } from "./read.server.ts";
import { Comparison, Inputs, Obligations, Parties, Signatures, Versions } from "./view.tsx";

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

export default function Agreement() {
  const data = useLoaderData<typeof loader>();
  const t = useT("agreements");
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: t("title"), to: "/agreements" }]} aside={<StateChip state={data.state} />}>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Obligations shown={data.shown} months={data.months} />
          {data.comparison ? <Comparison comparison={data.comparison} number={data.shown.number} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Versions versions={data.versions} shown={data.shown.number} />
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
