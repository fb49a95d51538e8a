import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Stamp } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Time } from "#app/components/time.tsx";
import { readTableQuery } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadJoined, loadStandardTerms } from "#db/queries/standard-terms.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "product.read");
  const { store } = context;
  const { locale } = await readPageFacts(request, context);
  const query = readTableQuery(new URL(request.url).searchParams, { sortable: ["name"], defaultSort: { column: "name", descending: false }, filters: {}, pageSize: 50 });
  const [terms, departments] = await Promise.all([loadStandardTerms(store), loadDepartments(store)]);
  const joined = await loadJoined(store, terms.map((row) => row.id));
  const named = terms.map((row) => ({
    id: row.id, name: nameIn(row.name, locale), provider: nameIn(departments.find((one) => one.id === row.providerId)?.name ?? {}, locale), promises: row.text.obligations.length, state: row.state,
    signedAt: row.signedAt, joined: joined.filter((one) => one.standardTermsId === row.id).length,
  }));
  const wanted = query.search.toLowerCase();
  const found = named.filter((row) => wanted === "" || `${row.name} ${row.provider}`.toLowerCase().includes(wanted));
  return json({
    title: translateIn(locale, "library")("standard.title"),
    query, total: found.length, rows: found.slice(query.offset, query.offset + query.pageSize), offered: named.filter((row) => row.state === "published").length, zone: viewer.timeZone,
  });
}

export default function StandardTerms() {
  const data = useLoaderData<typeof loader>();
  const t = useT("library");
  const agreements = useT("agreements");
  return (
    <Page title={data.title} sentence={data.offered === 0 ? t("standard.none") : t("standard.sentence", { count: data.offered })} crumbs={[{ label: agreements("title"), to: "/agreements" }]}>
      <div className="rounded-lg border border-line">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/agreements/standard/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/agreements/standard.csv"
          columns={[
            { id: "name", header: t("standard.name"), cell: (row) => row.name },
            { id: "provider", header: t("standard.provider"), cell: (row) => row.provider },
            { id: "promises", header: t("standard.promises"), cell: (row) => row.promises, align: "end" },
            { id: "joined", header: t("standard.joined"), cell: (row) => row.joined, align: "end" },
            { id: "offered", header: t("standard.offered"), cell: (row) => (row.state === "published" ? <Time at={row.signedAt} zone={data.zone} /> : t("standard.state.withdrawn")) },
          ]}
          empty={
            <EmptyState icon={<Stamp aria-hidden size={20} />} title={t("standard.empty.title")}>
              {t("standard.empty.text")}
            </EmptyState>
          }
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
