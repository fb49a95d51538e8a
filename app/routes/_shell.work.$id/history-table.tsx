import { Link } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Time } from "#app/components/time.tsx";
import { formatInstantNear } from "#app/format/instant.ts";
import type { Locale } from "#app/domain/names.ts";
import type { Key, Translate } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { TaskPageData } from "./task-page.server.ts";
import { criterionWord, pauseWord } from "./words.ts";

type Told = TaskPageData["history"][number];

/** Everything that was told about the task, corrections included, in the order in which it came. */
export function HistoryTable({ data }: { readonly data: TaskPageData }) {
  const t = useT("work");
  const desk = useT("desk");
  const reasons = useT("reasons");
  const locale = useLocale();
  const { zone } = data;
  return (
    <DataTable
      label={t("history")}
      compact
      columns={[
        { id: "event", header: t("history.event"), cell: (row: Told) => reasons(`event.${row.type}`) },
        { id: "when", header: t("history.when"), cell: (row) => <Time at={row.occurredAt} zone={zone} /> },
        { id: "details", header: t("history.details"), cell: (row) => detailsOf(row, data, t, desk, reasons, locale) },
        { id: "who", header: t("history.who"), cell: (row) => row.who ?? "–" },
        {
          id: "source",
          header: t("history.source"),
          cell: (row) =>
            row.source === "portal" ? (
              t("history.portal")
            ) : row.batchId ? (
              <Link to={`/work/import/${row.batchId}`} className="text-accent hover:underline">
                {row.source}
              </Link>
            ) : (
              row.source
            ),
        },
        { id: "known", header: t("history.known"), hideInCard: true, cell: (row) => <Time at={row.receivedAt} zone={zone} /> },
      ]}
      rows={data.history}
      rowKey={(row) => String(row.seq)}
      empty={null}
    />
  );
}

function detailsOf(row: Told, { zone, now }: TaskPageData, t: Translate<"work">, desk: Translate<"desk">, reasons: Translate<"reasons">, locale: Locale): string {
  const { payload } = row;
  const parts: string[] = [];
  if (row.corrects) {
    parts.push(t("history.of", { event: reasons(`event.${row.corrects}`) }));
    if (payload.retracted) parts.push(t("history.retracted"));
    else if (payload.occurredAt !== undefined) parts.push(t("history.correctedTo", { when: formatInstantNear(payload.occurredAt, now, zone, locale) }));
  }
  if (payload.beyond) parts.push(desk("history.beyond"));
  if (payload.declined) parts.push(desk("history.declined"));
  if (payload.payload?.rejected) parts.push(desk("history.rejected"));
  if (payload.criterion) parts.push(criterionWord(payload.criterion, t));
  if (payload.reason && !row.corrects) parts.push(row.type === "paused" ? pauseWord(payload.reason, t) : payload.reason);
  // The words of a request stand on the page by themselves.
  if (payload.note && row.type !== "requested") parts.push(payload.note);
  if (row.corrects && payload.reason) parts.push(payload.reason);
  if (row.person) parts.push(row.person);
  if (payload.partial) parts.push(t("detail.partial"));
  if (payload.items !== undefined)
    parts.push(payload.itemsRequested === undefined ? t("detail.itemsAlone", { items: payload.items }) : t("detail.items", { items: payload.items, requested: payload.itemsRequested }));
  if (payload.files && payload.files.length > 0) parts.push(t("detail.files", { files: payload.files.map((file) => file.name).join(", ") }));
  if (payload.at !== undefined) parts.push(t("detail.until", { when: formatInstantNear(payload.at, now, zone, locale) }));
  if (payload.by) parts.push(t("detail.by", { by: reasons(`side.${payload.by}` as Key<"reasons">) }));
  if (payload.name) parts.push(`${payload.name}: ${payload.value ?? ""}`);
  if (payload.parts) parts.push(payload.parts.join(", "));
  if (payload.channel) parts.push(desk("history.channel", { channel: desk(`channel.${payload.channel}` as Key<"desk">) }));
  if (row.confirmedBy) parts.push(desk("history.confirmed", { name: row.confirmedBy }));
  return parts.join(" · ") || "–";
}
