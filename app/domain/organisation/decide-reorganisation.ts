import type { GroupSpan } from "../agreement/same-rank.ts";
import { takenProducts } from "../agreement/same-rank.ts";
import type { Refused } from "../refusal.ts";
import { refused } from "../refusal.ts";
import { readDay } from "../time/local-date.ts";
import type { AgreementFacts, Continuations } from "./continue-agreements.ts";
import { continueAgreements, ranked } from "./continue-agreements.ts";
import { departmentTree } from "./department-tree.ts";
import type { Place } from "./place.ts";
import { firstOverlap } from "./place.ts";
import type { ReorganisationPlan } from "./reorganisation.ts";
import { dissolves, successorFor } from "./reorganisation.ts";

export interface DepartmentFacts {
  readonly id: string;
  readonly code: string;
  readonly parentId: string | null;
  readonly isTeam: boolean;
}

export interface HeldPlace extends Place {
  readonly id: string;
  readonly personId: string;
}

export interface HeldPost {
  readonly id: string;
  readonly departmentId: string;
  readonly personId: string;
  readonly from: string;
  readonly to: string | null;
}

/** The organisation as the decision needs it; archived departments and products are not in it. */
export interface OrganisationState {
  /** First local day that no sealed or closed month holds. */
  readonly firstOpenDay: string;
  readonly departments: readonly DepartmentFacts[];
  readonly places: readonly HeldPlace[];
  readonly posts: readonly HeldPost[];
  readonly products: readonly { readonly id: string; readonly providerId: string }[];
  readonly agreements: readonly AgreementFacts[];
  readonly groupMembers: readonly GroupSpan[];
  /** Tasks of the department that somebody still has to finish, or that were asked for since the day. */
  readonly tasks: readonly { readonly id: string; readonly productId: string }[];
}

export type ReorganisationFault =
  | "unknown_department" | "bad_date" | "closed_period" | "unknown_successor" | "into_itself" | "too_few_successors" | "loop" | "successor_is_team" | "no_name" | "unknown_parent" | "parent_is_team"
  | "same_place" | "team_needs_parent" | "people_left" | "tasks_left" | "place_overlap" | "same_rank" | "group_rank";

export interface PlaceMove {
  readonly id: string;
  readonly personId: string;
  /** Where the old place ends; its own first day where it never begins. */
  readonly endsOn: string;
  readonly before: string | null;
  readonly toDepartmentId: string;
  readonly from: string;
  readonly to: string | null;
}

/** Everything that a reorganisation changes, as rows to write and lists to show. */
export interface ReorganisationEffects extends Omit<Continuations, "clashes"> {
  readonly places: readonly PlaceMove[];
  readonly posts: readonly { readonly id: string; readonly personId: string; readonly before: string | null; readonly to: string }[];
  /** `toId` null = it is taken off the catalogue. */
  readonly products: readonly { readonly id: string; readonly toId: string | null }[];
  readonly tasks: readonly { readonly id: string; readonly toId: string }[];
  readonly groupEnds: readonly (GroupSpan & { readonly endsOn: string })[];
  readonly groupBegins: readonly GroupSpan[];
  /** Departments that get another parent, the reorganised one among them when it moves. */
  readonly parents: readonly { readonly id: string; readonly before: string | null; readonly parentId: string | null }[];
  /** Who takes its place, the first one in doubt. */
  readonly successorIds: readonly string[];
  readonly isDissolved: boolean;
}

export interface ReorganisationDecision {
  /** Empty = it can be carried out. */
  readonly faults: readonly Refused<ReorganisationFault>[];
  readonly effects: ReorganisationEffects;
}

const NOTHING: ReorganisationEffects = {
  places: [], posts: [], products: [], tasks: [], groupEnds: [], groupBegins: [], parents: [], successorIds: [], isDissolved: false, ends: [], continued: [], dropped: [], closedVersionIds: [],
};

