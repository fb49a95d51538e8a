import { decideReorganisation } from "#app/domain/organisation/decide-reorganisation.ts";
import type { ReorganisationFault } from "#app/domain/organisation/decide-reorganisation.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { newId } from "#db/new-id.server.ts";
import { findDepartment } from "#db/queries/catalogue.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { countAgreed, expectAgreed } from "#db/queries/negotiation.server.ts";
import { archiveDepartmentRow, endGroupMember, endPost, insertGroupMember } from "#db/queries/organisation.server.ts";
import { insertPlaces, loadPlaces, updatePlace } from "#db/queries/people-writes.server.ts";
import { touchPeriods } from "#db/queries/periods.server.ts";
import {
  findReorganisation, insertDepartmentPast, insertSuccessions, loadDueReorganisations, passOpenMatters, passProduct, passRequests, passTask, setDepartmentName, setParent, updateReorganisation,
} from "#db/queries/reorganisations.server.ts";
import type { ReorganisationRow } from "#db/queries/reorganisations.server.ts";
import { insertEvents } from "#db/queries/tasks.server.ts";
import type { NewTaskEvent } from "#db/queries/tasks.server.ts";
import { askToJudge } from "#db/queries/verdicts.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { continuedTexts } from "./continued-texts.server.ts";
import { openPartyBook } from "./negotiating-person.server.ts";
import { notices, notify } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";
import { loadReorganisationState } from "./reorganisation-state.server.ts";
import { tasksOfDepartments } from "./tasks-of-departments.server.ts";

export type CarriedOut = Result<{ readonly counts: Readonly<Record<string, number>> }, ReorganisationFault | "not_planned" | "changed_meanwhile">;

/**
 * Carries out a planned reorganisation whose day has come, by the organisation as it stands now, in one transaction. Everything that
 * is dated takes effect on the day itself; closed months are never touched.
 */
