import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Card } from "#app/components/card.tsx";
import { classNames } from "#app/components/class-names.ts";
import { Figure } from "#app/components/figure.tsx";
import { StandingChip } from "#app/components/jobs/run-table.tsx";
import { WatchList } from "#app/components/relationship/watch-list.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { formatDayShort, formatPeriod, formatPeriodOf } from "#app/format/date.ts";
import { dueSentence } from "#app/format/due.ts";
import { formatInstantExact, formatInstantNear } from "#app/format/instant.ts";
import { formatPercentBp, formatScoreBp, formatScoreChangeBp } from "#app/format/percent.ts";
import { ROUND_PATHS } from "#app/components/open-rounds.tsx";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { RunState } from "#app/components/pay/run-state.tsx";
import type { OwnWork } from "./read-work.server.ts";
import type { Office } from "./read-office.server.ts";

const LONG_LATE_MS = 40 * 3_600_000;

export interface Clock {
  readonly now: number;
  readonly zone: string;
}

/** A card whose rows are doors. `all` leads to the full list. */
export function HomeCard({ title, all, empty, children }: { readonly title: ReactNode; readonly all?: { readonly to: string; readonly label: string }; readonly empty?: string; readonly children?: ReactNode }) {
  return (
    <Card
      title={title}
      aside={
        all ? (
          <Link to={all.to} className="font-medium text-accent hover:underline">
            {all.label}
          </Link>
        ) : undefined
      }
      flush
    >
      {empty ? <p className="px-4 py-4 text-muted">{empty}</p> : <ul className="divide-y divide-line">{children}</ul>}
    </Card>
  );
}

export function HomeRow({ to, title, detail, aside, tone }: { readonly to: string; readonly title: ReactNode; readonly detail?: ReactNode; readonly aside?: ReactNode; readonly tone?: "late" }) {
  return (
    <li>
      {/* On a phone the detail runs below both, so that a chip never squeezes it into a narrow column. */}
      <Link to={to} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2 hover:bg-hover">
        <span className={classNames("font-medium text-pretty sm:line-clamp-2", aside ? "" : "col-span-2")}>{title}</span>
        {aside ? <span className={classNames("flex items-center gap-2", detail ? "sm:row-span-2" : "")}>{aside}</span> : null}
        {detail ? <span className={classNames("text-sm text-pretty max-sm:col-span-2", tone === "late" ? "text-breach" : "text-muted")}>{detail}</span> : null}
      </Link>
    </li>
  );
}

function TaskRow({ task, other, clock }: { readonly task: OwnWork["urgent"][number]; readonly other: string; readonly clock: Clock }) {
  const t = useT("home");
  const locale = useLocale();
  const isLate = task.dueAt !== null && task.dueAt < clock.now;
  // After a week the hours say nothing any more, the date does.
  const isLongLate = isLate && (task.workingMs === null || task.workingMs > LONG_LATE_MS);
  const due = task.dueAt === null ? t("noDue") : isLongLate ? t("wasDue", { when: formatInstantNear(task.dueAt, clock.now, clock.zone, locale) }) : dueSentence({ dueAt: task.dueAt, now: clock.now, zone: clock.zone, workingMs: task.workingMs }, locale);
  return (
    <HomeRow
      to={`/work/${task.id}`}
      title={task.title}
      detail={<span title={task.dueAt === null ? undefined : formatInstantExact(task.dueAt, clock.zone, locale)}>{[other, task.assignee, due].filter(Boolean).join("\u00a0· ")}</span>}
      tone={isLate ? "late" : undefined}
      aside={<StateChip state={isLate ? "late" : task.outcome === "at_risk" ? "at_risk" : task.state === "paused" ? "paused" : "running"} size="small" />}
    />
  );
}

/** Late and nearly late work of the department, or one's own. */
export function UrgentCard({ work, clock }: { readonly work: OwnWork; readonly clock: Clock }) {
  const t = useT("home");
  return (
    <HomeCard title={work.leads ? t("atRisk.department") : t("atRisk.own")} all={{ to: work.leads ? "/work?side=provider" : "/work?view=mine", label: t("allOpen", { count: work.counts.open }) }} empty={work.urgent.length === 0 ? t("atRisk.none") : undefined}>
      {work.urgent.map((task) => (
        <TaskRow key={task.id} task={task} other={work.leads ? `→ ${task.client}` : task.client} clock={clock} />
      ))}
    </HomeCard>
  );
}

/** Watched deliveries: those that the own department has a word to say of, or those that it waits for. */
export function WatchedCard({ rows, side, clock }: { readonly rows: OwnWork["toSay"]; readonly side: "provider" | "client"; readonly clock: Clock }) {
  const t = useT("watch");
  const common = useT("common");
  if (rows.length === 0) return null;
  return (
    <Card title={t(`home.${side}`)} aside={<Link to={`/work/watched?side=${side}`} className="font-medium text-accent hover:underline">{common("all")}</Link>} flush>
      <WatchList rows={rows.map((row) => ({ ...row, other: side === "provider" ? `→ ${row.client}` : row.provider }))} clock={clock} />
    </Card>
  );
}

