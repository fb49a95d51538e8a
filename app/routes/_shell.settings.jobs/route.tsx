import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Clock3 } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { LongRun } from "./long-run.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { SettingsTabs } from "#app/components/settings-tabs.tsx";
import { isShownState, StateChip } from "#app/components/state-chip.tsx";
import { readTableQuery, type TableSpec } from "#app/components/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { can } from "#app/domain/access/can.ts";
import { nextSlot } from "#app/domain/schedule/job-schedule.ts";
import { PORTAL_JOBS, type PortalJob } from "#app/domain/schedule/portal-jobs.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { formatRun } from "#app/format/duration.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { listJobRuns, loadNewestRuns } from "#db/queries/home.server.ts";
import { z } from "zod";
import { steerJob } from "#app/operations/steer-job.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { actingContext, doneTyped } from "#app/web/typed-form.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";

const STATES = ["running", "done", "failed", "stopped"] as const;
const NAMES: readonly PortalJob[] = PORTAL_JOBS.map((one) => one.job);
const steerSchema = z.strictObject({ act: z.enum(["stop", "resume"]), job: z.enum(NAMES as [PortalJob, ...PortalJob[]]), slot: z.coerce.number().int() });
const SPEC: TableSpec<"slot", "job" | "state"> = { sortable: ["slot"], defaultSort: { column: "slot", descending: true }, filters: { job: NAMES, state: STATES }, pageSize: 50 };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "jobs.read");
  const { locale, now, zone } = await readPageFacts(request, context);
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const state = STATES.find((one) => one === query.filters.state) ?? null;
  const [newest, runs] = await Promise.all([loadNewestRuns(context.store), listJobRuns(context.store, { job: query.filters.job ?? null, state, descending: query.sort.descending }, query.pageSize, query.offset)]);
  const t = translateIn(locale, "settings");
  const failed = newest.filter((run) => run.state === "failed").length;
  return json({
    title: t("jobs"),
    sentence: newest.length === 0 ? t("sentence.noRuns") : failed > 0 ? t("sentence.failed", { count: failed }) : t("sentence.jobs"),
    parts: settingsParts(viewer),
    jobs: PORTAL_JOBS.map(({ job, when }) => {
      const last = newest.find((run) => run.job === job) ?? null;
      return { job, when: { ...when }, last, next: nextSlot(when, zoneOf(zone), now) };
    }),
    maySteer: can(viewer.actor, "jobs.run"),
    query, rows: runs.rows, total: runs.total, now, zone: viewer.timeZone,
  });
}

type Shown = Awaited<ReturnType<typeof listJobRuns>>["rows"][number];

/** Stops a running job after its batch, or lets a stopped one go on. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "jobs.run");
  allow(viewer, "jobs.run", {});
  const form = steerSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw fault(400, "bad_request");
  const steered = await steerJob(actingContext(context, viewer), form.data);
  return doneTyped("/settings/jobs", context, { key: steered.ok ? `flash.job.${form.data.act}` : "flash.job.over" });
}

export default function Jobs() {
  const data = useLoaderData<typeof loader>();
  const t = useT("settings");
  const common = useT("common");
  const states = useT("states");
  const locale = useLocale();
  const duration = (run: Shown) => (run.finishedAt === null ? "–" : formatRun(run.finishedAt - run.startedAt, locale));
  const result = (run: Shown) => {
    if (run.error) return <span className="text-breach">{run.error.slice(0, 200)}</span>;
    const counted = Object.entries(run.counts ?? {}).filter(([, n]) => n !== 0);
    return counted.length > 0 ? counted.map(([name, n]) => `${t(`did.${name}` as Key<"settings">, { defaultValue: name })} ${formatCount(n, locale)}`).join(", ") : t("did.nothing");
  };
  const dash = <span className="text-faint">–</span>;
  return (
    <Page title={data.title} sentence={data.sentence} tabs={<SettingsTabs parts={data.parts} />} width="full">
      <Card title={t("schedule")} flush>
        <DataTable
          label={t("schedule")}
          rows={data.jobs}
          rowKey={(row) => row.job}
          rowTo={(row) => `?job=${row.job}#runs`}
          columns={[
            { id: "job", header: t("job"), cell: (row) => <span title={row.job}>{t(`job.${row.job}`)}</span> },
            { id: "when", header: t("when"), cell: (row) => <span className="whitespace-nowrap">{row.when.type === "every" ? t(row.when.minutes === 1 ? "when.everyMinute" : "when.every", { count: row.when.minutes }) : t("when.daily", { at: row.when.at })}</span> },
            { id: "state", header: t("lastState"), cell: (row) => (row.last && isShownState(row.last.state) ? <StateChip state={row.last.state} size="small" /> : dash) },
            { id: "last", header: t("lastRun"), cell: (row) => (row.last ? <Time at={row.last.startedAt} zone={data.zone} now={data.now} /> : dash) },
            { id: "duration", header: t("duration"), cell: (row) => (row.last ? duration(row.last) : dash), align: "end" },
            { id: "result", header: t("result"), cell: (row) => (row.last ? result(row.last) : dash) },
            { id: "next", header: t("nextRun"), cell: (row) => <Time at={row.next} zone={data.zone} now={data.now} /> },
          ]}
          empty={null}
        />
      </Card>
      {data.jobs.flatMap(({ job, last }) => (last ? [<LongRun key={job} run={last} name={t(`job.${job}`)} maySteer={data.maySteer} zone={data.zone} now={data.now} />] : []))}
      <Notice>
        {t("runNow")} <code className="rounded-sm bg-canvas px-1.5 py-0.5 font-mono text-sm">npm run -s concord -- jobs run NAME</code>
      </Notice>
      <Card title={t("runs")} id="runs" flush>
        <DataTable
          label={t("runs")}
          rows={data.rows}
          rowKey={(row) => `${row.job} ${row.slot}`}
          query={data.query}
          total={data.total}
          filters={[
            { name: "job", label: t("job"), options: data.jobs.map(({ job }) => ({ value: job, label: t(`job.${job}`) })) },
            { name: "state", label: common("state"), options: STATES.map((value) => ({ value, label: states(value) })) },
          ]}
          columns={[
            { id: "job", header: t("job"), cell: (row) => t(`job.${row.job as PortalJob}`) },
            { id: "slot", header: t("slot"), cell: (row) => <Time at={row.slot} zone={data.zone} />, sortable: true, explain: t("slot.explain") },
            { id: "state", header: common("state"), cell: (row) => (isShownState(row.state) ? <StateChip state={row.state} size="small" /> : row.state) },
            { id: "attempt", header: t("attempt"), cell: (row) => row.attempt, align: "end" },
            { id: "duration", header: t("duration"), cell: duration, align: "end" },
            { id: "result", header: t("result"), cell: result },
          ]}
          empty={<EmptyState icon={<Clock3 aria-hidden size={20} />} title={t("runs.none")}>{t("runs.none.text")}</EmptyState>}
        />
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
