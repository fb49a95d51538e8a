import { Form } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { SubmitButton } from "#app/components/form.tsx";
import { JobWhen } from "#app/components/jobs/job-when.tsx";
import { LongRun, type WatchedRun } from "#app/components/jobs/long-run.tsx";
import { RunTable, StandingChip, type ShownRun } from "#app/components/jobs/run-table.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { SettingsTabs, type SettingsPart } from "#app/components/settings-tabs.tsx";
import { StepDialog, type StepRefusal } from "#app/components/step-dialog.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { isTrouble, type JobStanding } from "#app/domain/schedule/job-health.ts";
import type { PortalJob, PortalWhen } from "#app/domain/schedule/portal-jobs.ts";
import { useT } from "#app/i18n/use-t.ts";

interface JobPage {
  readonly job: PortalJob;
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly standing: JobStanding;
  readonly next: number;
  readonly schedule: { readonly when: PortalWhen; readonly missed: "newest" | "each"; readonly leaseMinutes: number };
  readonly newest: (WatchedRun & { readonly lastSign: number }) | null;
  readonly pause: { readonly by: string; readonly at: number; readonly reason: string } | null;
  readonly maySteer: boolean;
  readonly rows: readonly ShownRun[];
  readonly query: TableQuery;
  readonly total: number;
  readonly now: number;
  readonly zone: string;
  /** What the last step was refused for. */
  readonly refusal: StepRefusal | null;
}

/** One job: how it stands, what to do about it, and its runs. */
export function JobView(props: JobPage) {
  const { job, title, standing, schedule, newest, pause, refusal, zone, now } = props;
  const t = useT("jobs");
  const settings = useT("settings");
  return (
    <Page title={title} sentence={props.sentence} crumbs={[{ label: settings("jobs"), to: "/settings/jobs" }]} aside={<StandingChip standing={standing} />} action={props.maySteer ? <Steps {...props} /> : null} tabs={<SettingsTabs parts={props.parts} current="jobs" />}>
      {refusal && refusal.step !== "pause" ? <Notice tone="error">{refusal.sentence}</Notice> : null}
      {isTrouble(standing) ? <Notice tone="warning">{t(`todo.${standing as "stuck" | "failing" | "late"}`)}</Notice> : null}
      {pause ? (
        <Notice tone="warning">
          {t("pausedBy", { who: pause.by })} <Time at={pause.at} zone={zone} now={now} />: “{pause.reason}”
        </Notice>
      ) : null}
      {newest ? <LongRun run={newest} name={title} maySteer={props.maySteer} now={now} /> : null}
      <Card title={settings("schedule")}>
        <Facts
          rows={[
            { name: settings("when"), value: <JobWhen when={schedule.when} /> },
            { name: settings("nextRun"), value: pause ? t("notWhilePaused") : <Time at={props.next} zone={zone} now={now} /> },
            { name: t("missed"), value: t(`missed.${schedule.missed}`) },
            { name: t("lease"), value: t("lease.minutes", { count: schedule.leaseMinutes }) },
            ...(newest?.state === "running" ? [{ name: t("lastSign"), value: <Time at={newest.lastSign} zone={zone} now={now} /> }] : []),
            { name: t("code"), value: <code className="font-mono text-sm">{job}</code> },
          ]}
        />
      </Card>
      <Card title={settings("runs")} id="runs" flush>
        <RunTable rows={props.rows} query={props.query} total={props.total} zone={zone} csvTo={`/settings/jobs/${job}.csv`} />
      </Card>
    </Page>
  );
}

/** Run it now; pause it or let it go on. */
function Steps({ title, pause, standing, refusal }: JobPage) {
  const t = useT("jobs");
  if (pause) {
    return (
      <Form method="post">
        <input type="hidden" name="step" value="continue" />
        <SubmitButton>{t("continue")}</SubmitButton>
      </Form>
    );
  }
  return (
    <>
      <StepDialog step="pause" title={t("pause.title", { job: title })} consequence={t("pause.consequence")} trigger={t("pause")} tone="plain" reason={t("pause.reason")} refusal={refusal} />
      {standing === "waiting" || standing === "running" ? null : (
        <Form method="post">
          <input type="hidden" name="step" value="run" />
          <SubmitButton>{t("run")}</SubmitButton>
        </Form>
      )}
    </>
  );
}
