import { DEPUTY_SCOPES } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { nameIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { formatDay } from "#app/format/date.ts";
import { listOf } from "#app/format/list.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readAgreements, type AgreementSummary } from "#app/operations/read-agreements.server.ts";
import { openObligationSpeaker } from "#app/operations/speak-obligations.server.ts";
import { loadGroupMembersOn, loadGroups } from "#db/queries/agreement-pages.server.ts";
import { countMembers, findDepartment, listPeople, loadMembershipsOf } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { loadDepartmentPast, loadReorganisations, loadSuccessions } from "#db/queries/reorganisations.server.ts";
import { sayPlan } from "#app/web/reorganisation-words.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { maySayTo } from "#app/web/voice-access.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

const SHOWN_PEOPLE = 50;

/** A department with who is in it and what it promises and is promised; agreements only as far as the viewer may read them. */
export async function readDepartmentPage(id: string, context: AppContext, viewer: Viewer, facts: PageFacts) {
  const { store } = context;
  const { locale, today } = facts;
  const department = await findDepartment(store, id);
  if (!department) throw fault(404, "not_found");
  const [departments, everything, plans, past, successions, posts, members, listed, groupMembers, speaker, groups] = await Promise.all([
    loadDepartments(store), loadDepartments(store, "all"), loadReorganisations(store), loadDepartmentPast(store), loadSuccessions(store), loadPosts(store, today), countMembers(store, today),
    listPeople(store, { search: "", sort: { column: "name", descending: false }, departmentIds: [id], date: today, limit: SHOWN_PEOPLE, offset: 0 }),
    loadGroupMembersOn(store, today), openObligationSpeaker(store, locale), loadGroups(store),
  ]);
  const tree = departmentTree(departments);
  const own = posts.filter((post) => post.departmentId === id);
  const holders = new Map((await loadPeople(store, own.map((post) => post.personId))).map((row) => [row.id, row]));
  const memberships = await loadMembershipsOf(store, listed.rows.map((row) => row.id));
  const at = { today, months: [facts.month] };
  const groupIds = groupMembers.filter((row) => tree.pathUp(id).includes(row.departmentId)).map((row) => row.groupId);
  // Everyone's agreements are everybody's; of the others a stranger sees those with the own departments.
  const readable = can(viewer.actor, "agreement.read", { partyIds: [id] });
  const mine = ownDepartments(viewer.actor);
  const [given, received] = (
    await Promise.all([readAgreements(store, { side: "given", departmentIds: [id] }, at, () => []), readAgreements(store, { side: "received", departmentIds: [id], groupIds }, at, () => [])])
  ).map((rows) => rows.filter((row) => readable || row.client.kind === "everyone" || mine.includes(row.provider.id) || mine.includes(row.client.id ?? ""))) as [AgreementSummary[], AgreementSummary[]];
  const everyone = translateIn(locale, "agreements")("everyone");
  const heads = own.filter((row) => row.post === "head").flatMap((row) => (holders.has(row.personId) ? [holders.get(row.personId)!] : []));
  const t = translateIn(locale, "organisation");
  /** "X for Y": in whose place the deputy may do what, and until when. */
  const standsFor = (post: (typeof own)[number]) => {
    const scope = listOf(DEPUTY_SCOPES.filter((one) => post.scope.includes(one)).map((one) => t(`scope.${one}`)), locale) || t("actsFor.noScope");
    const head = heads.map((row) => personName(row, locale)).join(", ") || "–";
    return post.to === null ? t("actsFor", { head, scope }) : t("actsFor.until", { head, scope, day: formatDay(post.to, locale) });
  };
  const name = (departmentId: string) => nameIn(everything.find((row) => row.id === departmentId)?.name ?? {}, locale);
  const words = translateIn(locale, "reorganisation");
  const pairDoor = (providerId: string, clientId: string) => (can(viewer.actor, "agreement.read", { partyIds: [providerId, clientId] }) ? `/relationships/${providerId}/${clientId}` : null);
  const ended = plans.find((row) => row.departmentId === id && row.state === "done" && department.archivedAt !== null && (row.kind === "merge" || row.kind === "split" || row.kind === "close"));
  return {
    endedOn: ended ? { day: formatDay(ended.on, locale), successors: ended.plan.successorIds.map((one) => ({ id: one, name: name(one) })) } : null,
    former: successions.filter((row) => row.successorId === id).map((row) => ({ id: row.departmentId, name: name(row.departmentId), day: formatDay(row.from, locale) })),
    earlierNames: past.filter((row) => row.departmentId === id && nameIn(row.name, locale) !== nameIn(department.name, locale)).map((row) => words("department.named", { name: nameIn(row.name, locale), day: formatDay(row.until, locale) })),
    planned: plans.filter((row) => row.state === "planned" && (row.departmentId === id || row.plan.successorIds.includes(id))).map((row) => words("department.planned", { day: formatDay(row.on, locale), what: sayPlan(row.plan, name, locale) })),
    id, code: department.code, name: nameIn(department.name, locale), isTeam: department.isTeam,
    parent: department.parentId ? { id: department.parentId, name: name(department.parentId) } : null,
    calendar: speaker.calendarOf(id),
    isArchived: department.archivedAt !== null,
    maySay: department.archivedAt === null && !department.isTeam && maySayTo(viewer.actor, id),
    mayEdit: department.archivedAt === null && can(viewer.actor, "department.edit"),
    heads: heads.map((row) => ({ id: row.id, name: personName(row, locale) })),
    deputies: own.filter((row) => row.post === "deputy").flatMap((row) => (holders.has(row.personId) ? [{ id: row.personId, name: personName(holders.get(row.personId)!, locale), standsFor: standsFor(row) }] : [])),
    groups: groups.filter((row) => groupMembers.some((member) => member.groupId === row.id && member.departmentId === id)).map((row) => ({ id: row.id, name: nameIn(row.name, locale) })),
    teams: departments.filter((row) => row.parentId === id).map((row) => ({ id: row.id, name: nameIn(row.name, locale), isTeam: row.isTeam, people: members.find((member) => member.departmentId === row.id)?.people ?? 0 })),
    total: listed.total,
    people: listed.rows.map((row) => {
      const membership = memberships.find((one) => one.personId === row.id && one.departmentId === id && one.from <= today && (one.to === null || today < one.to));
      return { id: row.id, name: personName(row, locale), position: membership ? nameIn(membership.position, locale) : "", fte: membership?.fte ?? "1" };
    }),
    readable,
    showsAgreements: readable || given.length + received.length > 0,
    given: given.map((row) => ({ id: row.id, pair: row.client.kind === "department" && row.client.id ? pairDoor(id, row.client.id) : null, side: row.client.name ? nameIn(row.client.name, locale) : everyone, obligations: row.obligations, state: row.standing.state, kept: row.kept })),
    received: received.map((row) => ({ id: row.id, pair: row.client.kind === "everyone" ? null : pairDoor(row.provider.id, id), side: nameIn(row.provider.name, locale), obligations: row.obligations, state: row.standing.state, kept: row.kept })),
    mayReadScores: can(viewer.actor, "scorecard.read", { departmentIds: [id] }),
    month: facts.month,
  };
}

export type DepartmentPage = Awaited<ReturnType<typeof readDepartmentPage>>;
