import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import { Users } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { TextareaField, TextField } from "#app/components/field.tsx";
import { ConformForm, FormActions, SubmitButton } from "#app/components/form.tsx";
import type { BonusTarget } from "#app/domain/pay/statement.ts";
import { formatDayShort } from "#app/format/date.ts";
import { formatMoney, type Currency } from "#app/format/money.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { MembersShown } from "./members.server.ts";

/** Members of a plan with their targets. */
export function MemberTable({ members, currency }: { readonly members: MembersShown; readonly currency: Currency }) {
  const t = useT("pay");
  const locale = useLocale();
  const targetOf = (target: BonusTarget): string => {
    switch (target.type) {
      case "amount":
        return formatMoney(target.minor, currency, locale);
      case "percent_of_base":
        return t("members.percentOf", { percent: formatPercentBpShort(target.percentBp, locale), base: formatMoney(target.baseMinor, currency, locale) });
      case "percent_only":
        return t("members.percentOnly");
    }
  };
  return (
    <DataTable
      label={t("plans.members")}
      rows={members.rows}
      rowKey={(row) => row.id}
      query={members.query}
      total={members.total}
      searchable
      empty={
        <EmptyState icon={<Users aria-hidden size={20} />} title={t("members.empty.title")}>
          {t("members.empty.text")}
        </EmptyState>
      }
      columns={[
        {
          id: "person",
          header: t("run.lines.person"),
          cell: (row) => (
            <>
              {personName(row, locale)} <span className="text-faint">{row.personnelNumber}</span>
            </>
          ),
        },
        { id: "from", header: t("members.from"), cell: (row) => formatDayShort(row.from, locale) },
        { id: "to", header: t("members.until"), cell: (row) => (row.to === null ? "–" : formatDayShort(row.to, locale)) },
        { id: "target", header: t("members.target"), align: "end", cell: (row) => targetOf(row.target) },
      ]}
    />
  );
}

/** Adds people, changes targets and takes people out, as many as a spreadsheet holds. */
export function MembersForm({ firstDay, lastResult }: { readonly firstDay: string; readonly lastResult: SubmissionResult | undefined }) {
  const t = useT("pay");
  const [form, fields] = useForm<{ from: string; lines: string }>({ id: "members", lastResult, defaultValue: { from: firstDay, lines: "" }, defaultNoValidate: false });
  return (
    <Card title={t("members.add.title")}>
      <ConformForm form={form} className="max-w-2xl">
        <TextField field={fields.from} label={t("members.from")} type="date" required />
        <TextareaField field={fields.lines} label={t("members.lines")} hint={t("members.lines.hint")} rows={6} required spellCheck={false} className="figures font-mono" />
        <FormActions>
          <SubmitButton>{t("members.save")}</SubmitButton>
        </FormActions>
      </ConformForm>
    </Card>
  );
}
