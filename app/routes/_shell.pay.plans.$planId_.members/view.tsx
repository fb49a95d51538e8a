import { Users } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { NumberedPerson } from "#app/components/pay/numbered-person.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { LinesForm, type LinesAnswer } from "#app/components/pay/lines-form.tsx";
import { targetText } from "#app/components/pay/target-text.ts";
import { TypedText } from "#app/components/typed-field.tsx";
import { freshForm } from "#app/components/typed-form.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { formatDayShort } from "#app/format/date.ts";
import type { Currency } from "#app/format/money.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { MembersShown } from "./members.server.ts";

/** Members of a plan with their targets. */
export function MemberTable({ planId, members, currency }: { readonly planId: string; readonly members: MembersShown; readonly currency: Currency }) {
  const common = useT("common");
  const t = useT("members");
  const pay = useT("pay");
  const locale = useLocale();
  return (
    <DataTable
      label={pay("plans.members")}
      rows={members.rows}
      rowKey={(row) => row.id}
      rowTo={(row) => `/people/${row.personId}`}
      query={members.query}
      total={members.total}
      searchable
      csvTo={`/pay/plans/${planId}/members.csv`}
      filters={[{ name: "stay", label: t("stay"), options: (["open", "ending"] as const).map((value) => ({ value, label: t(`stay.${value}`) })) }]}
      empty={
        <EmptyState icon={<Users aria-hidden size={20} />} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      }
      columns={[
        { id: "person", header: common("person"), sortable: true, cell: (row) => <NumberedPerson person={row} /> },
        { id: "from", header: t("from"), sortable: true, cell: (row) => formatDayShort(row.from, locale) },
        { id: "to", header: t("until"), sortable: true, cell: (row) => (row.to === null ? "–" : formatDayShort(addDays(row.to, -1), locale)) },
        {
          id: "target",
          header: t("target"),
          align: "end",
          cell: (row) => (
            <>
              {targetText(row.target, row.baseMinor, currency, locale, t)}
              {row.target.type === "percent_of_base" && row.target.baseMinor === null && row.baseMinor === null ? <span className="ml-2 text-risk">{t("target.noBase")}</span> : null}
            </>
          ),
        },
      ]}
    />
  );
}

/** Adds people, changes targets and takes people out, as many as a spreadsheet holds. */
export function MembersForm({ firstDay, answer }: { readonly firstDay: string; readonly answer: LinesAnswer | undefined }) {
  const t = useT("members");
  const form = answer ?? freshForm({ from: firstDay });
  return (
    <LinesForm title={t("add.title")} form={form} label={t("add.lines")} hint={t("add.lines.hint")} submit={t("save")}>
      <div className="max-w-56">
        <TypedText form={form} name="from" label={t("add.from")} type="date" />
      </div>
    </LinesForm>
  );
}
