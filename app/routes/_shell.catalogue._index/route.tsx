import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Package } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { CatalogueTabs } from "#app/components/catalogue-tabs.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { mayEver } from "#app/domain/access/can.ts";
import { PRODUCT_KINDS } from "#app/domain/agreement/terms.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { ownProviders } from "../_shell.catalogue.new/form.server.ts";
import { readProductRows } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "product.read");
  const facts = await readPageFacts(request, context);
  const { query, rows, total, providers, everything, tags } = await readProductRows(request, context, facts);
  const t = translateIn(facts.locale, "catalogue");
  const promised = everything.filter((row) => row.clients > 0).length;
  const sentence = everything.length === 0 ? t("question") : t("sentence.products", { count: everything.length, promised });
  return json({ title: t("title"), sentence, query, rows, total, providers, tags, mayAdd: (await ownProviders(context.store, viewer, facts.locale)).length > 0, mayTakeStock: mayEver(viewer.actor, "relationship.read") });
}

export default function Catalogue() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const products = useT("products");
  const needs = useT("needs");
  const common = useT("common");
  const locale = useLocale();
  return (
    <Page title={t("title")} sentence={data.sentence} tabs={<CatalogueTabs />} action={data.mayAdd ? <LinkButton tone="primary" to="/catalogue/new">{products("add")}</LinkButton> : null}>
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("products")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/catalogue/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/catalogue.csv"
          tools={
            data.mayTakeStock ? (
              <>
                <LinkButton to="/needs" tone="quiet" size="small">{needs("title")}</LinkButton>
                <LinkButton to="/catalogue/inventory" tone="quiet" size="small">{products("inventory")}</LinkButton>
              </>
            ) : null
          }
          filters={[
            { name: "provider", label: common("provider"), options: data.providers },
            { name: "kind", label: t("kind"), options: PRODUCT_KINDS.map((value) => ({ value, label: common(`productKind.${value}`) })) },
            ...(data.tags.length > 0 ? [{ name: "tag", label: products("tags"), options: data.tags.map((value) => ({ value, label: value })) }] : []),
            { name: "status", label: products("status"), options: [{ value: "archived", label: products("status.archived") }] },
          ]}
          columns={[
            { id: "name", header: common("product.one"), cell: (row) => row.name, sortable: true },
            { id: "provider", header: common("provider"), cell: (row) => row.provider, sortable: true, explain: common("explain.provider") },
            { id: "kind", header: t("kind"), cell: (row) => common(`productKind.${row.kind}`), sortable: true },
            { id: "clients", header: t("clients"), cell: (row) => formatCount(row.clients, locale), align: "end", sortable: true, explain: t("clients.explain") },
            { id: "obligations", header: t("obligations"), cell: (row) => formatCount(row.obligations, locale), align: "end", sortable: true },
          ]}
          empty={<EmptyState icon={<Package aria-hidden size={20} />} title={t("empty.title")}>{t("empty.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
