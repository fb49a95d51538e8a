import { Link } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { JobWhen } from "#app/components/jobs/job-when.tsx";
import { RunDuration, RunResult, RunTable, StandingChip, type ShownRun } from "#app/components/jobs/run-table.tsx";
import { Page } from "#app/components/page.tsx";
import { SettingsTabs, type SettingsPart } from "#app/components/settings-tabs.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import type { JobStanding } from "#app/domain/schedule/job-health.ts";
import type { PortalJob, PortalWhen } from "#app/domain/schedule/portal-jobs.ts";
import { useT } from "#app/i18n/use-t.ts";

interface JobShown {
  readonly job: PortalJob;
  readonly standing: JobStanding;
  readonly when: PortalWhen;
  readonly next: number;
  readonly last: Pick<ShownRun, "state" | "startedAt" | "finishedAt" | "counts" | "error"> | null;
}

/** Every job with how it stands, and the runs of all of them. */
export function JobsView(props: {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly jobs: readonly JobShown[];
  readonly rows: readonly ShownRun[];
  readonly query: TableQuery;
  readonly total: number;
  readonly now: number;
  readonly zone: string;
}) {
  const { zone, now } = props;
  const t = useT("settings");
  const words = useT("jobs");
  const backups = useT("backups");
  const dash = <span className="text-faint">–</span>;
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SettingsTabs parts={props.parts} />} width="full">
      <Card
        title={t("schedule")}
        flush
        aside={
          <Link to="/settings/backups" className="font-medium text-accent hover:underline">
            {backups("title")}
          </Link>
        }
      >
        <DataTable
          label={t("schedule")}
          rows={props.jobs}
          rowKey={(row) => row.job}
          rowTo={(row) => `/settings/jobs/${row.job}`}
          columns={[
            { id: "job", header: t("job"), cell: (row) => t(`job.${row.job}`) },
            { id: "when", header: t("when"), cell: (row) => <JobWhen when={row.when} /> },
            { id: "state", header: words("standing"), cell: (row) => <StandingChip standing={row.standing} /> },
            { id: "last", header: t("lastRun"), cell: (row) => (row.last ? <Time at={row.last.startedAt} zone={zone} now={now} /> : dash) },
            { id: "duration", header: t("duration"), cell: (row) => (row.last ? <RunDuration run={row.last} /> : dash), align: "end" },
            { id: "result", header: t("result"), cell: (row) => (row.last ? <RunResult run={row.last} /> : dash) },
            { id: "next", header: t("nextRun"), cell: (row) => (row.standing === "paused" ? dash : <Time at={row.next} zone={zone} now={now} />) },
          ]}
          empty={null}
        />
      </Card>
      <Card title={t("runs")} id="runs" flush>
        <RunTable rows={props.rows} query={props.query} total={props.total} zone={zone} jobs={props.jobs.map((one) => one.job)} csvTo="/settings/jobs.csv" />
      </Card>
    </Page>
  );
}
