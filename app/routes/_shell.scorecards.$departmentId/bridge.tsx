import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { BridgeCounts } from "#app/operations/quarter-bridge.server.ts";
import type { ScorecardDetail } from "./detail.server.ts";

/** A quarter from its months: counts of each, one line for each correction approved since, and the sum. */
export function BridgeCard({ detail }: { readonly detail: ScorecardDetail }) {
  const t = useT("closing");
  const scores = useT("scorecards");
  const locale = useLocale();
  const { bridge, names } = detail;
  if (!bridge || bridge.lines.length === 0) return null;
  const nameOf = (id: string) => (names[id] ? nameIn(names[id], locale) : id);
  const counts = (one: BridgeCounts | null) => (one === null ? "–" : `${formatCount(one.conforming, locale)} / ${formatCount(one.base, locale)}`);
  const signed = (n: number) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : "0");
  const isCorrected = bridge.corrections.length > 0;
  return (
    <Card id="bridge" title={t("bridge.title")} flush>
      <p className="border-b border-line px-4 py-2.5 text-sm text-pretty text-muted">{t("bridge.explain")}</p>
      <DataTable
        label={t("bridge.title")}
        rows={bridge.lines}
        rowKey={(row) => `${row.party}/${row.key}`}
        compact
        empty={null}
        columns={[
          {
            id: "line",
            header: t("bridge.line"),
            cell: (row) => (
              <>
                {nameOf(row.key)} <span className="text-sm text-faint">{nameOf(row.party)}</span>
              </>
            ),
          },
          ...bridge.months.map((month, index) => ({ id: month, header: formatPeriod(month, locale), align: "end" as const, cell: (row: (typeof bridge.lines)[number]) => counts(row.months[index] ?? null) })),
          ...(isCorrected ? [{ id: "corrections", header: t("bridge.corrections"), align: "end" as const, cell: (row: (typeof bridge.lines)[number]) => (row.corrected.conforming === 0 && row.corrected.base === 0 ? "–" : `${signed(row.corrected.conforming)} / ${signed(row.corrected.base)}`) }] : []),
          { id: "sum", header: t("bridge.sum"), align: "end" as const, explain: scores("list.kept.explain"), cell: (row) => <span className="font-semibold">{counts(row.sum)}</span> },
        ]}
      />
      {isCorrected ? (
        <ul className="flex flex-col gap-1.5 p-4">
          {bridge.corrections.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
              <span className="text-muted">{t("bridge.correction", { month: formatPeriod(one.month, locale) })}:</span>
              {one.taskId ? (
                <Link to={`/work/${one.taskId}`} className="door">
                  {one.title}
                </Link>
              ) : (
                nameOf(one.key)
              )}
              <StateChip state={one.from} size="small" />
              <ArrowRight aria-hidden size={13} />
              <StateChip state={one.to} size="small" />
            </li>
          ))}
        </ul>
      ) : (
        <p className="px-4 py-2.5 text-sm text-muted">{t("bridge.none")}</p>
      )}
    </Card>
  );
}