const lasts = (row: { readonly from: string; readonly to: string | null }, on: string): boolean => row.to === null || (row.to > on && row.to > row.from);
const laterOf = (a: string, b: string): string => (a > b ? a : b);

/**
 * What a reorganisation would change, and what stands in its way; nothing before its day changes. What was asked for before the day
 * stays under the promise it was asked under (docs/decisions/0008).
 */
export function decideReorganisation(state: OrganisationState, plan: ReorganisationPlan): ReorganisationDecision {
  const faults = checkPlan(state, plan);
  if (faults.length > 0) return { faults, effects: NOTHING };
  const department = state.departments.find((row) => row.id === plan.departmentId)!;
  if (plan.kind === "rename") return { faults, effects: NOTHING };
  if (plan.kind === "move") return { faults, effects: { ...NOTHING, parents: [{ id: department.id, before: department.parentId, parentId: plan.parentId }] } };
  return dissolve(state, plan, department);
}

function checkPlan(state: OrganisationState, plan: ReorganisationPlan): Refused<ReorganisationFault>[] {
  const faults: Refused<ReorganisationFault>[] = [];
  const byId = new Map(state.departments.map((row) => [row.id, row]));
  const department = byId.get(plan.departmentId);
  if (!department) return [refused("unknown_department", undefined, "departmentId")];
  if (readDay(plan.on) === null) faults.push(refused("bad_date", { value: plan.on }, "on"));
  else if (plan.on < state.firstOpenDay) faults.push(refused("closed_period", { day: state.firstOpenDay }, "on"));
  const below = new Set(departmentTree(state.departments).withBelow(department.id));
  if (plan.kind === "rename" && !plan.name?.en && !plan.name?.ru) faults.push(refused("no_name", undefined, "nameEn"));
  if (plan.kind === "move") {
    const parent = plan.parentId === null ? null : byId.get(plan.parentId);
    if (parent === undefined) faults.push(refused("unknown_parent", undefined, "parentId"));
    else if (parent && below.has(parent.id)) faults.push(refused("loop", { code: parent.code }, "parentId"));
    else if (parent?.isTeam && !department.isTeam) faults.push(refused("parent_is_team", { code: parent.code }, "parentId"));
    else if (department.isTeam && parent === null) faults.push(refused("team_needs_parent", undefined, "parentId"));
    else if (plan.parentId === department.parentId) faults.push(refused("same_place", undefined, "parentId"));
  }
  if (plan.kind === "merge" || plan.kind === "split") {
    const needed = plan.kind === "merge" ? 1 : 2;
    if (new Set(plan.successorIds).size < needed) faults.push(refused(needed === 1 ? "unknown_successor" : "too_few_successors", undefined, "successor"));
    for (const id of plan.successorIds) {
      const successor = byId.get(id);
      if (!successor) faults.push(refused("unknown_successor", undefined, "successor"));
      else if (id === department.id) faults.push(refused("into_itself", undefined, "successor"));
      else if (below.has(id)) faults.push(refused("loop", { code: successor.code }, "successor"));
      else if (successor.isTeam && !department.isTeam) faults.push(refused("successor_is_team", { code: successor.code }, "successor"));
    }
  }
  return faults;
}

