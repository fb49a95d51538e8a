import { can } from "#app/domain/access/can.ts";
import { holdsRole } from "#app/domain/access/actor.ts";
import { yearToConfirm } from "#app/domain/calendar/confirm-year.ts";
import { nameIn } from "#app/domain/names.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadConfirmedYears } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { countPendingCorrections, countUnmeasurable, loadOpenDisputes } from "#db/queries/home.server.ts";
import { recentImports } from "#db/queries/imports.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { loadPlans } from "#db/queries/plans.server.ts";
import { loadDepartmentLinks, loadRuns } from "#db/queries/runs.server.ts";
import type { AuditAction } from "#db/audit-actions.ts";
import { countAudit, countAuditActions } from "#db/queries/audit-pages.server.ts";
import { countBounces, countMails } from "#db/queries/mail-states.server.ts";
import type { Store } from "#db/store.ts";
import { isTrouble } from "#app/domain/schedule/job-health.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { sumKept } from "#app/domain/score/kept-share.ts";
import { payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { keptPromises } from "#app/domain/score/score-summary.ts";
import { listCopies } from "#app/operations/backups/backup-files.server.ts";
import { findFairness } from "#app/operations/find-fairness.server.ts";
import { keptBriefly } from "#app/operations/kept-briefly.server.ts";
import { liveScorecards } from "#app/operations/live-scorecards.server.ts";
import { readyToPay } from "#app/operations/ready-to-pay.server.ts";
import { readJobStandings } from "#app/operations/job-standings.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

const SHOWN = 6;
const LOOK_BACK_MS = 30 * DAY_MS;
/** Departments named by their score. */
const LOWEST = 3;

/** What an office waits for: closing, pay, corrections, jobs, the log. Each part is null for those whom it does not concern. */
export async function readOffice(context: AppContext, viewer: Viewer, facts: PageFacts) {
  const { store } = context;
  const { actor } = viewer;
  const role = { hr: holdsRole(actor, "hr"), arbiter: holdsRole(actor, "arbiter"), director: holdsRole(actor, "director"), admin: holdsRole(actor, "admin"), auditor: holdsRole(actor, "auditor") };
  const quarter = facts.organisation ? payPeriodName(facts.month, facts.organisation.payPeriod) : null;
  const [periods, runs, plans, corrections, disputes, jobs, imports, audit, looks, departments, calendars, confirmed, ready, flags, health, company] = await Promise.all([
    role.hr || role.arbiter || role.auditor || role.director ? loadPeriods(store) : [],
    can(actor, "run.read") ? loadRuns(store, 30) : [],
    can(actor, "run.read") ? loadPlans(store) : [],
    role.arbiter ? countPendingCorrections(store) : [],
    role.arbiter ? loadOpenDisputes(store, "all", SHOWN) : [],
    role.admin || role.arbiter ? readJobStandings(store, facts.now) : [],
    role.admin || role.arbiter ? recentImports(store, SHOWN) : [],
    role.auditor ? countAudit(store, facts.now - DAY_MS) : null,
    role.auditor ? keptBriefly(store, "audit looks", facts.now, () => countAuditActions(store, facts.now - LOOK_BACK_MS, WORTH_A_LOOK)) : [],
    role.arbiter || role.director ? loadDepartments(store, "all") : [],
    role.arbiter ? loadCalendars(store) : [],
    role.arbiter ? loadConfirmedYears(store) : [],
    can(actor, "scenario.read") && (role.hr || role.director) ? keptBriefly(store, "ready to pay", facts.now, () => readyToPay(store, facts.now)) : null,
    can(actor, "fairness.read") && role.arbiter && quarter ? keptBriefly(store, `fairness ${quarter}`, facts.now, async () => (await findFairness(store, quarter)).length) : null,
    role.admin ? readHealth(context, facts.now) : null,
    role.director && quarter ? readCompany(store, quarter, facts.now) : null,
  ]);
  const unclosed = periods.filter((row) => row.state !== "closed");
  const gaps = role.arbiter ? await countUnmeasurable(store, unclosed.map((row) => row.month)) : [];
  const planNames = new Map(plans.map((row) => [row.id, nameIn(row.name, facts.locale)]));
  const departmentNames = new Map(departments.map((row) => [row.id, nameIn(row.name, facts.locale)]));
  return {
    role,
    periods:
      role.hr || role.arbiter || role.auditor || role.director
        ? {
            unclosed: unclosed.map((row) => ({ month: row.month, state: row.state, endsAt: row.to, reviewEndsAt: row.reviewEndsAt, unmeasurable: gaps.find((gap) => gap.period === row.month)?.n ?? 0 })),
            lastClosed: periods.filter((row) => row.state === "closed").at(-1)?.month ?? null,
            // Past its cut-off and not closed: somebody has to act.
            toClose: unclosed.filter((row) => row.to <= facts.now).length,
          }
        : null,
    runs: can(actor, "run.read")
      ? runs
          .filter((row) => row.state !== "exported")
          .slice(0, SHOWN)
          .map((row) => ({ id: row.id, plan: planNames.get(row.planId) ?? "", period: row.period, state: row.state, people: row.people }))
      : null,
    toApprove: role.hr || role.director ? runs.filter((row) => row.state === "submitted").length : 0,
    corrections: role.arbiter ? { total: corrections.reduce((sum, row) => sum + row.n, 0) } : null,
    disputes: role.arbiter ? disputes.map((row) => ({ ...row, department: departmentNames.get(row.departmentId) ?? "" })) : null,
    jobs: role.admin || role.arbiter ? { troubles: jobs.filter((row) => isTrouble(row.standing)).length, newest: jobs.flatMap(({ job, standing, newest }) => (newest ? [{ job, standing, startedAt: newest.startedAt }] : [])) } : null,
    imports: role.admin || role.arbiter ? imports.map((row) => ({ id: row.id, fileName: row.fileName, source: row.source, state: row.state, startedAt: row.startedAt, rows: row.rows, quarantined: row.quarantined })) : null,
    audit,
    looks,
    quarter,
    ready,
    flags,
    health,
    company: company && { ...company, lowest: company.lowest.map((row) => ({ ...row, name: departmentNames.get(row.departmentId) ?? "" })) },
    // From 1 October on somebody has to look the next year over.
    unconfirmed: {
      year: Number(facts.today.slice(0, 4)) + 1,
      names: calendars.filter((row) => yearToConfirm(row.spec.tz, facts.today, new Set(confirmed.filter((one) => one.calendarId === row.calendarId).map((one) => one.year))) !== null).map((row) => nameIn(row.name, facts.locale)),
    },
  };
}

/** Entries of the log that change what was agreed, judged or paid, or who may do so: what an auditor looks at first. */
export const WORTH_A_LOOK = [
  "agreement.impose", "correction.approve", "dispute.excuse", "dispute.correct", "dispute.void_answer", "excuse.lay", "coefficient.set", "held.release", "role.grant", "factor.remove", "account.end_sessions",
] as const satisfies readonly AuditAction[];

/** Copies, mails and addresses: whether the portal itself is well. */
async function readHealth({ store, dataDir }: AppContext, now: number) {
  const [mails, bounces] = await Promise.all([keptBriefly(store, "mails", now, () => countMails(store)), countBounces(store)]);
  const copies = store.dialect === "sqlite" ? listCopies(dataDir) : null;
  const checked = copies?.find((one) => one.check !== null) ?? null;
  return { copy: checked?.check ? { takenAt: checked.manifest?.takenAt ?? checked.check.checkedAt, fault: checked.check.fault !== null } : null, hasCopies: copies !== null, failed: mails.dead, waiting: mails.waiting, bounces };
}

/** How the company keeps its promises in a pay period, and who has the lowest scores. */
async function readCompany(store: Store, period: string, now: number) {
  const { cards } = await liveScorecards(store, period, now);
  const links = await loadDepartmentLinks(store);
  const own = [...cards].filter(([id]) => links.find((row) => row.id === id)?.isTeam === false);
  const kept = own.map(([, card]) => keptPromises(card.shown));
  return {
    kept: sumKept(kept.map((one) => ({ kept: one.conforming, of: one.base, bp: null }))),
    departments: own.length,
    lowest: own.flatMap(([departmentId, card]) => (card.shown.scoreBp === null ? [] : [{ departmentId, scoreBp: card.shown.scoreBp }])).sort((a, b) => a.scoreBp - b.scoreBp).slice(0, LOWEST),
  };
}

export type Office = Awaited<ReturnType<typeof readOffice>>;
