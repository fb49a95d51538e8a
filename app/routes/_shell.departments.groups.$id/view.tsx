import { Link } from "@remix-run/react";
import { Building2 } from "lucide-react";
import { Card, Facts } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { formatDayShort } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { GroupForm } from "../_shell.departments.groups.new/group-form.tsx";

interface GroupData {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly today: string;
  readonly isArchived: boolean;
  readonly representative: { readonly id: string; readonly name: string } | null;
  readonly sentence: string;
  readonly members: readonly { readonly departmentId: string; readonly name: string; readonly from: string; readonly to: string | null; readonly isOver: boolean }[];
  readonly mayEdit: boolean;
  readonly departments: readonly TypedChoice[];
  readonly form: TypedForm;
}

/** A client group: who belongs to it from when to when, and who signs for it. */
export function GroupView({ data, acted }: { readonly data: GroupData; readonly acted: TypedForm | undefined }) {
  const t = useT("organisation");
  const common = useT("common");
  const locale = useLocale();
  const intent = acted?.values["intent"];
  const day = (date: string | null) => (date === null ? "–" : formatDayShort(date, locale));
  const formOf = (name: string, fresh: TypedForm) => (acted && intent === name ? acted : fresh);
  return (
    <Page title={data.name} sentence={data.sentence} crumbs={[{ label: t("groups"), to: "/departments/groups" }]}>
      {intent === "archive" && acted?.faults["form"] ? <Notice tone="error">{acted.faults["form"]}</Notice> : null}
      <Card>
        <Facts
          rows={[
            { name: t("group.representative"), value: data.representative ? <Link to={`/people/${data.representative.id}`} className="door">{data.representative.name}</Link> : "–" },
            { name: t("code"), value: data.code },
          ]}
        />
      </Card>
      <Card title={t("group.members")} flush>
        <DataTable
          label={t("group.members")}
          rows={data.members}
          rowKey={(row) => `${row.departmentId} ${row.from}`}
          columns={[
            { id: "name", header: common("department"), cell: (row) => <Link to={`/departments/${row.departmentId}`} className="door">{row.name}</Link> },
            { id: "from", header: t("post.from"), cell: (row) => day(row.from), align: "end" },
            { id: "to", header: t("post.to"), cell: (row) => day(row.to), align: "end" },
            ...(data.mayEdit
              ? [
                  {
                    id: "leave",
                    header: t("group.member.leave"),
                    align: "end" as const,
                    cell: (row: GroupData["members"][number]) => {
                      const mine = intent === "leave" && acted?.values["departmentId"] === row.departmentId && acted.values["from"] === row.from;
                      return row.isOver ? null : (
                        <ConfirmDialog title={t("group.member.leave.title", { department: row.name, group: data.name })} consequence={t("group.member.leave.text")} triggerLabel={t("group.member.leave")} triggerTone="quiet" initiallyOpen={mine}>
                          {() => <LeaveForm row={row} form={mine ? acted : freshForm({ to: data.today })} />}
                        </ConfirmDialog>
                      );
                    },
                  },
                ]
              : []),
          ]}
          empty={<EmptyState icon={<Building2 aria-hidden size={20} />} title={t("group.members.none")} />}
        />
      </Card>
      {data.mayEdit ? (
        <>
          <Card title={t("group.member.add")}>
            <JoinForm form={formOf("join", freshForm({ from: data.today }))} departments={data.departments} />
          </Card>
          <Card title={t("group.edit")}>
            <GroupForm form={formOf("save", data.form)} isNew={false} />
          </Card>
          <div>
            <ConfirmDialog title={t("archive.title", { name: data.name })} consequence={t("group.archive.text")} triggerLabel={t("group.archive.act")}>
              {() => (
                <TypedFormFrame form={freshForm()}>
                  <TypedSubmit intent="archive" tone="danger">
                    {t("group.archive.act")}
                  </TypedSubmit>
                </TypedFormFrame>
              )}
            </ConfirmDialog>
          </div>
        </>
      ) : null}
    </Page>
  );
}

function JoinForm({ form, departments }: { readonly form: TypedForm; readonly departments: readonly TypedChoice[] }) {
  const t = useT("organisation");
  const common = useT("common");
  return (
    <TypedFormFrame form={form} className="max-w-2xl">
      <TypedSelect form={form} name="departmentId" label={common("department")} choices={departments} placeholder="–" />
      <div className="grid gap-4 sm:grid-cols-2">
        <TypedText form={form} name="from" type="date" label={t("post.from")} />
        <TypedText form={form} name="to" type="date" label={t("post.to")} hint={t("post.to.hint")} />
      </div>
      <div>
        <TypedSubmit intent="join">{t("group.member.save")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}

function LeaveForm({ row, form }: { readonly row: GroupData["members"][number]; readonly form: TypedForm }) {
  const t = useT("organisation");
  return (
    <TypedFormFrame form={form}>
      <input type="hidden" name="departmentId" value={row.departmentId} />
      <input type="hidden" name="from" value={row.from} />
      <TypedText form={form} name="to" type="date" label={t("post.end.day")} />
      <TypedSubmit intent="leave" tone="danger">
        {t("group.member.leave.act")}
      </TypedSubmit>
    </TypedFormFrame>
  );
}
