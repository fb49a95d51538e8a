import { Form, Link } from "@remix-run/react";
import { MailCheck } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { SettingsTabs, type SettingsPart } from "#app/components/settings-tabs.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { useT } from "#app/i18n/use-t.ts";
import { isMailTemplate, MAIL_TEMPLATES } from "./templates.ts";

const STATES = ["waiting", "sent", "dead", "dropped"] as const;

interface MailShown {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string | null;
  readonly bounces: boolean;
  readonly template: string;
  readonly state: (typeof STATES)[number];
  readonly attempt: number;
  readonly createdAt: number;
  readonly dueAt: number | null;
  readonly sentAt: number | null;
  readonly said: string | null;
}

/** Where every mail is, with the mail server's words about those that do not go out. */
export function MailsView(props: {
  readonly title: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly now: number;
  readonly counts: Readonly<Record<(typeof STATES)[number], number>>;
  readonly bounces: number;
  readonly query: TableQuery;
  readonly total: number;
  readonly rows: readonly MailShown[];
  /** Somebody else tried it again before. */
  readonly isStale: boolean;
}) {
  const { counts, zone, now } = props;
  const t = useT("asking");
  const surveys = useT("surveys");
  const common = useT("common");
  const sentence = [t("mails.sentence.waiting", { count: counts.waiting }), t("mails.sentence.dead", { count: counts.dead }), t("mails.sentence.bounces", { count: props.bounces })].join("; ");
  return (
    <Page title={props.title} crumbs={[{ label: surveys("title"), to: "/settings/surveys" }]} sentence={`${sentence}.`} tabs={<SettingsTabs parts={props.parts} current="surveys" />}>
      {props.isStale ? <Notice tone="warning">{surveys("fault.changed_meanwhile")}</Notice> : null}
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("mails")}
          rows={props.rows}
          rowKey={(row) => row.id}
          query={props.query}
          total={props.total}
          searchable
          csvTo="/settings/surveys/mails.csv"
          filters={[
            { name: "state", label: common("state"), options: STATES.map((value) => ({ value, label: t(`mail.state.${value}`) })) },
            { name: "template", label: t("mail.kind"), options: MAIL_TEMPLATES.map((value) => ({ value, label: t(`mail.kind.${value}`) })) },
          ]}
          columns={[
            { id: "person", header: common("person"), sortable: true, cell: (row) => <Link to={`/people/${row.personId}`} className="door">{row.name}</Link> },
            {
              id: "email", header: t("mail.address"),
              cell: (row) => (
                <div className="min-w-0 [overflow-wrap:anywhere]">
                  {row.email ?? "–"}
                  {row.bounces ? <span className="block text-sm text-breach">{t("mail.bounces")}</span> : null}
                </div>
              ),
            },
            { id: "kind", header: t("mail.kind"), cell: (row) => (isMailTemplate(row.template) ? t(`mail.kind.${row.template}`) : row.template) },
            { id: "created", header: t("mail.queued"), sortable: true, cell: (row) => <Time at={row.createdAt} zone={zone} now={now} /> },
            {
              id: "state", header: common("state"),
              cell: (row) => (
                <div>
                  <span className={row.state === "dead" ? "text-breach" : row.state === "dropped" ? "text-muted" : undefined}>{t(`mail.state.${row.state}`)}</span>
                  {row.sentAt === null ? null : <span className="block text-sm text-muted"><Time at={row.sentAt} zone={zone} now={now} /></span>}
                  {row.dueAt === null ? null : <span className="block text-sm text-muted">{t("mail.due")} <Time at={row.dueAt} zone={zone} now={now} /></span>}
                </div>
              ),
            },
            { id: "attempts", header: t("mail.attempts"), sortable: true, align: "end", cell: (row) => row.attempt },
            { id: "said", header: t("mail.said"), cell: (row) => (row.said === null ? "" : <span className="text-sm break-words">{row.said}</span>) },
            {
              id: "act", header: surveys("pause.act"), align: "end",
              cell: (row) =>
                row.state === "dead" ? (
                  <Form method="post">
                    <input type="hidden" name="id" value={row.id} />
                    <Button tone="quiet" size="small" aria-label={t("mail.retryNamed", { name: row.name })}>
                      {t("mail.retry")}
                    </Button>
                  </Form>
                ) : null,
            },
          ]}
          empty={<EmptyState icon={<MailCheck aria-hidden size={20} />} title={t("mails.none")}>{t("mails.none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}
