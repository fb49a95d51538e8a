import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FilePlus2, Handshake } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { mayEver } from "#app/domain/access/can.ts";
import { SHOWN_VERSION_STATES } from "#app/domain/agreement/version-state.ts";
import { sumKept } from "#app/domain/score/kept-share.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readAgreementRows } from "./rows.server.ts";
import { useAgreementColumns } from "./columns.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const { query, sides, side, rows, total, everything } = await readAgreementRows(request, context, viewer, facts);
  const t = translateIn(facts.locale, "agreements");
  const inForce = everything.filter((row) => row.state === "in_force");
  const kept = sumKept(inForce.map((row) => row.kept));
  const sentence =
    inForce.length === 0
      ? null
      : t(`sentence.${side}`, {
          count: inForce.length,
          kept: kept.bp === null ? t("sentence.nothingDue") : t("sentence.kept", { share: formatPercentBpShort(kept.bp, facts.locale) }),
        });
  return json({
    title: t("title"), query, sides, side, rows, total, sentence, month: facts.month,
    mayAdd: mayEver(viewer.actor, "agreement.edit"), mayImport: mayEver(viewer.actor, "agreement.import"),
  });
}

export default function Agreements() {
  const data = useLoaderData<typeof loader>();
  const t = useT("agreements");
  const states = useT("states");
  const common = useT("common");
  const columns = useAgreementColumns(data.side, data.month);
  const negotiation = useT("negotiation");
  const library = useT("library");
  const relationship = useT("relationship");
  const addButton = (
    <>
      <LinkButton to="/relationships" tone="quiet">{relationship("title")}</LinkButton>
      <LinkButton to="/agreements/standard" tone="quiet">{library("standard.title")}</LinkButton>
      {data.mayImport ? <LinkButton to="/agreements/import" tone={data.mayAdd ? "plain" : "primary"}>{negotiation("new.import")}</LinkButton> : null}
      {data.mayAdd ? (
        <LinkButton to="/agreements/new" tone="primary" icon={<FilePlus2 aria-hidden size={16} />}>
          {t("new")}
        </LinkButton>
      ) : null}
    </>
  );
  return (
    <Page
      title={t("title")}
      sentence={data.sentence ?? t("question")}
      width="full"
      action={addButton}
      tabs={<Tabs label={t("title")} tabs={data.sides.map((side) => ({ to: `?side=${side}`, label: t(side), current: side === data.side }))} />}
    >
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("title")}
          columns={columns}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/agreements/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          filters={[{ name: "turn", label: negotiation("turn.column"), options: [{ value: "mine", label: negotiation("turn.mine") }, { value: "theirs", label: negotiation("turn.filter.theirs") }] }, { name: "state", label: common("state"), options: SHOWN_VERSION_STATES.map((value) => ({ value, label: states(value) })) }]}
          csvTo="/agreements.csv"
          empty={
            <EmptyState icon={<Handshake aria-hidden size={20} />} title={t(`empty.${data.side}`)} action={addButton}>
              {t("empty.text")}
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