function dissolve(state: OrganisationState, given: ReorganisationPlan, department: DepartmentFacts): ReorganisationDecision {
  const plan = given.kind === "close" ? { ...given, successorIds: [] } : given;
  const { on } = plan;
  const faults: Refused<ReorganisationFault>[] = [];
  const first = plan.successorIds[0] ?? null;

  const staying = state.places.filter((row) => row.departmentId === department.id && lasts(row, on));
  const places = staying.flatMap((row): PlaceMove[] => {
    const toDepartmentId = successorFor(plan, plan.people, row.personId);
    return toDepartmentId === null ? [] : [{ id: row.id, personId: row.personId, endsOn: laterOf(on, row.from), before: row.to, toDepartmentId, from: laterOf(on, row.from), to: row.to }];
  });
  if (places.length < staying.length) faults.push(refused("people_left", { count: new Set(staying.map((row) => row.personId)).size }));
  for (const personId of new Set(places.map((row) => row.personId))) {
    const clash = firstOverlap(afterMoves(state.places.filter((row) => row.personId === personId), places));
    if (clash) faults.push(refused("place_overlap", { personId, departmentId: clash.place.departmentId }));
  }

  const tasks = state.tasks.flatMap((row) => {
    const toId = successorFor(plan, plan.products, row.productId);
    return toId === null ? [] : [{ id: row.id, toId }];
  });
  if (tasks.length < state.tasks.length) faults.push(refused("tasks_left", { count: state.tasks.length }));

  const groupEnds = state.groupMembers.filter((row) => row.departmentId === department.id && lasts(row, on)).map((row) => ({ ...row, endsOn: laterOf(on, row.from) }));
  const groupBegins = groupEnds.flatMap((row) =>
    plan.successorIds
      .filter((id) => !state.groupMembers.some((one) => one.groupId === row.groupId && one.departmentId === id && lasts(one, on)))
      .map((departmentId): GroupSpan => ({ groupId: row.groupId, departmentId, from: row.endsOn, to: row.to })),
  );
  const groups = [...state.groupMembers.map((row) => ({ ...row, to: groupEnds.find((one) => one.groupId === row.groupId && one.departmentId === row.departmentId && one.from === row.from)?.endsOn ?? row.to })), ...groupBegins];

  const { clashes, ...agreements } = continueAgreements(plan, state.agreements, groups);
  for (const clash of clashes) faults.push(refused("same_rank", { key: clash.key, productId: clash.productId, code: clash.code, other: clash.otherCode }));
  faults.push(...groupClashes(state, groupBegins, groups));

  const parents = state.departments.filter((row) => row.parentId === department.id).map((row) => ({ id: row.id, before: row.parentId, parentId: first ?? department.parentId }));
  const orphan = state.departments.find((row) => row.isTeam && parents.some((one) => one.id === row.id && one.parentId === null));
  if (orphan) faults.push(refused("team_needs_parent", { code: orphan.code }));

  return {
    faults,
    effects: {
      ...agreements, places, tasks, groupEnds, groupBegins, parents, successorIds: plan.successorIds, isDissolved: dissolves(plan.kind),
      posts: state.posts.filter((row) => row.departmentId === department.id && lasts(row, on)).map((row) => ({ id: row.id, personId: row.personId, before: row.to, to: laterOf(on, row.from) })),
      products: state.products.filter((row) => row.providerId === department.id).map((row) => ({ id: row.id, toId: successorFor(plan, plan.products, row.id) })),
    },
  };
}

/** One person's places with those that move ended and begun anew. */
function afterMoves(held: readonly HeldPlace[], moves: readonly PlaceMove[]): Place[] {
  return held.flatMap((row): Place[] => {
    const move = moves.find((one) => one.id === row.id);
    return move ? [{ ...row, to: move.endsOn }, { ...row, departmentId: move.toDepartmentId, from: move.from }] : [row];
  });
}

/** A successor that joins a client group may belong to another one already, with the same product promised to both. */
function groupClashes(state: OrganisationState, begins: readonly GroupSpan[], groups: readonly GroupSpan[]): Refused<ReorganisationFault>[] {
  const all = state.agreements.filter((row) => row.clientKind === "group").map((row) => ({ row, rank: ranked(row.id, row, row.agreed) }));
  const joined = new Set(begins.map((row) => row.groupId));
  return all
    .filter(({ row }) => row.clientGroupId !== null && joined.has(row.clientGroupId))
    .flatMap(({ row, rank }) =>
      takenProducts(rank, all.map((one) => one.rank), groups).map(({ productId, agreementId }) => refused("group_rank", { productId, code: row.code, other: all.find((one) => one.row.id === agreementId)?.row.code ?? "" })),
    );
}
