import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MessageSquareText } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { NEED_DIMENSIONS, NEED_STATES } from "#app/domain/agreement/need.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { ownClients } from "../_shell.needs.new/speak.server.ts";
import { readNeedRows } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "profile.read");
  const { locale } = await readPageFacts(request, context);
  const [{ query, rows, total, open }, own] = await Promise.all([readNeedRows(request, context.store, viewer, locale), ownClients(context.store, viewer, locale)]);
  const t = translateIn(locale, "needs");
  return json({ title: t("title"), sentence: t("sentence", { open }), query, rows, total, mayState: own.length > 0 });
}

export default function Needs() {
  const data = useLoaderData<typeof loader>();
  const t = useT("needs");
  const common = useT("common");
  const catalogue = useT("catalogue");
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: catalogue("title"), to: "/catalogue" }]} action={data.mayState ? <LinkButton tone="primary" to="/needs/new">{t("new")}</LinkButton> : null}>
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("title")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/needs/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/needs.csv"
          filters={[
            { name: "state", label: t("state"), options: NEED_STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
            { name: "dimension", label: t("dimension"), options: NEED_DIMENSIONS.map((value) => ({ value, label: t(`dimension.${value}`) })) },
          ]}
          columns={[
            { id: "product", header: t("product"), cell: (row) => row.product, sortable: true },
            { id: "dimension", header: t("dimension"), cell: (row) => t(`dimension.${row.dimension}`) },
            { id: "what", header: t("what"), cell: (row) => <span className="block max-w-prose whitespace-normal">{row.what}</span> },
            { id: "client", header: common("client"), cell: (row) => row.client, sortable: true },
            { id: "provider", header: common("provider"), cell: (row) => row.provider, sortable: true },
            { id: "importance", header: t("importance"), cell: (row) => t(`importance.${row.importance}`) },
            { id: "state", header: t("state"), cell: (row) => t(`state.${row.state}`) },
          ]}
          empty={<EmptyState icon={<MessageSquareText aria-hidden size={20} />} title={t("none")}>{t("none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
