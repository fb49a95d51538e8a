import { acknowledgementState, type AcknowledgementState } from "#app/domain/pay/acknowledgement.ts";
import { findAcknowledgementCall, loadAcknowledgementDecisions, loadAcknowledgements } from "#db/queries/acknowledgements.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadPlanMembers, loadPlanVersions, type PlanVersionRow } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";

export interface MemberAcknowledgement {
  readonly personId: string;
  readonly surname: string;
  readonly givenName: string;
  readonly personnelNumber: string;
  readonly state: AcknowledgementState;
  /** When it was acknowledged, epoch ms. */
  readonly at: number | null;
  /** Why HR decided as it did. */
  readonly reason: string;
}

export interface AcknowledgementBook {
  /** Last day, local date; null = nobody was asked yet. */
  readonly dueOn: string | null;
  /** Members of the plan while the version is in force, by name. */
  readonly members: readonly MemberAcknowledgement[];
}

/** First day on which a version is no longer in force: that of the next one. */
export async function endOfVersion(store: Store, version: PlanVersionRow): Promise<string> {
  const later = (await loadPlanVersions(store, version.planId)).filter((one) => one.from > version.from).map((one) => one.from);
  return later.sort()[0] ?? "9999-12-31";
}

/** Who has acknowledged a version, who has not, and what HR decided about them, on a day. */
export async function openAcknowledgementBook(store: Store, version: PlanVersionRow, today: string): Promise<AcknowledgementBook> {
  const to = await endOfVersion(store, version);
  const [call, given, decisions, stays] = await Promise.all([
    findAcknowledgementCall(store, version.id), loadAcknowledgements(store, version.id), loadAcknowledgementDecisions(store, version.id), loadPlanMembers(store, { planId: version.planId }, version.from, to),
  ]);
  const people = await loadPeople(store, [...new Set(stays.map((row) => row.personId))]);
  const dueOn = call?.dueOn ?? null;
  return {
    dueOn,
    members: people.map(({ id, surname, givenName, personnelNumber }) => {
      const decision = decisions.get(id) ?? null;
      const at = given.get(id)?.at ?? null;
      return { personId: id, surname, givenName, personnelNumber, state: acknowledgementState(at !== null, decision?.decision ?? null, dueOn, today), at, reason: decision?.reason ?? "" };
    }),
  };
}

/** Members of a version who did not acknowledge it in time: for the check of a run. `late` waits for HR's decision. */
export async function loadUnacknowledged(store: Store, version: PlanVersionRow, today: string): Promise<readonly MemberAcknowledgement[]> {
  const { members } = await openAcknowledgementBook(store, version, today);
  return members.filter(({ state }) => state === "late" || state === "pay" || state === "hold");
}

/** People whose pay HR holds because they have not acknowledged the version. */
export async function loadHeldPeople(store: Store, planVersionId: string): Promise<ReadonlySet<string>> {
  const [given, decisions] = await Promise.all([loadAcknowledgements(store, planVersionId), loadAcknowledgementDecisions(store, planVersionId)]);
  return new Set([...decisions.values()].filter((row) => row.decision === "hold" && !given.has(row.personId)).map((row) => row.personId));
}
