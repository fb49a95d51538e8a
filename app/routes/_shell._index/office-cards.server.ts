import type { ShownState } from "#app/components/state-chip.tsx";
import { MODES } from "#app/domain/agreement/terms.ts";
import { nameIn } from "#app/domain/names.ts";
import type { JobStanding } from "#app/domain/schedule/job-health.ts";
import { capital } from "#app/format/capital.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { formatMoney } from "#app/format/money.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort, formatScoreBp } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { ReadyToPay } from "#app/operations/ready-to-pay.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { HomeCard, HomeRow } from "./card.ts";
import type { Office } from "./read-office.server.ts";

const RUN_LOOKS = { prepared: "draft", submitted: "at_risk", approved: "agreed", published: "delivered", exported: "ended", returned: "returned" } as const satisfies Record<string, ShownState>;
const JOB_LOOKS: Readonly<Record<JobStanding, ShownState>> = { stuck: "failed", failing: "failed", late: "late", paused: "paused", waiting: "pending", running: "running", well: "done" };
/** Months, findings and lines named in one card. */
const NAMED = 5;

/** The parts of Home that belong to offices, each to those whom it concerns, in the order of their urgency. */
export function officeCards(office: Office, facts: PageFacts, zone: string): HomeCard[] {
  const { role } = office;
  return [
    ...(role.hr && office.ready !== null ? [readyCard(office.ready, facts)] : []),
    ...(role.director && office.company && office.quarter ? [companyCard(office.company, office.quarter, facts)] : []),
    ...(role.director ? [moneyCard(office.ready, facts)] : []),
    ...(role.arbiter ? [disputesCard(office, facts, zone), gapsCard(office, facts), flagsCard(office, facts)] : []),
    ...(office.health ? [healthCard(office, facts, zone)] : []),
    ...(office.audit === null ? [] : [lookCard(office, office.audit, facts)]),
    ...(office.periods && !role.hr ? [periodsCard(office.periods, facts, zone)] : []),
    ...(office.runs && !role.director ? [runsCard(office.runs, facts)] : []),
    ...(office.jobs ? [jobsCard(office.jobs, facts, zone)] : []),
    ...(office.imports ? [importsCard(office.imports, facts, zone)] : []),
  ];
}

/** What stands between now and the next payout, each line a door to the page that has all of it. */
function readyCard(ready: ReadyToPay, { locale }: PageFacts): HomeCard {
  const t = translateIn(locale, "week");
  const closing = translateIn(locale, "closing");
  const states = translateIn(locale, "states");
  const to = "/pay/ready";
  const measured = ready.departments.filter((row) => (row.unmeasurableBp ?? 0) > 0).sort((a, b) => (b.unmeasurableBp ?? 0) - (a.unmeasurableBp ?? 0));
  const covered = ready.departments.filter((row) => row.coverageBp !== null).sort((a, b) => (a.coverageBp ?? 0) - (b.coverageBp ?? 0))[0];
  const disputed = ready.departments.filter((row) => row.disputes > 0);
  const withMode = (mode: (typeof MODES)[number]) => ready.departments.filter((row) => modeOf(row.lines) === mode).length;
  return {
    id: "ready", title: t("ready"), all: { to, label: t("ready.all") },
    rows: [
      ...ready.months.slice(0, NAMED).map((month): HomeRow => {
        const name = capital(formatPeriod(month.month, locale), locale);
        const next = month.next ? `${closing(`step.${month.next.step}`)}: ${formatDay(month.next.on, locale)}` : null;
        const pending = month.daysLeft <= 0 && month.pendingItems > 0 ? t("ready.pending", { count: month.pendingItems }) : null;
        return {
          key: month.month, to: `/periods/${month.month}`, title: month.daysLeft > 0 ? t("ready.days", { month: name, count: month.daysLeft }) : t("ready.today", { month: name }), detail: [next, pending].filter(Boolean).join(" · "),
          chip: { state: month.state, word: states(month.state) },
        };
      }),
      { key: "gaps", to, title: t("ready.gaps"), detail: measured[0] ? t("ready.gaps.detail", { count: measured.length, name: nameIn(measured[0].name, locale), share: formatPercentBpShort(measured[0].unmeasurableBp!, locale) }) : t("ready.gaps.none") },
      { key: "disputes", to: "/work/disputes", title: t("ready.disputes"), note: formatCount(disputed.reduce((sum, row) => sum + row.disputes, 0), locale), ...(disputed.length > 0 ? { detail: t("ready.disputes.detail", { count: disputed.length }) } : {}) },
      ...(covered ? [{ key: "coverage", to, title: t("ready.coverage"), detail: t("ready.coverage.detail", { name: nameIn(covered.name, locale) }), note: formatPercentBpShort(covered.coverageBp!, locale) }] : []),
      { key: "mode", to, title: t("ready.mode"), detail: t("ready.mode.detail", { paid: withMode("paid"), trial: withMode("trial"), observe: withMode("observe") }) },
      { key: "people", to, title: t("ready.people"), note: formatCount(ready.withoutPlan.total, locale) },
      ...fundRows(ready, locale),
    ],
    empty: { text: t("ready.none") },
  };
}

