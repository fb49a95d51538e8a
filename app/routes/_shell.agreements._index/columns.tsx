import type { Column } from "#app/components/data-table.tsx";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { formatDayShort, formatPeriod } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { AgreementListRow, Side } from "./rows.server.ts";

/** Names that fit; the rest as a count. */
const SHOWN_PRODUCTS = 3;

/** Columns of the list of agreements; the other side comes first. */
export function useAgreementColumns(side: Side, month: string): readonly Column<AgreementListRow>[] {
  const t = useT("agreements");
  const common = useT("common");
  const negotiation = useT("negotiation");
  const locale = useLocale();
  const provider: Column<AgreementListRow> = { id: "provider", header: common("provider"), cell: (row) => row.provider.name, sortable: true, explain: common("explain.provider") };
  const client: Column<AgreementListRow> = { id: "client", header: common("client"), cell: (row) => row.client.name, sortable: true, explain: common("explain.client") };
  return [
    ...(side === "received" ? [provider, client] : side === "given" ? [client, provider] : [provider, client]),
    {
      id: "products",
      header: t("products"),
      cell: (row) => (
        <span className="text-muted" title={row.products.join(", ")}>
          {row.products.slice(0, SHOWN_PRODUCTS).join(", ")}
          {row.products.length > SHOWN_PRODUCTS ? ` +${row.products.length - SHOWN_PRODUCTS}` : null}
        </span>
      ),
    },
    { id: "state", header: common("state"), cell: (row) => <StateChip state={row.state} size="small" />, sortable: true },
    {
      id: "turn",
      header: negotiation("turn.column"),
      cell: (row) =>
        row.open ? (
          <span className={row.open.isMine ? "font-medium text-accent" : "text-muted"}>
            {row.open.state === "draft" ? negotiation("turn.draft") : row.open.isMine ? negotiation("turn.mine") : negotiation("turn.theirs", { other: row[row.open.turn].name })}
          </span>
        ) : (
          <span className="text-faint">–</span>
        ),
      sortable: true,
    },
    { id: "kept", header: t("keptIn", { month: formatPeriod(month, locale) }), cell: (row) => <KeptFigure kept={row.kept} />, align: "end", sortable: true, explain: common("explain.attainment") },
    {
      id: "next",
      header: t("nextChange"),
      cell: (row) => (row.nextChange ? `${t(`next.${row.nextChange.kind}`)} ${formatDayShort(row.nextChange.on, locale)}` : <span className="text-faint">–</span>),
      sortable: true,
    },
  ];
}
