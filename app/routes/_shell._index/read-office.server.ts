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
import { loadRuns } from "#db/queries/runs.server.ts";
import { countAudit } from "#db/queries/audit-pages.server.ts";
import { isTrouble } from "#app/domain/schedule/job-health.ts";
import { readJobStandings } from "#app/operations/job-standings.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

const SHOWN = 6;
const DAY_MS = 86_400_000;

/** What an office waits for: closing, pay, corrections, jobs, the log. Each part is null for those whom it does not concern. */
export async function readOffice(context: AppContext, viewer: Viewer, facts: PageFacts) {
  const { store } = context;
  const { actor } = viewer;
  const role = { hr: holdsRole(actor, "hr"), arbiter: holdsRole(actor, "arbiter"), director: holdsRole(actor, "director"), admin: holdsRole(actor, "admin"), auditor: holdsRole(actor, "auditor") };
  const [periods, runs, plans, corrections, disputes, jobs, imports, audit, departments, calendars, confirmed] = await Promise.all([
    role.hr || role.arbiter || role.auditor || role.director ? loadPeriods(store) : [],
    can(actor, "run.read") ? loadRuns(store, 30) : [],
    can(actor, "run.read") ? loadPlans(store) : [],
    role.arbiter ? countPendingCorrections(store) : [],
    role.arbiter ? loadOpenDisputes(store, "all", SHOWN) : [],
    role.admin || role.arbiter ? readJobStandings(store, facts.now) : [],
    role.admin || role.arbiter ? recentImports(store, SHOWN) : [],
    role.auditor ? countAudit(store, facts.now - DAY_MS) : null,
    role.arbiter ? loadDepartments(store, "all") : [],
    role.arbiter ? loadCalendars(store) : [],
    role.arbiter ? loadConfirmedYears(store) : [],
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
    // From 1 October on somebody has to look the next year over.
    unconfirmed: {
      year: Number(facts.today.slice(0, 4)) + 1,
      names: calendars.filter((row) => yearToConfirm(row.spec.tz, facts.today, new Set(confirmed.filter((one) => one.calendarId === row.calendarId).map((one) => one.year))) !== null).map((row) => nameIn(row.name, facts.locale)),
    },
  };
}

export type Office = Awaited<ReturnType<typeof readOffice>>;
