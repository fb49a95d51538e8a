import { Clock3 } from "lucide-react";
import { DataTable, type Column } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { StateChip, type ShownState } from "#app/components/state-chip.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import type { JobStanding } from "#app/domain/schedule/job-health.ts";
import type { PortalJob } from "#app/domain/schedule/portal-jobs.ts";
import { formatRun } from "#app/format/duration.ts";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { RUN_SPANS, RUN_STATES, type RunState } from "./run-filters.ts";

export interface ShownRun {
  readonly job: string;
  readonly slot: number;
  readonly state: RunState;
  /** Marked as running, but its lease ran out and nobody took it over. */
  readonly isAbandoned: boolean;
  readonly attempt: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly error: string | null;
  /** Name of the person who asked for it. */
  readonly askedBy: string | null;
}

const RUN_LOOKS: Readonly<Record<RunState, ShownState>> = { waiting: "pending", running: "running", done: "done", failed: "failed", stopped: "stopped" };
const STANDING_LOOKS: Readonly<Record<JobStanding, ShownState>> = { stuck: "failed", failing: "failed", late: "late", paused: "paused", waiting: "pending", running: "running", well: "done" };

/** How a job stands, as a chip. */
export function StandingChip({ standing }: { readonly standing: JobStanding }) {
  return <StateChip state={STANDING_LOOKS[standing]} word={useT("jobs")(`standing.${standing}`)} size="small" />;
}

/** What a run did in numbers, or why it did not. */
export function RunResult({ run }: { readonly run: Pick<ShownRun, "state" | "error" | "counts"> }) {
  const t = useT("settings");
  const locale = useLocale();
  if (run.error) return <span className="text-breach wrap-anywhere">{run.error}</span>;
  if (run.state === "waiting" || run.state === "running") return <span className="text-faint">–</span>;
  const counted = Object.entries(run.counts ?? {}).filter(([, n]) => n !== 0);
  return <>{counted.length > 0 ? counted.map(([name, n]) => `${t(`did.${name}` as Key<"settings">, { defaultValue: name })} ${formatCount(n, locale)}`).join(", ") : t("did.nothing")}</>;
}

export function RunDuration({ run }: { readonly run: Pick<ShownRun, "startedAt" | "finishedAt"> }) {
  const locale = useLocale();
  return <>{run.finishedAt === null ? "–" : formatRun(run.finishedAt - run.startedAt, locale)}</>;
}

/** Runs of one job or of all, with filters, pages and a file. */
export function RunTable({ rows, query, total, zone, jobs, csvTo }: { readonly rows: readonly ShownRun[]; readonly query: TableQuery; readonly total: number; readonly zone: string; readonly jobs?: readonly PortalJob[]; readonly csvTo: string }) {
  const t = useT("settings");
  const words = useT("jobs");
  const common = useT("common");
  const job: Column<ShownRun> = { id: "job", header: t("job"), cell: (row) => t(`job.${row.job as PortalJob}`, { defaultValue: row.job }) };
  return (
    <DataTable
      label={t("runs")}
      rows={rows}
      rowKey={(row) => `${row.job} ${row.slot}`}
      query={query}
      total={total}
      csvTo={csvTo}
      filters={[
        ...(jobs ? [{ name: "job", label: t("job"), options: jobs.map((value) => ({ value, label: t(`job.${value}`) })) }] : []),
        { name: "state", label: common("state"), options: RUN_STATES.map((value) => ({ value, label: words(`run.${value}`) })) },
        { name: "span", label: t("span"), options: RUN_SPANS.map((value) => ({ value, label: t(`span.${value}`) })) },
      ]}
      columns={[
        ...(jobs ? [job] : []),
        { id: "slot", header: t("slot"), cell: (row) => <Time at={row.slot} zone={zone} />, sortable: true, explain: t("slot.explain") },
        { id: "state", header: common("state"), cell: (row) => <StateChip state={row.isAbandoned ? "failed" : RUN_LOOKS[row.state]} word={row.isAbandoned ? words("run.abandoned") : words(`run.${row.state}`)} size="small" /> },
        { id: "askedBy", header: words("askedBy"), cell: (row) => row.askedBy ?? words("bySchedule") },
        { id: "attempt", header: t("attempt"), cell: (row) => row.attempt, align: "end" },
        { id: "duration", header: t("duration"), cell: (row) => <RunDuration run={row} />, align: "end" },
        { id: "result", header: t("result"), cell: (row) => <RunResult run={row} /> },
      ]}
      empty={<EmptyState icon={<Clock3 aria-hidden size={20} />} title={t("runs.none")}>{t("runs.none.text")}</EmptyState>}
    />
  );
}