/** A department is as far as its furthest line. */
const modeOf = (lines: ReadyToPay["departments"][number]["lines"]) => (lines.paid > 0 ? "paid" : lines.trial > 0 ? "trial" : "observe");

/** The newest run of each plan against its fund, with the people whom it found to lack something. */
function fundRows(ready: ReadyToPay, locale: PageFacts["locale"]): HomeRow[] {
  const t = translateIn(locale, "week");
  const pay = translateIn(locale, "pay");
  const payroll = translateIn(locale, "payroll");
  return ready.funds.map((fund) => {
    const money = (minor: number) => formatMoney(minor, { code: fund.currency, digits: fund.minorDigits }, locale);
    const use = fund.limitMinor === null ? t("ready.fund.none", { amount: money(fund.amountMinor) }) : t("ready.fund.detail", { amount: money(fund.amountMinor), limit: money(fund.limitMinor) });
    return {
      key: fund.runId, to: `/pay/runs/${fund.runId}`, title: `${nameIn(fund.planName, locale)}, ${formatPeriod(fund.period, locale)}`,
      detail: [use, ...fund.gaps.map((gap) => `${payroll(`finding.${gap.kind}`)}: ${formatCount(gap.people, locale)}`)].join(" · "), chip: { state: RUN_LOOKS[fund.state], word: pay(`run.state.${fund.state}`) },
    };
  });
}

function moneyCard(ready: ReadyToPay | null, { locale }: PageFacts): HomeCard {
  const t = translateIn(locale, "week");
  return { id: "money", title: t("money"), all: { to: "/pay/runs", label: t("money.all") }, rows: ready ? fundRows(ready, locale) : [], empty: { text: t("money.none") } };
}

/** How much was kept, and who stands lowest. */
function companyCard(company: NonNullable<Office["company"]>, quarter: string, { locale }: PageFacts): HomeCard {
  const t = translateIn(locale, "week");
  const period = formatPeriod(quarter, locale);
  const { kept } = company;
  return {
    id: "company", title: t("state", { period }), all: { to: `/scorecards?period=${quarter}`, label: t("state.all") },
    ...(kept.bp === null
      ? {}
      : {
          figure: { to: "/map", label: t("state", { period }), text: t("state.kept", { share: formatPercentBpShort(kept.bp, locale) }) },
          lines: [t("state.kept.detail", { kept: formatCount(kept.kept, locale), of: formatCount(kept.of, locale), departments: formatCount(company.departments, locale) })],
        }),
    rows: company.lowest.map((row, index) => ({ key: row.departmentId, to: `/scorecards/${row.departmentId}?period=${quarter}`, title: row.name, ...(index === 0 ? { detail: t("state.low") } : {}), note: formatScoreBp(row.scoreBp, locale) })),
    empty: { text: t("state.none", { period }) },
  };
}

function disputesCard({ disputes }: Office, { locale, now }: PageFacts, zone: string): HomeCard {
  const t = translateIn(locale, "week");
  return {
    id: "disputes", title: t("watch.disputes"), all: { to: "/work/disputes", label: t("watch.disputes.all") },
    rows: (disputes ?? []).map((row) => ({ key: row.id, to: `/work/disputes/${row.id}`, title: row.reason, detail: row.department, note: t("watch.decideBy", { when: formatInstantNear(row.decideBy, now, zone, locale) }), isLate: row.decideBy < now })),
    empty: { text: t("watch.disputes.none") },
  };
}

/** Items without a measure in each month that is not closed. */
function gapsCard({ periods }: Office, { locale }: PageFacts): HomeCard {
  const t = translateIn(locale, "week");
  const home = translateIn(locale, "home");
  const found = (periods?.unclosed ?? []).filter((row) => row.unmeasurable > 0);
  return {
    id: "gaps", title: t("watch.gaps"),
    rows: found.map((row) => ({ key: row.month, to: `/work?period=${row.month}&standing=unmeasurable`, title: capital(formatPeriod(row.month, locale), locale), detail: home("gaps", { count: row.unmeasurable }) })),
    empty: { text: t("watch.gaps.none") },
  };
}

function flagsCard({ flags, quarter }: Office, { locale }: PageFacts): HomeCard {
  const t = translateIn(locale, "week");
  const period = quarter ? formatPeriod(quarter, locale) : "";
  return {
    id: "flags", title: t("watch.flags"), all: { to: "/ratings/fairness", label: t("watch.flags.all") },
    rows: flags ? [{ key: "flags", to: `/ratings/fairness?period=${quarter ?? ""}`, title: t("watch.flags.row", { count: flags, period }) }] : [],
    empty: { text: t("watch.flags.none", { period }) },
  };
}

