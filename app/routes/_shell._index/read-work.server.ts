import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { compileCalendar, type Calendar } from "#app/domain/calendar/calendar.ts";
import { workingMsBetween } from "#app/domain/calendar/working-time.ts";
import { nameIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { explainChange } from "#app/domain/score/explain-change.ts";
import { payPeriodName } from "#app/domain/score/pay-period-months.ts";
import type { ScoreResult } from "#app/domain/score/scorecard.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { personName } from "#app/format/person-name.ts";
import { groupBy } from "#app/operations/agreement-book.server.ts";
import { liveScorecards } from "#app/operations/live-scorecards.server.ts";
import { readWaitingAgreements } from "#app/operations/waiting-agreements.server.ts";
import { listAgreements, loadGroupMembersOn, loadObligationLines, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { countToAccept, countUndelivered, loadExpected, loadOpenDisputes, loadOpenRequests, loadToAccept, loadUrgentTasks, type TaskSide, type UrgentTask } from "#db/queries/home.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadOpenWatches } from "#db/queries/watches.server.ts";
import { loadOpenInvitations } from "#db/queries/ratings.server.ts";
import { loadOpenRounds } from "#db/queries/survey-rounds.server.ts";
import { loadPublishedLines } from "#db/queries/runs.server.ts";
import { loadScorecardsOf } from "#db/queries/scorecards.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { waitingForYes } from "#app/web/waiting-entries.server.ts";
import { watchLines } from "#app/web/watch-lines.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

const SHOWN = 6;
const MOST_ENTRIES = 50;
const SOON_MS = 4 * 24 * 3_600_000;
const EXPECTED_MS = 30 * 24 * 3_600_000;

/** What one works on, waits for and should rate: the part of Home that follows from departments and tasks. */
export async function readOwnWork(context: AppContext, viewer: Viewer, facts: PageFacts) {
  const { store } = context;
  const { now, today, locale } = facts;
  const { actor } = viewer;
  const [departments, everything] = await Promise.all([loadDepartments(store), loadDepartments(store, "all")]);
  const names = new Map(everything.map((row) => [row.id, nameIn(row.name, locale)]));
  const leads = [...new Set([...actor.headOf, ...actor.deputyOf.map((deputy) => deputy.departmentId)])];
  // The head of everything sees departments on the scorecards, not a hundred tasks of others.
  const isTop = departments.some((row) => row.parentId === null && leads.includes(row.id));
  const clients = isTop ? [] : leads.length > 0 ? leads : [];
  const side: TaskSide = leads.length > 0 && !isTop ? { providerIds: leads } : { assigneeId: actor.personId };
  const clock = await workingClock(context, departments);

  const [urgent, counts, owed, owedCounts, toAccept, acceptCount, invitations, lines, disputes, entries, rounds] = await Promise.all([
    loadUrgentTasks(store, side, now, now + SOON_MS, SHOWN),
    countUndelivered(store, side, now),
    clients.length > 0 ? loadOpenRequests(store, clients, SHOWN) : [],
    clients.length > 0 ? countUndelivered(store, { clientIds: clients }, now) : { open: 0, late: 0, atRisk: 0 },
    clients.length > 0 ? loadToAccept(store, clients, now, SHOWN) : [],
    clients.length > 0 ? countToAccept(store, clients, now) : 0,
    loadOpenInvitations(store, actor.personId, now),
    loadPublishedLines(store, actor.personId, 1),
    leads.length > 0 && !isTop ? loadOpenDisputes(store, leads, SHOWN) : [],
    isTop ? [] : waitingForYes(store, actor, MOST_ENTRIES),
    loadOpenRounds(store, actor.personId, now),
  ]);
  const own = new Set(ownDepartments(actor));
  const watched = await watchLines(store, await loadOpenWatches(store, isTop ? [] : leads.length > 0 ? leads : ownDepartments(actor)), now, locale);
  const people = new Map((await loadPeople(store, [...new Set([...urgent, ...owed].flatMap((task) => task.assigneeId ?? []))])).map((row) => [row.id, personName(row, locale)]));
  const shown = (task: UrgentTask) => ({
    id: task.id, title: task.title, number: task.externalId, provider: names.get(task.providerId) ?? "", client: names.get(task.clientId) ?? "", state: task.state, outcome: task.outcome,
    assignee: task.assigneeId ? (people.get(task.assigneeId) ?? null) : null,
    dueAt: task.dueAt,
    workingMs: task.dueAt === null ? null : clock(task.providerId, task.dueAt, now),
  });
  return {
    leads: leads.length > 0 && !isTop,
    urgent: urgent.map(shown),
    counts,
    owed: owed.map(shown),
    owedCounts,
    // What is watched: to be said by the own department, and what it is told.
    toSay: watched.filter((row) => own.has(row.providerId)).slice(0, SHOWN),
    toHear: watched.filter((row) => !own.has(row.providerId)).slice(0, SHOWN),
    toAccept: toAccept.map((task) => ({ ...task, provider: names.get(task.providerId) ?? "" })),
    acceptCount,
    expected: await readExpected(context, clients.length > 0 ? clients : [], departments, facts),
    entries: entries.map((row) => ({ taskId: row.taskId, title: row.title })),
    agreements: await readWaitingAgreements(store, actor, today, locale),
    // A client review waits as one page.
    toRate: invitations.filter((row) => row.survey === "transactional").length,
    rounds: rounds.filter(({ asked }) => asked.state === "open").map(({ round }) => ({ survey: round.survey, quarter: round.quarter, closesAt: round.closesAt })),
    inbox: viewer.inboxCount,
    lastBonus: lines[0] ? { period: lines[0].period, payoutBp: lines[0].payoutBp } : null,
    disputes: disputes.map((row) => ({ ...row, department: names.get(row.departmentId) ?? "" })),
    score: await readScore(context, viewer, departments, facts),
    departments: ownDepartments(actor).length,
    today,
  };
}

/** Working time to a due instant by the provider's calendar; null where it has none. Negative time is lateness. */
async function workingClock(context: AppContext, departments: Awaited<ReturnType<typeof loadDepartments>>) {
  const byId = new Map(departments.map((row) => [row.id, row]));
  const specs = new Map((await loadCalendars(context.store)).map((row) => [row.calendarId, row.spec]));
  const tree = departmentTree(departments);
  const compiled = new Map<string, Calendar>();
  return (departmentId: string, dueAt: number, now: number): number | null => {
    const calendarId = tree.pathUp(departmentId).map((id) => byId.get(id)?.calendarId).find((id) => id);
    const spec = calendarId ? specs.get(calendarId) : undefined;
    if (!calendarId || !spec) return null;
    const calendar = compiled.get(calendarId) ?? compileCalendar(spec);
    compiled.set(calendarId, calendar);
    return Math.abs(workingMsBetween(calendar, now, dueAt));
  };
}

/** Deliveries that frequency obligations expect for departments in the next weeks. */
async function readExpected(context: AppContext, clientIds: readonly string[], departments: Awaited<ReturnType<typeof loadDepartments>>, facts: PageFacts) {
  if (clientIds.length === 0) return [];
  const { store } = context;
  const members = await loadGroupMembersOn(store, facts.today);
  const agreements = await listAgreements(store, { side: "received", departmentIds: clientIds, groupIds: members.filter((row) => clientIds.includes(row.departmentId)).map((row) => row.groupId) });
  const ids = agreements.map((row) => row.id);
  const [lines, versions] = await Promise.all([loadObligationLines(store, ids), loadVersionHeads(store, ids)]);
  const inForce = new Set([...groupBy(versions, (row) => row.agreementId).values()].flatMap((group) => agreementStanding(group, facts.today)?.version.id ?? []));
  const byKey = new Map(lines.filter((line) => line.kind === "frequency" && inForce.has(line.versionId)).map((line) => [line.key, line]));
  const providers = new Map(agreements.map((row) => [row.id, row.providerId]));
  const found = await loadExpected(store, [...byKey.keys()], facts.now, facts.now + EXPECTED_MS, SHOWN);
  return found.flatMap((row) => {
    const line = byKey.get(row.obligationKey);
    if (!line) return [];
    const provider = departments.find((department) => department.id === providers.get(line.agreementId));
    return [{ key: row.obligationKey, agreementId: line.agreementId, name: nameIn(line.name, facts.locale), provider: provider ? nameIn(provider.name, facts.locale) : "", dueAt: row.dueAt }];
  });
}

/** The own department's score so far and what moved it most since its last frozen scorecard. */
async function readScore(context: AppContext, viewer: Viewer, departments: Awaited<ReturnType<typeof loadDepartments>>, facts: PageFacts) {
  if (!facts.organisation) return null;
  const tree = departmentTree(departments);
  const { headOf, memberOf } = viewer.actor;
  // The headed department itself, not the teams below it; a member's nearest department first.
  const own = headOf.filter((id) => !headOf.some((other) => other !== id && tree.withBelow(other).includes(id)));
  const wanted = own.length > 0 ? own : [...memberOf].sort((a, b) => tree.pathUp(b).length - tree.pathUp(a).length);
  const period = payPeriodName(facts.month, facts.organisation.payPeriod);
  const { cards } = await liveScorecards(context.store, period, facts.now);
  const departmentId = wanted.find((id) => cards.has(id));
  const shown = departmentId ? cards.get(departmentId)?.shown : undefined;
  if (!departmentId || !shown || shown.scoreBp === null) return null;
  const previous = (await loadScorecardsOf(context.store, departmentId, 6)).find((row) => row.period < period && row.period.includes("Q") === period.includes("Q"));
  const change = previous ? explainChange(previous.content.card.shown, shown) : null;
  const cause = change?.causes.find((one) => one.kind === "obligation" || one.kind === "csat");
  const department = departments.find((row) => row.id === departmentId);
  return {
    departmentId,
    department: department ? nameIn(department.name, facts.locale) : "",
    period,
    scoreBp: shown.scoreBp,
    changeBp: change?.changeBp ?? null,
    previous: previous?.period ?? null,
    mover: cause && (cause.kind === "obligation" || cause.kind === "csat") ? { kind: cause.kind, changeBp: cause.changeBp, ...moverName(shown, previous?.content.card.shown, cause, facts) } : null,
  };
}

function moverName(now: ScoreResult, before: ScoreResult | undefined, cause: { readonly party: string; readonly key?: string }, facts: PageFacts) {
  const client = now.clients.find((row) => row.party === cause.party) ?? before?.clients.find((row) => row.party === cause.party);
  const line = client?.lines.find((row) => row.key === cause.key);
  return { client: client ? nameIn(client.name, facts.locale) : "", line: line ? nameIn(line.name, facts.locale) : null };
}

export type OwnWork = Awaited<ReturnType<typeof readOwnWork>>;