/** What others owe this department: open requests, then deliveries to accept and those expected by calendar. */
export function OwedCards({ work, clock }: { readonly work: OwnWork; readonly clock: Clock }) {
  const t = useT("home");
  const locale = useLocale();
  const near = (at: number) => formatInstantNear(at, clock.now, clock.zone, locale);
  return (
    <>
      <HomeCard title={t("owedToMe")} all={{ to: "/work?side=client", label: t("allOpen", { count: work.owedCounts.open }) }} empty={work.owed.length === 0 ? t("owed.none") : undefined}>
        {work.owed.map((task) => (
          <TaskRow key={task.id} task={task} other={task.provider} clock={clock} />
        ))}
      </HomeCard>
      {work.toAccept.length > 0 ? (
        <HomeCard title={t("toAccept")} all={{ to: "/work?side=client&state=delivered", label: t("all", { count: work.acceptCount }) }}>
          {work.toAccept.map((task) => (
            <HomeRow key={task.id} to={`/work/${task.id}`} title={task.title} detail={`${task.provider} · ${t("silence", { when: near(task.acceptUntil) })}`} aside={<span className="text-sm font-medium text-accent">{t("accept")}</span>} />
          ))}
        </HomeCard>
      ) : null}
      {work.expected.length > 0 ? (
        <HomeCard title={t("expected")}>
          {work.expected.map((row) => (
            <HomeRow key={row.key + row.dueAt} to={`/agreements/${row.agreementId}#${row.key}`} title={row.name} detail={row.provider} aside={<span className="figures text-sm text-muted" title={formatInstantExact(row.dueAt, clock.zone, locale)}>{near(row.dueAt)}</span>} />
          ))}
        </HomeCard>
      ) : null}
    </>
  );
}

/** The score so far: a forecast, with what moved it most. */
export function ScoreCard({ score }: { readonly score: NonNullable<OwnWork["score"]> }) {
  const t = useT("home");
  const locale = useLocale();
  const { mover } = score;
  return (
    <Card title={t("score.title", { department: score.department, period: formatPeriod(score.period, locale) })} aside={t("forecast")}>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <Figure to={`/scorecards/${score.departmentId}?period=${score.period}`} label={t("score")} className="text-xl font-semibold tracking-tight">
          {formatScoreBp(score.scoreBp, locale)}
        </Figure>
        {score.changeBp !== null && score.previous ? <span className="figures text-muted">{t("score.change", { change: formatScoreChangeBp(score.changeBp, locale), period: formatPeriodOf(score.previous, locale) })}</span> : null}
      </p>
      {mover ? (
        <p className="mt-1 text-muted">
          {t(mover.changeBp < 0 ? "mover.down" : "mover.up", { what: mover.line ? `${mover.line} → ${mover.client}` : t("mover.ratings", { client: mover.client }), points: formatScoreChangeBp(mover.changeBp, locale) })}
        </p>
      ) : null}
    </Card>
  );
}

/** Decisions and small things that wait for this person. */
export function WaitingCard({ work, office }: { readonly work: OwnWork; readonly office: Office }) {
  const t = useT("home");
  const locale = useLocale();
  const negotiation = useT("negotiation");
  const calendars = useT("calendars");
  const surveys = useT("rounds");
  const [first] = work.agreements;
  const rows = [
    first ? (
      <HomeRow
        key="agreements"
        to={work.agreements.length === 1 ? `/agreements/${first.agreementId}/versions/${first.number}` : "/inbox"}
        title={negotiation("wait.answer", { count: work.agreements.length })}
        detail={work.agreements.map((row) => row.pair).join("; ")}
        aside={first.answerBy ? <span className="figures text-sm text-muted">{negotiation("inbox.answer", { date: formatDayShort(first.answerBy, locale) })}</span> : null}
      />
    ) : null,
    work.entries.length > 0 ? (
      <HomeRow
        key="entries"
        to={work.entries.length === 1 ? `/work/${work.entries[0]!.taskId}` : "/inbox#entries"}
        title={t("wait.entries", { count: work.entries.length })}
        detail={[...new Set(work.entries.map((row) => row.title))].slice(0, 3).join("; ")}
      />
    ) : null,
    work.toRate > 0 ? <HomeRow key="rate" to="/rate" title={t("wait.rate", { count: work.toRate })} /> : null,
    ...work.rounds.map((round) => <HomeRow key={round.survey} to={ROUND_PATHS[round.survey]} title={surveys(`inbox.${round.survey}`, { quarter: formatPeriod(round.quarter, locale) })} />),
    work.inbox > 0 ? <HomeRow key="inbox" to="/inbox" title={t("wait.inbox", { count: work.inbox })} /> : null,
    work.disputes.length > 0 ? <HomeRow key="disputes" to="/work/disputes" title={t("wait.disputes", { count: work.disputes.length })} /> : null,
    office.periods && office.periods.toClose > 0 && office.role.arbiter ? <HomeRow key="close" to="/periods" title={t("wait.close", { count: office.periods.toClose })} /> : null,
    office.toApprove > 0 ? <HomeRow key="approve" to="/pay/runs" title={t("wait.approve", { count: office.toApprove })} /> : null,
    office.corrections && office.corrections.total > 0 ? <HomeRow key="corrections" to="/periods/corrections" title={t("wait.corrections", { count: office.corrections.total })} /> : null,
    office.disputes && office.disputes.length > 0 ? <HomeRow key="decide" to="/work/disputes" title={t("wait.decide", { count: office.disputes.length })} /> : null,
    office.unconfirmed.names.length > 0 ? <HomeRow key="calendars" to="/calendars" title={calendars("unconfirmed", { count: office.unconfirmed.names.length, year: office.unconfirmed.year, names: office.unconfirmed.names.join("; ") })} /> : null,
    office.jobs && office.jobs.troubles > 0 ? <HomeRow key="jobs" to="/settings/jobs" title={t("wait.jobs", { count: office.jobs.troubles })} /> : null,
    work.lastBonus ? <HomeRow key="bonus" to="/pay" title={t("lastBonus", { period: formatPeriod(work.lastBonus.period, locale) })} aside={work.lastBonus.payoutBp === null ? null : <span className="figures">{formatPercentBp(work.lastBonus.payoutBp, locale)}</span>} /> : null,
  ].filter(Boolean);
  return (
    <HomeCard title={t("waiting")} empty={rows.length === 0 ? t("waiting.none") : undefined}>
      {rows}
    </HomeCard>
  );
}