function healthCard({ health, jobs }: Office, { locale, now }: PageFacts, zone: string): HomeCard {
  const t = translateIn(locale, "week");
  const { copy, hasCopies, failed, waiting, bounces } = health!;
  const troubles = jobs?.troubles ?? 0;
  const copyWords = !hasCopies ? t("health.backup.pg") : copy === null ? t("health.backup.none") : copy.fault ? t("health.backup.fault") : formatInstantNear(copy.takenAt, now, zone, locale);
  return {
    id: "health", title: t("health"),
    rows: [
      { key: "backup", to: "/settings/backups", title: t("health.backup"), detail: copyWords, isLate: copy?.fault ?? false },
      { key: "mails", to: "/settings/jobs/send-mails", title: t("health.mails"), detail: [t("health.mails.detail", { failed: formatCount(failed, locale), waiting: formatCount(waiting, locale) }), ...(bounces > 0 ? [t("health.bounces", { count: bounces })] : [])].join(" · "), isLate: failed > 0 },
      { key: "jobs", to: "/settings/jobs", title: t("health.jobs"), detail: troubles > 0 ? t("health.jobs.trouble", { count: troubles }) : t("health.jobs.well"), isLate: troubles > 0 },
    ],
  };
}

/** Entries that changed what was agreed, judged or paid, or who may. */
function lookCard({ looks }: Office, lastDay: number, { locale }: PageFacts): HomeCard {
  const t = translateIn(locale, "week");
  const audit = translateIn(locale, "audit");
  return {
    id: "look", title: t("look"), all: { to: "/settings/audit", label: t("look.all") }, lines: [t("look.entries", { count: lastDay })],
    rows: looks.map((row) => ({ key: row.action, to: `/settings/audit?action=${row.action}`, title: audit(row.action), note: formatCount(row.n, locale) })),
    empty: { text: t("look.none") },
  };
}

function periodsCard(periods: NonNullable<Office["periods"]>, { locale, now }: PageFacts, zone: string): HomeCard {
  const t = translateIn(locale, "home");
  const states = translateIn(locale, "states");
  const near = (at: number) => formatInstantNear(at, now, zone, locale);
  const when = (row: (typeof periods.unclosed)[number]) =>
    row.state === "open" ? t("periodEnds", { when: near(row.endsAt) }) : row.state === "review" && row.reviewEndsAt !== null ? t(row.reviewEndsAt > now ? "reviewEnds" : "reviewEnded", { when: near(row.reviewEndsAt) }) : null;
  return {
    id: "periods", title: t("periods"), all: { to: "/periods", label: t("allPeriods") }, empty: { text: t("periods.none") },
    rows: periods.unclosed.map((row) => ({
      key: row.month, to: `/periods/${row.month}`, title: capital(formatPeriod(row.month, locale), locale), detail: [when(row), row.unmeasurable > 0 ? t("gaps", { count: row.unmeasurable }) : null].filter(Boolean).join(" · "), chip: { state: row.state, word: states(row.state) },
    })),
  };
}

function runsCard(runs: NonNullable<Office["runs"]>, { locale }: PageFacts): HomeCard {
  const t = translateIn(locale, "home");
  const pay = translateIn(locale, "pay");
  return {
    id: "runs", title: t("runs"), all: { to: "/pay/runs", label: t("allRuns") }, empty: { text: t("runs.none") },
    rows: runs.map((run) => ({ key: run.id, to: `/pay/runs/${run.id}`, title: `${run.plan}, ${formatPeriod(run.period, locale)}`, detail: t("runPeople", { count: run.people }), chip: { state: RUN_LOOKS[run.state], word: pay(`run.state.${run.state}`) } })),
  };
}

function jobsCard(jobs: NonNullable<Office["jobs"]>, { locale, now }: PageFacts, zone: string): HomeCard {
  const t = translateIn(locale, "home");
  const settings = translateIn(locale, "settings");
  const words = translateIn(locale, "jobs");
  return {
    id: "jobs", title: t("jobs"), all: { to: "/settings/jobs", label: t("allJobs") }, empty: { text: t("jobs.none") },
    rows: jobs.newest.map((run) => ({ key: run.job, to: `/settings/jobs/${run.job}`, title: settings(`job.${run.job}`), detail: formatInstantNear(run.startedAt, now, zone, locale), chip: { state: JOB_LOOKS[run.standing], word: words(`standing.${run.standing}`) } })),
  };
}

function importsCard(imports: NonNullable<Office["imports"]>, { locale, now }: PageFacts, zone: string): HomeCard {
  const t = translateIn(locale, "home");
  const states = translateIn(locale, "states");
  return {
    id: "imports", title: t("imports"), all: { to: "/work/import", label: t("allImports") }, empty: { text: t("imports.none") },
    rows: imports.map((row) => {
      const state = row.state === "stopped" ? ("paused" as const) : row.state;
      return {
        key: row.id, to: `/work/import/${row.id}`, title: row.fileName, chip: { state, word: states(state) },
        detail: [formatInstantNear(row.startedAt, now, zone, locale), t("importRows", { count: row.rows }), ...(row.quarantined > 0 ? [t("quarantined", { count: row.quarantined })] : [])].join(" · "),
      };
    }),
  };
}
