import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Package } from "lucide-react";
import { CatalogueTabs } from "#app/components/catalogue-tabs.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PRODUCT_KINDS } from "#app/domain/agreement/terms.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readProductRows } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "product.read");
  const facts = await readPageFacts(request, context);
  const { query, rows, total, providers, everything } = await readProductRows(request, context, facts);
  const t = translateIn(facts.locale, "catalogue");
  const promised = everything.filter((row) => row.clients > 0).length;
  const sentence = everything.length === 0 ? t("question") : t("sentence.products", { count: everything.length, promised });
  return json({ title: t("title"), sentence, query, rows, total, providers });
}

export default function Catalogue() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const common = useT("common");
  const locale = useLocale();
  return (
    <Page title={t("title")} sentence={data.sentence} tabs={<CatalogueTabs />}>
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
          filters={[
            { name: "provider", label: common("provider"), options: data.providers },
            { name: "kind", label: t("kind"), options: PRODUCT_KINDS.map((value) => ({ value, label: common(`productKind.${value}`) })) },
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
