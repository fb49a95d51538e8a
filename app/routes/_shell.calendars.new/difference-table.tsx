import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import type { DayDifference } from "#app/domain/calendar/compare-calendars.ts";
import { formatDayShort, formatWeekday } from "#app/format/date.ts";
import { hoursOf } from "#app/format/duration.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Wall-clock minutes as hours: `09:00–18:00`. */
export function clockText(minutes: readonly number[]): string {
  const open: string[] = [];
  for (let i = 0; i < minutes.length; i += 2) open.push(`${clock(minutes[i] ?? 0)}–${minutes[i + 1] === 1440 ? "24:00" : clock(minutes[i + 1] ?? 0)}`);
  return open.join(", ");
}

/** Days on which two calendars, or two versions of one, differ. */
export function DifferenceTable({ differences, more, fromYear, toYear }: { readonly differences: readonly DayDifference[]; readonly more: number; readonly fromYear: number; readonly toYear: number }) {
  const t = useT("calendars");
  const title = fromYear === toYear ? t("differences.year", { year: fromYear }) : t("differences", { from: fromYear, to: toYear });
  const locale = useLocale();
  const count = differences.length + more;
  const ms = (value: number) => (value > 0 ? `${hoursOf(value, locale)} ${t("h")}` : "");
  return (
    <Card title={title} flush={count > 0} aside={count > 0 ? t("differences.count", { count }) : null}>
      {count === 0 ? (
        <p className="text-muted">{t("differences.none")}</p>
      ) : (
        <DataTable
          label={title}
          rows={differences}
          rowKey={(row) => row.date}
          compact
          columns={[
            { id: "date", header: t("day.date"), cell: (row) => <span className="figures">{formatDayShort(row.date, locale)} <span className="text-muted">{formatWeekday(row.date, locale).split(" ")[0]}</span></span> },
            { id: "before", header: t("effect.before"), cell: (row) => clockText(row.before) || t("closed") },
            { id: "after", header: t("effect.after"), cell: (row) => clockText(row.after) || t("closed") },
            { id: "hoursBefore", header: t("hoursBefore"), cell: (row) => ms(row.msBefore), align: "end", hideInCard: true },
            { id: "hoursAfter", header: t("hoursAfter"), cell: (row) => ms(row.msAfter), align: "end", hideInCard: true },
          ]}
          empty={null}
        />
      )}
      {more > 0 ? <p className="px-4 py-2 text-sm text-muted">{t("differences.more", { count: more })}</p> : null}
    </Card>
  );
}