/** Periods that are not closed, runs, jobs and imports: what an office looks at. */
export function OfficeCards({ office, clock }: { readonly office: Office; readonly clock: Clock }) {
  const t = useT("home");
  const settings = useT("settings");
  const locale = useLocale();
  const near = (at: number) => formatInstantNear(at, clock.now, clock.zone, locale);
  return (
    <>
      {office.periods ? (
        <HomeCard title={office.role.hr ? t("readyToPay") : t("periods")} all={{ to: "/periods", label: t("allPeriods") }} empty={office.periods.unclosed.length === 0 ? t("periods.none") : undefined}>
          {office.periods.unclosed.map((row) => (
            <HomeRow
              key={row.month}
              to={`/periods/${row.month}`}
              title={<span className="inline-block first-letter:uppercase">{formatPeriod(row.month, locale)}</span>}
              detail={[
                row.state === "open" ? t("periodEnds", { when: near(row.endsAt) }) : row.state === "review" && row.reviewEndsAt !== null ? t(row.reviewEndsAt > clock.now ? "reviewEnds" : "reviewEnded", { when: near(row.reviewEndsAt) }) : null,
                row.unmeasurable > 0 ? t("gaps", { count: row.unmeasurable }) : null,
              ].filter(Boolean).join(" · ")}
              aside={<StateChip state={row.state} size="small" />}
            />
          ))}
        </HomeCard>
      ) : null}
      {office.runs ? (
        <HomeCard title={t("runs")} all={{ to: "/pay/runs", label: t("allRuns") }} empty={office.runs.length === 0 ? t("runs.none") : undefined}>
          {office.runs.map((run) => (
            <HomeRow key={run.id} to={`/pay/runs/${run.id}`} title={`${run.plan}, ${formatPeriod(run.period, locale)}`} detail={t("runPeople", { count: run.people })} aside={<RunState state={run.state} size="small" />} />
          ))}
        </HomeCard>
      ) : null}
      {office.jobs ? (
        <HomeCard title={t("jobs")} all={{ to: "/settings/jobs", label: t("allJobs") }} empty={office.jobs.newest.length === 0 ? t("jobs.none") : undefined}>
          {office.jobs.newest.map((run) => (
            <HomeRow key={run.job} to={`/settings/jobs/${run.job}`} title={settings(`job.${run.job}`)} detail={near(run.startedAt)} aside={<StandingChip standing={run.standing} />} />
          ))}
        </HomeCard>
      ) : null}
      {office.imports ? (
        <HomeCard title={t("imports")} all={{ to: "/work/import", label: t("allImports") }} empty={office.imports.length === 0 ? t("imports.none") : undefined}>
          {office.imports.map((row) => (
            <HomeRow
              key={row.id}
              to={`/work/import/${row.id}`}
              title={row.fileName}
              detail={`${near(row.startedAt)} · ${t("importRows", { count: row.rows })}${row.quarantined > 0 ? ` · ${t("quarantined", { count: row.quarantined })}` : ""}`}
              aside={<StateChip state={row.state === "stopped" ? "paused" : row.state} size="small" />}
            />
          ))}
        </HomeCard>
      ) : null}
      {office.audit === null ? null : (
        <HomeCard title={t("audit")}>
          <HomeRow to="/settings/audit" title={t("auditDay", { count: office.audit })} />
        </HomeCard>
      )}
    </>
  );
}
