import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Handshake } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Sparkline } from "#app/components/sparkline.tsx";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readProductPage } from "./read.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "product.read");
  const facts = await readPageFacts(request, context);
  const page = await readProductPage(params.id ?? "", context, viewer, facts);
  const t = translateIn(facts.locale, "catalogue");
  return json({ ...page, sentence: t("sentence.product", { count: page.clients + page.hidden, provider: page.provider.name }) });
}

export default function Product() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const agreements = useT("agreements");
  const products = useT("products");
  const needs = useT("needs");
  const voice = useT("voice");
  const common = useT("common");
  return (
    <Page title={data.name} sentence={data.sentence} crumbs={[{ label: t("title"), to: "/catalogue" }]} action={
        data.mayEdit || data.maySay || data.mayRequest || (data.mayNeed && !data.isArchived) ? (
          <>
            {data.mayEdit ? <LinkButton to={`/catalogue/${data.id}/edit`}>{common("edit")}</LinkButton> : null}
            {data.mayRequest ? <LinkButton to={`/work/new?product=${data.id}`}>{t("request")}</LinkButton> : null}
            {data.mayNeed && !data.isArchived ? <LinkButton to={`/needs/new?product=${data.id}`}>{needs("new")}</LinkButton> : null}
            {data.maySay ? <LinkButton to={`/ratings/voice/new?product=${data.id}`}>{voice("new.about")}</LinkButton> : null}
          </>
        ) : null
      }>
      {data.isArchived ? <Notice>{products("archived")}</Notice> : null}
      <Card title={t("sideBySide")} aside={data.hidden > 0 ? t("hidden", { count: data.hidden }) : undefined} flush>
        <DataTable
          label={t("sideBySide")}
          rows={data.lines}
          rowKey={(row) => row.key}
          rowTo={(row) => `/agreements/${row.agreementId}#${row.key}`}
          columns={[
            { id: "client", header: common("client"), cell: (row) => row.client },
            { id: "kind", header: t("kind"), cell: (row) => common(`kind.${row.kind}`) },
            { id: "sentence", header: t("promise"), cell: (row) => <span className="block max-w-prose min-w-48 text-muted whitespace-normal">{row.sentence}</span> },
            { id: "target", header: common("target"), cell: (row) => row.target, align: "end", explain: common("explain.target") },
            { id: "floor", header: common("floor"), cell: (row) => row.floor ?? "–", align: "end", explain: common("explain.floor") },
            { id: "spark", header: agreements("sparkline.short"), cell: (row) => <Sparkline values={row.monthly} target={row.targetBp ?? undefined} label={agreements("sparkline")} />, hideInCard: true },
            { id: "kept", header: t("kept12"), cell: (row) => <KeptFigure kept={row.kept} to={`/work?obligation=${encodeURIComponent(row.key)}`} />, align: "end" },
          ]}
          empty={
            <EmptyState icon={<Handshake aria-hidden size={20} />} title={data.hidden > 0 ? t("hiddenAll") : t("notPromised")}>
              {data.hidden > 0 ? t("hiddenAll.text") : t("notPromised.text")}
            </EmptyState>
          }
        />
      </Card>
      <Card title={t("about")}>
        <Facts
          rows={[
            { name: common("provider"), value: <Link to={`/departments/${data.provider.id}`} className="door">{data.provider.name}</Link> },
            { name: t("kind"), value: common(`productKind.${data.kind}`) },
            { name: t("code"), value: data.code },
            ...(data.owner ? [{ name: products("owner"), value: <Link to={`/people/${data.owner.id}`} className="door">{data.owner.name}</Link> }] : []),
            ...(data.tags.length > 0 ? [{ name: products("tags"), value: data.tags.join(", ") }] : []),
            ...(data.unit ? [{ name: t("unit"), value: data.unit }] : []),
            ...(data.description ? [{ name: t("description"), value: data.description }] : []),
          ]}
        />
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