export async function carryOutReorganisation(ctx: OperationContext, id: string): Promise<CarriedOut> {
  const { store, now } = ctx;
  const row = await findReorganisation(store, id);
  if (!row || row.state !== "planned") return refused("not_planned");
  const { plan } = row;
  const first = await loadReorganisationState(store, plan, now);
  if (plan.on > first.today) return refused("not_planned");
  // Counted before the ranks are looked at: a text that is agreed meanwhile makes the unit stale.
  const providers = [...new Set(decideReorganisation(first.state, plan).effects.continued.map((one) => one.providerId))].sort();
  const agreed = await Promise.all(providers.map((id) => countAgreed(store, id)));
  const loaded = await loadReorganisationState(store, plan, now);
  const { faults, effects } = decideReorganisation(loaded.state, plan);
  if (faults.length > 0) return faults[0]!;

  const department = (await findDepartment(store, plan.departmentId))!;
  const all = await loadDepartments(store, "all");
  const nameOf = new Map(all.map((one) => [one.id, one.name]));
  const [texts, places, judged] = await Promise.all([
    continuedTexts(ctx, effects),
    loadPlaces(store),
    // The tree as it was and the successors: whatever was asked since the day may fall under another promise.
    plan.kind === "rename" ? [] : tasksOfDepartments(store, [...new Set([...departmentTree(all).withBelow(plan.departmentId), ...effects.successorIds])], plan.on),
  ]);
  const placeById = new Map(places.map((one) => [one.id, one]));
  const taskById = new Map(loaded.tasks.map((one) => [one.id, one]));
  const events = effects.tasks.map(({ id: taskId, toId }): NewTaskEvent => ({
    taskId, seq: taskById.get(taskId)!.seq + 1, id: `reorganisation-${row.id}`, type: "handed_over", occurredAt: Math.max(loaded.at, taskById.get(taskId)!.requestedAt), receivedAt: now, sourceOrder: 0,
    payload: { teamId: toId }, actorId: null, source: "portal", batchId: null,
  }));
  const months = loaded.periods.filter((one) => (one.state === "open" || one.state === "review") && one.month >= plan.on.slice(0, 7)).map((one) => one.month);
  const past = [
    ...effects.parents.map((one) => ({ departmentId: one.id, until: plan.on, parentId: one.before, name: nameOf.get(one.id) ?? {}, reorganisationId: row.id })),
    ...(plan.kind === "rename" ? [{ departmentId: plan.departmentId, until: plan.on, parentId: department.parentId, name: department.name, reorganisationId: row.id }] : []),
  ];
  const counts = {
    people: effects.places.length, posts: effects.posts.length, products: effects.products.length, agreements: effects.continued.length, ended: effects.dropped.length,
    tasks: effects.tasks.length, departments: effects.parents.length, groups: effects.groupEnds.length,
  };
  const tell = await notices(store, await toldOf(ctx, row, texts.agreements, loaded.today), now);
  try {
    await store.writeAll(
      (w) => [
        updateReorganisation(store, w, row, { state: "done", doneAt: now, counts, stuck: null }),
        ...touchPeriods(store, w, months),
        ...providers.flatMap((id, index) => expectAgreed(store, w, id, agreed[index]!)),
        ...insertDepartmentPast(store, w, past),
        ...(plan.kind === "rename" && plan.name ? [setDepartmentName(store, w, plan.departmentId, plan.name)] : []),
        ...effects.parents.map((one) => setParent(store, w, one)),
        ...effects.places.map((one) => updatePlace(store, w, { id: one.id, to: one.before }, { to: one.endsOn })),
        ...insertPlaces(store, w, effects.places.map((one) => ({ ...placeById.get(one.id)!, id: newId(), departmentId: one.toDepartmentId, from: one.from, to: one.to }))),
        ...effects.posts.map((one) => endPost(store, w, { id: one.id, to: one.before }, one.to)),
        ...effects.products.map((one) => passProduct(store, w, { ...one, fromId: plan.departmentId }, now)),
        ...effects.groupEnds.map(({ endsOn, ...one }) => endGroupMember(store, w, one, endsOn)),
        ...effects.groupBegins.map((one) => insertGroupMember(store, w, one)),
        ...texts.build(store, w),
        ...effects.tasks.map(({ id: taskId, toId }) => {
          const task = taskById.get(taskId)!;
          return passTask(store, w, task, { providerId: toId, askedProviderId: task.askedProviderId ?? (task.requestedAt < loaded.at ? plan.departmentId : null) });
        }),
        ...insertEvents(store, w, events),
        ...(effects.isDissolved
          ? [
              ...(effects.successorIds[0] === undefined ? [] : passRequests(store, w, plan.departmentId, effects.successorIds[0], loaded.at)),
              ...passOpenMatters(store, w, plan.departmentId, effects.successorIds[0] ?? null, now),
              ...insertSuccessions(store, w, effects.successorIds.map((successorId, position) => ({ departmentId: plan.departmentId, successorId, from: plan.on, position }))),
              archiveDepartmentRow(store, w, plan.departmentId, now),
            ]
          : []),
        ...askToJudge(store, w, judged, -now),
        ...tell(w),
      ],
      { at: now, actor: ctx.actor, action: "reorganisation.carry_out", entity: "department", entityId: plan.departmentId, details: { reorganisation: row.id, kind: plan.kind, on: plan.on, successors: effects.successorIds, before: { name: department.name, parentId: department.parentId }, counts } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ counts });
}

/** Both sides of every agreement that runs on are asked to confirm it; the heads concerned hear that it is done. */
async function toldOf(ctx: OperationContext, row: ReorganisationRow, agreements: Awaited<ReturnType<typeof continuedTexts>>["agreements"], today: string): Promise<Notification[]> {
  const { store } = ctx;
  const departments = await loadDepartments(store);
  const parties = await openPartyBook(store, departments, departmentTree(departments), today);
  const asked = agreements.flatMap((agreement) =>
    [...new Set((["provider", "client"] as const).flatMap((side) => parties.speakersOf(agreement, side)))].map(
      (personId): Notification => ({ kind: "agreement_runs_on", personId, refs: { agreementId: agreement.id, versionId: agreement.versionId, number: String(agreement.number) }, about: agreement.id }),
    ),
  );
  const heads = headsOf(parties, [row.departmentId, ...row.plan.successorIds]);
  return [...asked, ...heads.map((personId): Notification => ({ kind: "reorganisation_done", personId, refs: { departmentId: row.departmentId, reorganisationId: row.id, to: row.on }, about: row.id }))];
}

/** Who speaks for departments: their heads, or those above them. */
export function headsOf(parties: Awaited<ReturnType<typeof openPartyBook>>, departmentIds: readonly string[]): string[] {
  return [...new Set(departmentIds.flatMap((id) => parties.speakersOf({ providerId: id, clientKind: "everyone", clientDepartmentId: null, clientGroupId: null }, "provider")))];
}

/** Carries out what is due. What stands in the way is noted once at its reorganisation, and its author is told; the next run tries again. */
export async function carryOutDue(ctx: OperationContext): Promise<{ readonly done: number; readonly stuck: number }> {
  const { store, now } = ctx;
  const organisation = await loadOrganisation(store);
  const count = { done: 0, stuck: 0 };
  if (!organisation) return count;
  for (const row of await loadDueReorganisations(store, localDateOf(zoneOf(organisation.zone), now))) {
    const carried = await carryOutReorganisation(ctx, row.id);
    if (carried.ok) {
      count.done += 1;
      continue;
    }
    count.stuck += 1;
    if (carried.code === "changed_meanwhile" || row.stuck === carried.code) continue;
    await noteStuck(ctx, row, carried);
  }
  return count;
}

async function noteStuck(ctx: OperationContext, row: ReorganisationRow, why: Refused): Promise<void> {
  const { store, now } = ctx;
  await store.writeAll((w) => [updateReorganisation(store, w, row, { stuck: why.code })], {
    at: now, actor: ctx.actor, action: "reorganisation.stuck", entity: "department", entityId: row.departmentId, details: { reorganisation: row.id, code: why.code },
  });
  if (row.plannedBy !== null) await notify(store, [{ kind: "reorganisation_stuck", personId: row.plannedBy, refs: { departmentId: row.departmentId, reorganisationId: row.id, to: row.on }, about: `${row.id}:${why.code}` }], now);
}
