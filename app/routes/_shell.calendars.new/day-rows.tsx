import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import type { DraftDay } from "#app/domain/calendar/calendar-draft.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { InputField } from "./input-field.tsx";

interface Row extends DraftDay {
  readonly index: number;
}

const NOTHING: DraftDay = { date: "", hours: "", nameEn: "", nameRu: "" };

/** Dates that differ from the week, by year. Rows without a date stand first: they are new. */
export function DayRows({ days, faults, thisYear }: { readonly days: readonly DraftDay[]; readonly faults: Readonly<Record<string, string>>; readonly thisYear: number }) {
  const t = useT("calendars");
  const [rows, setRows] = useState<readonly Row[]>(() => [...days, NOTHING].map((day, index) => ({ ...day, index })));
  const yearOf = (row: Row) => (/^\d{4}-/.test(row.date) ? row.date.slice(0, 4) : "");
  const years = [...new Set(rows.map(yearOf))].filter(Boolean).sort();
  const remove = (index: number) => setRows((known) => known.filter((row) => row.index !== index));
  const add = () => setRows((known) => [...known, { ...NOTHING, index: Math.max(-1, ...known.map((row) => row.index)) + 1 }]);
  const list = (part: readonly Row[]) => part.map((row) => <DayRow key={row.index} row={row} faults={faults} onRemove={() => remove(row.index)} />);
  const faulty = (part: readonly Row[]) => part.some((row) => faults[`days.${row.index}.date`] ?? faults[`days.${row.index}.hours`]);
  return (
    <Card title={t("days")} aside={faults["days"] ? <span className="text-breach">{faults["days"]}</span> : t("days.count", { count: days.length })}>
      <p className="mb-3 max-w-2xl text-sm text-pretty text-muted">{t("days.hint")}</p>
      <div className="flex flex-col gap-3">
        <ul className="flex flex-col gap-3 sm:gap-1.5">{list(rows.filter((row) => yearOf(row) === ""))}</ul>
        <div>
          <Button type="button" size="small" icon={<Plus aria-hidden size={14} />} onClick={add}>
            {t("days.add")}
          </Button>
        </div>
        {years.map((year) => {
          const part = rows.filter((row) => yearOf(row) === year);
          return (
            <details key={year} open={Number(year) === thisYear || faulty(part)} className="border-t border-line pt-2">
              <summary className="opens cursor-pointer font-medium">
                {year} <span className="ml-1 text-sm font-normal text-muted">{t("days.count", { count: part.length })}</span>
              </summary>
              <ul className="mt-2 flex flex-col gap-3 sm:gap-1.5">{list(part)}</ul>
            </details>
          );
        })}
      </div>
    </Card>
  );
}

function DayRow({ row, faults, onRemove }: { readonly row: Row; readonly faults: Readonly<Record<string, string>>; readonly onRemove: () => void }) {
  const t = useT("calendars");
  const locale = useLocale();
  const [shown, hidden] = locale === "ru" ? (["nameRu", "nameEn"] as const) : (["nameEn", "nameRu"] as const);
  const field = (part: string) => `days.${row.index}.${part}`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2.25rem] items-start gap-2 sm:grid-cols-[10rem_minmax(0,1fr)_minmax(0,1fr)_2.25rem]">
      <InputField bare type="date" name={field("date")} label={t("day.date")} value={row.date} fault={faults[field("date")]} />
      <InputField bare name={field("hours")} label={t("day.hours")} value={row.hours} fault={faults[field("hours")]} placeholder={t("closed")} autoComplete="off" />
      <div className="order-last col-span-3 sm:order-none sm:col-span-1">
        <InputField bare name={field(shown)} label={t("day.name")} value={row[shown]} placeholder={t("day.name")} maxLength={120} />
      </div>
      <input type="hidden" name={field(hidden)} value={row[hidden]} />
      <IconButton label={t("day.remove", { date: row.date })} onClick={onRemove}>
        <Trash2 aria-hidden size={15} />
      </IconButton>
    </li>
  );
}
