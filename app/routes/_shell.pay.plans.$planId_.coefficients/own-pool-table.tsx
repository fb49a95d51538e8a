import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { formatDecimal } from "#app/format/number.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { OwnPool } from "./read.server.ts";

/** A head's people of one pool: coefficient, reason, and their parts of it, which add up to the whole with or without coefficients. */
export function OwnPoolTable({ pool, form, mayEnter }: { readonly pool: OwnPool; readonly form: TypedForm; readonly mayEnter: boolean }) {
  const t = useT("coefficients");
  const locale = useLocale();
  const percent = (bp: number) => formatPercentBp(bp, locale);
  const headings = { plain: t("part.plain"), part: t("part") };
  const totals = [
    { name: t("part.others"), plain: pool.othersPlainBp, part: pool.othersBp },
    { name: t("part.total"), plain: pool.members.reduce((sum, one) => sum + one.plainBp, pool.othersPlainBp), part: pool.members.reduce((sum, one) => sum + one.partBp, pool.othersBp) },
  ];
  return (
    <Card title={`${t("mine")}: ${pool.name}`} flush aside={pool.hasSelf ? t("self") : null}>
      <div className="data-table-place">
        <table className="data-table cards">
          <caption className="sr-only">{pool.name}</caption>
          <thead>
            <tr>
              <th scope="col">{t("person")}</th>
              <th scope="col">{t("coefficient")}</th>
              <th scope="col">{t("reason")}</th>
              <th scope="col" className="end">
                {headings.plain}
              </th>
              <th scope="col" className="end">
                {headings.part}
              </th>
            </tr>
          </thead>
          <tbody>
            {pool.members.map((member) => {
              const name = personName(member, locale);
              return (
                <tr key={member.personId} className="align-middle">
                  <td data-label="">
                    {name} <span className="text-faint">{member.personnelNumber}</span>
                  </td>
                  <td data-label={t("coefficient")}>
                    {mayEnter ? <Field form={form} name={`${member.personId}.coefficient`} label={`${t("coefficient")}: ${name}`} value={formatDecimal(member.coefficient, locale)} className="figures w-20" inputMode="decimal" /> : formatDecimal(member.coefficient, locale)}
                  </td>
                  <td data-label={t("reason")} className="whitespace-normal">
                    {mayEnter ? <Field form={form} name={`${member.personId}.reason`} label={`${t("reason")}: ${name}`} value={member.reason} className="w-full min-w-40" inputMode="text" /> : member.reason || "–"}
                  </td>
                  <td data-label={headings.plain} className="end">
                    {percent(member.plainBp)}
                  </td>
                  <td data-label={headings.part} className="end">
                    {percent(member.partBp)}
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            {totals.map((row) => (
              <tr key={row.name}>
                <td data-label="" colSpan={3}>
                  {row.name}
                </td>
                <td data-label={headings.plain} className="end">
                  {percent(row.plain)}
                </td>
                <td data-label={headings.part} className="end">
                  {percent(row.part)}
                </td>
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
    </Card>
  );
}

function Field({ form, name, label, value, className, inputMode }: { readonly form: TypedForm; readonly name: string; readonly label: string; readonly value: string; readonly className: string; readonly inputMode: "decimal" | "text" }) {
  const fault = form.faults[name];
  return (
    <>
      <input
        name={name}
        aria-label={label}
        defaultValue={form.values[name] ?? value}
        inputMode={inputMode}
        maxLength={inputMode === "text" ? 500 : 6}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${name}-fault` : undefined}
        className={`${INPUT_LOOK} h-8 px-2 ${className}`}
      />
      {fault ? (
        <p id={`${name}-fault`} role="alert" className="text-sm text-pretty text-breach">
          {fault}
        </p>
      ) : null}
    </>
  );
}
