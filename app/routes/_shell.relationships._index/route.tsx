import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Handshake } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PromiseStateChip } from "#app/components/relationship/promise-state-chip.tsx";
import { PROMISE_STATES } from "#app/domain/relationship/promise-state.ts";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readPairRows } from "#app/web/pair-rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const { all: _all, counts, ...page } = await readPairRows(context, viewer, new URL(request.url), facts);
  const t = translateIn(facts.locale, "relationship");
  const sentence = page.pairs === 0 ? t("list.sentence.none") : t("list.sentence", { count: page.pairs, period: capital(formatPeriod(page.period, facts.locale), facts.locale), failed: counts.failed, below: counts.below, kept: counts.kept });
  return json({ ...page, title: t("title"), sentence });
}

export default function Relationships() {
  const data = useLoaderData<typeof loader>();
  const t = useT("relationship");
  const agreements = useT("agreements");
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: agreements("title"), to: "/agreements" }]} width="full">
      <div className="rounded-lg border border-line">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => row.key}
          rowTo={(row) => row.to}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/relationships.csv"
          filters={[{ name: "state", label: t("list.state"), options: PROMISE_STATES.map((value) => ({ value, label: t(`state.${value}`) })) }]}
          columns={[
            { id: "other", header: t("list.other"), cell: (row) => row.other, sortable: true },
            { id: "one", header: t("list.one"), cell: (row) => row.one, sortable: true },
            { id: "given", header: t("list.given"), cell: (row) => <KeptFigure kept={row.given} />, align: "end", sortable: true },
            { id: "received", header: t("list.received"), cell: (row) => <KeptFigure kept={row.received} />, align: "end", sortable: true },
            { id: "state", header: t("list.state"), cell: (row) => <PromiseStateChip state={row.state} />, sortable: true },
          ]}
          empty={
            <EmptyState icon={<Handshake aria-hidden size={20} />} title={t("list.none.title")} action={<LinkButton to="/agreements">{t("list.none.act")}</LinkButton>}>
              {t("list.none.text")}
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
