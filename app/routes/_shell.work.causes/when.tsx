import { Card } from "#app/components/card.tsx";
import type { BandCell, LoadThird } from "#app/domain/improvement/late-by-hour.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const BANDS = ["morning", "noon", "afternoon", "night"] as const;
/** Fewer requests than this say nothing about a time of the week. */
const LEAST = 5;

/** How many requests of each weekday and time of day ended late; a darker cell has a greater share. */
export function HourTable({ cells }: { readonly cells: readonly (readonly BandCell[])[] }) {
  const t = useT("causes");
  const locale = useLocale();
  return (
    <Card title={t("when")}>
      <table className="figures w-full table-fixed text-sm">
        <thead>
          <tr className="text-left text-muted">
            <th scope="col" className="w-12 py-1 font-normal">
              <span className="sr-only">{t("weekday")}</span>
            </th>
            {BANDS.map((band) => (
              <th key={band} scope="col" className="px-1 py-1 text-center font-normal">
                {t(`band.${band}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((day, row) => (
            <tr key={day}>
              <th scope="row" className="py-0.5 text-left font-normal text-muted">
                {t(`weekday.${day}`)}
              </th>
              {BANDS.map((band, column) => {
                const { due, late } = cells[row]![column]!;
                const share = due >= LEAST ? late / due : 0;
                return (
                  <td key={band} className="p-0.5 text-center">
                    <span
                      className="block rounded-sm px-1 py-1"
                      style={{ backgroundColor: share > 0 ? `color-mix(in srgb, var(--color-breach) ${Math.round(8 + share * 32)}%, transparent)` : undefined }}
                      title={due > 0 ? t("cell", { late: formatCount(late, locale), due: formatCount(due, locale) }) : undefined}
                    >
                      {due === 0 ? <span className="text-faint">–</span> : `${formatCount(late, locale)}/${formatCount(due, locale)}`}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-sm text-muted">{t("when.explain", { count: LEAST })}</p>
    </Card>
  );
}

/** Quiet, ordinary and busy days beside each other. */
export function LoadList({ thirds }: { readonly thirds: readonly LoadThird[] }) {
  const t = useT("causes");
  const locale = useLocale();
  if (thirds.length === 0) return null;
  return (
    <Card title={t("load")}>
      <ul className="flex flex-col gap-1.5">
        {thirds.map((third, index) => (
          <li key={index} className="flex items-baseline justify-between gap-3">
            <span>{t(`load.${index as 0 | 1 | 2}`, { from: third.from, to: third.to })}</span>
            <span className="figures shrink-0">{t("load.share", { share: formatPercentBpShort(Math.round((third.late * 10_000) / Math.max(1, third.due)), locale) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Late ones by the number of hands, or by the wait for the client's input. */
export function GroupList({ name, groups }: { readonly name: "hands" | "input"; readonly groups: readonly { readonly group: string; readonly due: number; readonly late: number }[] }) {
  const t = useT("causes");
  const locale = useLocale();
  if (groups.length === 0) return null;
  return (
    <Card title={t(name)}>
      <ul className="flex flex-col gap-1.5">
        {groups.map(({ group, due, late }) => (
          <li key={group} className="flex items-baseline justify-between gap-3">
            <span>{t(`${name}.${group}` as Key<"causes">)}</span>
            <span className="figures text-right">
              {t("load.share", { share: formatPercentBpShort(Math.round((late * 10_000) / due), locale) })} <span className="text-sm text-muted">({t("cell", { late: formatCount(late, locale), due: formatCount(due, locale) })})</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
