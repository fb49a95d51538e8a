import type { Actor } from "#app/domain/access/actor.ts";
import { mayEver } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { compileCalendar, type Calendar } from "#app/domain/calendar/calendar.ts";
import { workingMsBetween } from "#app/domain/calendar/working-time.ts";
import { nameIn } from "#app/domain/names.ts";
import { departmentTree, type DepartmentTree } from "#app/domain/organisation/department-tree.ts";
import { explainChange } from "#app/domain/score/explain-change.ts";
import { payPeriodName } from "#app/domain/score/pay-period-months.ts";
import type { ScoreResult } from "#app/domain/score/scorecard.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { personName } from "#app/format/person-name.ts";
import { groupBy } from "#app/operations/agreement-book.server.ts";
import { forecastPayout } from "#app/operations/forecast-payout.server.ts";
import { keptBriefly } from "#app/operations/kept-briefly.server.ts";
import { liveScorecards } from "#app/operations/live-scorecards.server.ts";
import { missingMeasures, readKept } from "#app/operations/read-kept.server.ts";
import { readPath } from "#app/operations/read-path.server.ts";
import { readSlack } from "#app/operations/read-slack.server.ts";
import { readWaitingAgreements } from "#app/operations/waiting-agreements.server.ts";
import { listAgreements, loadGroupMembersOn, loadObligationLines, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { countToAccept, countUndelivered, loadExpected, loadOpenDisputes, loadOpenRequests, loadToAccept, loadUrgentTasks, type TaskSide, type UrgentTask } from "#db/queries/home.server.ts";
import { loadPeople, loadPosts, type PostRow } from "#db/queries/people.server.ts";
import { loadOpenInvitations } from "#db/queries/ratings.server.ts";
import { loadOpenRounds } from "#db/queries/survey-rounds.server.ts";
import { loadPublishedLines } from "#db/queries/runs.server.ts";
import { loadScorecardsOf } from "#db/queries/scorecards.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { waitingForYes } from "#app/web/waiting-entries.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

const SHOWN = 6;
const MOST_ENTRIES = 50;
const SOON_MS = 4 * 24 * 3_600_000;
const EXPECTED_MS = 30 * 24 * 3_600_000;
/** Months before this one whose record stands beside a promised date. */
const HONEST_MONTHS = [1, 2, 3];

/** What one works on, waits for and should rate: the part of Home that follows from departments and tasks. */
export async function readOwnWork(context: AppContext, viewer: Viewer, facts: PageFacts) {
  const { store } = context;
  const { now, today, locale } = facts;
  const { actor } = viewer;
  const [departments, everything] = await Promise.all([loadDepartments(store), loadDepartments(store, "all")]);
  const names = new Map(everything.map((row) => [row.id, nameIn(row.name, locale)]));
  const leads = [...new Set([...actor.headOf, ...actor.deputyOf.map((deputy) => deputy.departmentId)])];
  // The head of everything sees departments on the scorecards, not a hundred tasks of others.
  const isTop = leads.length > 0 && departments.every((row) => leads.includes(row.id));
  const clients = isTop ? [] : leads.length > 0 ? leads : actor.memberOf;
  const tree = departmentTree(departments);
  const own = nearestDepartments(actor, tree);
  const period = facts.organisation ? payPeriodName(facts.month, facts.organisation.payPeriod) : facts.month;
  const side: TaskSide = leads.length > 0 && !isTop ? { providerIds: leads } : { assigneeId: actor.personId };
  const clock = await workingClock(context, departments);

  // Whoever leads has the days ahead in the agenda: beside it only what is in danger or late.
  const [urgent, counts, forecast, slack, path, owed, owedCounts, toAccept, acceptCount, invitations, lines, disputes, entries, rounds] = await Promise.all([
    loadUrgentTasks(store, side, now, leads.length > 0 ? now : now + SOON_MS, SHOWN),
    countUndelivered(store, side, now),
    keptBriefly(store, `forecast ${actor.personId} ${period}`, now, () => forecastPayout(store, actor.personId, now)),
    facts.organisation && !isTop ? readSlack(store, own.slice(0, 1), period, now) : [],
    isTop ? null : readPath(store, own, { today, month: addMonths(facts.month, -1) }, now),
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
  const standIns = owed.length > 0 ? standInsOf(await loadPosts(store, today), tree) : () => ({ heads: [], deputies: [] });
  const answering = owed.flatMap((task) => [...standIns(task.providerId).heads, ...standIns(task.providerId).deputies]);
  const wanted = [...new Set([...[...urgent, ...owed].flatMap((task) => task.assigneeId ?? []), ...answering])];
  const people = new Map((wanted.length > 0 ? await loadPeople(store, wanted) : []).map((row) => [row.id, personName(row, locale)]));
  const shown = (task: UrgentTask) => ({
    id: task.id, title: task.title, number: task.externalId, provider: names.get(task.providerId) ?? "", client: names.get(task.clientId) ?? "", state: task.state, outcome: task.outcome,
    assignee: task.assigneeId ? (people.get(task.assigneeId) ?? null) : null,
    dueAt: task.dueAt,
    workingMs: task.dueAt === null ? null : clock(task.providerId, task.dueAt, now),
  });
  return {
    leads: leads.length > 0 && !isTop,
    leadIds: isTop ? [] : leads,
    urgent: urgent.map(shown),
    counts,
    owed: owed.map((task) => ({ ...shown(task), ...responsibleFor(task, standIns(task.providerId), people) })),
    owedCounts,
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
    forecast,
    period,
    slack: slack.length > 0 || own.length > 0 ? slack : null,
    path: path && path.map((step) => ({ id: step.departmentId, name: names.get(step.departmentId) ?? "", volume: step.volume })),
    score: await readScore(context, own, departments, facts),
    mayRequest: mayEver(actor, "task.request") && ownDepartments(actor).length > 0,
  };
}

/** The headed department itself, not the teams below it; a member's nearest department first. */
export function nearestDepartments({ headOf, memberOf }: Pick<Actor, "headOf" | "memberOf">, tree: DepartmentTree): readonly string[] {
  const own = headOf.filter((id) => !headOf.some((other) => other !== id && tree.withBelow(other).includes(id)));
  return own.length > 0 ? own : [...memberOf].sort((a, b) => tree.pathUp(b).length - tree.pathUp(a).length);
}

interface StandIns {
  readonly heads: readonly string[];
  readonly deputies: readonly string[];
}

/** Heads and deputies of a department today, or of the next one above that has any. */
function standInsOf(posts: readonly PostRow[], tree: DepartmentTree): (departmentId: string) => StandIns {
  const held = (departmentId: string, post: "head" | "deputy") => tree.pathUp(departmentId).map((id) => posts.filter((row) => row.departmentId === id && row.post === post).map((row) => row.personId)).find((ids) => ids.length > 0) ?? [];
  return (departmentId) => ({ heads: held(departmentId, "head"), deputies: held(departmentId, "deputy") });
}

/** Who is responsible for what is owed, and who is asked when that person is away. */
function responsibleFor(task: UrgentTask, { heads, deputies }: StandIns, people: ReadonlyMap<string, string>) {
  const responsible = task.assigneeId ?? heads[0] ?? null;
  const substitute = [...deputies, ...heads].find((id) => id !== responsible) ?? null;
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id) ?? null));
  return { responsible: nameOf(responsible), substitute: nameOf(substitute) };
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
  const months = HONEST_MONTHS.map((back) => addMonths(facts.month, -back));
  const kept = await readKept(store, months, missingMeasures([...byKey.values()]), [...new Set(found.map((row) => row.obligationKey))]);
  return found.flatMap((row) => {
    const line = byKey.get(row.obligationKey);
    if (!line) return [];
    const provider = departments.find((department) => department.id === providers.get(line.agreementId));
    return [{ key: row.obligationKey, agreementId: line.agreementId, name: nameIn(line.name, facts.locale), provider: provider ? nameIn(provider.name, facts.locale) : "", dueAt: row.dueAt, kept: kept.sum([row.obligationKey]) }];
  });
}

/** The own department's score so far and what moved it most since its last frozen scorecard. */
async function readScore(context: AppContext, wanted: readonly string[], departments: Awaited<ReturnType<typeof loadDepartments>>, facts: PageFacts) {
  if (!facts.organisation) return null;
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
