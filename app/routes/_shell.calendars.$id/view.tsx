import { Card } from "#app/components/card.tsx";
import { classNames } from "#app/components/class-names.ts";
import { DataTable } from "#app/components/data-table.tsx";
import { nameIn } from "#app/domain/names.ts";
import { MONTHS, WEEKDAYS, WEEKDAYS_SHORT } from "#app/format/calendar-words.ts";
import { formatDay } from "#app/format/date.ts";
import { hoursOf } from "#app/format/duration.ts";
import { weekdayOf } from "#app/format/local-time.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { CalendarPage } from "./read.server.ts";

type Day = CalendarPage["hours"]["months"][number]["days"][number];

const LOOKS = {
  working: "bg-raised text-ink",
  off: "bg-sunken text-faint",
  day_closed: "bg-breach-soft text-breach",
  day_extra: "bg-run-soft text-run",
  day_changed: "bg-risk-soft text-risk",
} as const;

const lookOf = (day: Day): keyof typeof LOOKS => day.exception ?? (day.ms > 0 ? "working" : "off");

/** Twelve months with every day's hours. What differs from the usual week has a colour, and says so in its title. */
export function YearGrid({ hours, names, today }: { readonly hours: CalendarPage["hours"]; readonly names: CalendarPage["names"]; readonly today: string }) {
  const t = useT("catalogue");
  const locale = useLocale();
  const legend = ["working", "day_changed", "day_extra", "day_closed", "off"] as const;
  return (
    <Card
      title={t("year")}
      aside={
        <ul className="hidden flex-wrap gap-x-3 sm:flex">
          {legend.map((look) => (
            <li key={look} className="flex items-center gap-1.5">
              <span aria-hidden className={classNames("inline-block size-3 rounded-sm border border-line", LOOKS[look])} />
              {t(`day.${look}`)}
            </li>
          ))}
        </ul>
      }
    >
      <div className="year-grid grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        {hours.months.map((month, index) => (
          <section key={index} aria-label={MONTHS[locale][index]} className="min-w-0">
            <h3 className="mb-1 flex items-baseline justify-between gap-2 font-medium">
              <span className="inline-block first-letter:uppercase">{MONTHS[locale][index]}</span>
              <span className="figures text-sm font-normal text-muted">{t("monthSum", { days: formatCount(month.sum.days, locale), hours: hoursOf(month.sum.ms, locale) })}</span>
            </h3>
            <ol className="grid grid-cols-7 gap-px text-center">
              {WEEKDAYS_SHORT[locale].map((name, at) => (
                <li key={name} aria-hidden className="text-xs text-faint" title={WEEKDAYS[locale][at]}>
                  {name}
                </li>
              ))}
              {month.days.map((day, at) => (
                <li
                  key={day.date}
                  title={titleOf(day)}
                  style={at === 0 ? { gridColumnStart: weekdayOf(day.date) + 1 } : undefined}
                  className={classNames("figures flex h-9 flex-col items-center justify-center rounded-sm border leading-none", LOOKS[lookOf(day)], day.date === today ? "border-accent" : "border-line")}
                >
                  <span className="text-sm">{at + 1}</span>
                  <span className="text-[10px] opacity-80">{day.ms > 0 ? hoursOf(day.ms, locale) : "–"}</span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Card>
  );

  function titleOf(day: Day): string {
    const clock = (minutes: number) => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    const open: string[] = [];
    for (let i = 0; i < day.minutes.length; i += 2) open.push(`${clock(day.minutes[i] ?? 0)}–${clock(day.minutes[i + 1] ?? 0)}`);
    const name = names[day.date] ? ` (${nameIn(names[day.date] ?? {}, locale)})` : "";
    return `${formatDay(day.date, locale)}${name}: ${t(`day.${lookOf(day)}`)}${open.length > 0 ? `, ${open.join(", ")}` : ""}`;
  }
}

/** Days and hours by month, quarter and year, against the official norm where there is one. */
export function Sums({ hours, norm }: { readonly hours: CalendarPage["hours"]; readonly norm: CalendarPage["norm"] }) {
  const t = useT("catalogue");
  const locale = useLocale();
  const rows = hours.quarters.flatMap((quarter, q) => [
    ...hours.months.slice(q * 3, q * 3 + 3).map((month, m) => ({ id: `m${q * 3 + m}`, name: MONTHS[locale][q * 3 + m] ?? "", sum: month.sum, norm: norm?.months[q * 3 + m] ?? null, isTotal: false })),
    { id: `q${q}`, name: t("quarter", { n: ["I", "II", "III", "IV"][q] ?? "" }), sum: quarter, norm: norm?.quarters[q] ?? null, isTotal: true },
  ]);
  const strong = (row: { readonly isTotal: boolean }, text: string) => (row.isTotal ? <strong className="font-semibold">{text}</strong> : text);
  const difference = (sum: { readonly ms: number }, of: { readonly hours: number } | null) => {
    if (!of) return "";
    const ms = sum.ms - of.hours * 3_600_000;
    return ms === 0 ? "0" : (ms > 0 ? "+" : "") + hoursOf(ms, locale);
  };
  return (
    <Card title={t("sums")} flush>
      <DataTable
        label={t("sums")}
        rows={rows}
        rowKey={(row) => row.id}
        compact
        narrow="scroll"
        columns={[
          { id: "name", header: t("month"), cell: (row) => <span className="inline-block first-letter:uppercase">{strong(row, row.name)}</span>, footer: <span className="figures">{hours.year}</span> },
          { id: "days", header: t("days"), cell: (row) => strong(row, formatCount(row.sum.days, locale)), align: "end", footer: formatCount(hours.sum.days, locale) },
          { id: "hours", header: t("hours"), cell: (row) => strong(row, hoursOf(row.sum.ms, locale)), align: "end", footer: hoursOf(hours.sum.ms, locale) },
          ...(norm
            ? [
                { id: "norm", header: t("norm"), cell: (row: (typeof rows)[number]) => strong(row, row.norm ? formatCount(row.norm.hours, locale) : ""), align: "end" as const, explain: t("norm.explain"), footer: formatCount(norm.sum.hours, locale) },
                { id: "difference", header: t("difference"), cell: (row: (typeof rows)[number]) => strong(row, difference(row.sum, row.norm)), align: "end" as const, footer: difference(hours.sum, norm.sum) },
              ]
            : []),
        ]}
        empty={null}
      />
    </Card>
  );
}
