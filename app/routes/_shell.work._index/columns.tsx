import type { Column } from "#app/components/data-table.tsx";
import { StateChip, type ShownState } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import type { Translate } from "#app/i18n/catalogue.ts";

export interface Row {
  readonly id: string;
  readonly externalId: string;
  readonly title: string;
  readonly product: string;
  readonly provider: string;
  readonly client: string;
  readonly requestedAt: number | null;
  readonly dueAt: number | null;
  readonly deliveredAt: number | null;
  readonly state: string | null;
  readonly outcome: string | null;
  readonly standing: string | null;
  readonly obligationKey: string | null;
  readonly agreementId: string | null;
  /** Something about it waits for the other side's yes. */
  readonly waits: boolean;
  /** What a box before the row sends; null = nothing can be done with it from here. */
  readonly chosen: string | null;
}

export function columnsOf({ zone, now }: { readonly zone: string; readonly now: number }, t: Translate<"work">, common: Translate<"common">, desk: Translate<"desk">): Column<Row>[] {
  return [
    {
      id: "title",
      header: t("task"),
      sortable: true,
      cell: (row) => (
        <>
          {row.title || (row.id.startsWith("o:") ? t("occurrence.missing") : row.product)}
          <span className="figures block text-sm font-normal text-faint">{row.externalId}</span>
        </>
      ),
    },
    { id: "product", header: common("product.one"), cell: (row) => row.product, hideInCard: true },
    {
      id: "parties",
      header: t("parties"),
      cell: (row) => (
        <span>
          {row.provider} <span className="text-faint">→</span> {row.client}
        </span>
      ),
    },
    { id: "requested", header: t("requested"), sortable: true, hideInCard: true, cell: (row) => (row.requestedAt === null ? "–" : <Time at={row.requestedAt} zone={zone} />) },
    { id: "due", header: t("due"), sortable: true, cell: (row) => (row.dueAt === null ? "–" : <Time at={row.dueAt} zone={zone} now={isOpen(row) ? now : undefined} />) },
    { id: "state", header: t("state"), sortable: true, cell: (row) => (row.state ? <StateChip state={row.state as ShownState} size="small" /> : "–") },
    { id: "outcome", header: t("outcome"), cell: (row) => (row.waits ? <StateChip state="paused" word={desk("waits")} size="small" /> : isPlanned(row) ? <span className="text-sm text-muted">{t("occurrence")}</span> : <StateChip state={outcomeOf(row)} size="small" />) },
  ];
}

const isOpen = (row: Row) => row.deliveredAt === null && row.state !== "cancelled";

/** Only its planned delivery is judged, and that is an item of its own. */
const isPlanned = (row: Row) => row.standing === null && row.outcome === null && row.agreementId !== null;

/** What a row counts as: behind a door its standing, else its worst outcome. */
export function outcomeOf(row: Row): ShownState {
  if (row.standing) return row.standing as ShownState;
  if (row.outcome) return row.outcome as ShownState;
  return "no_agreement";
}
