import { endOfVersion } from "#app/domain/agreement/version-state.ts";
import type { AgreementFacts } from "#app/domain/organisation/continue-agreements.ts";
import type { OrganisationState } from "#app/domain/organisation/decide-reorganisation.ts";
import type { ReorganisationPlan } from "#app/domain/organisation/reorganisation.ts";
import { addMonths, readDay } from "#app/domain/time/local-date.ts";
import { localDateOf, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { listAgreements, loadObligationLines, loadOpenVersions, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadGroupMembers } from "#db/queries/agreements.server.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import type { OrganisationRow } from "#db/queries/directory.server.ts";
import { loadPostsOfDepartment } from "#db/queries/organisation.server.ts";
import { loadPlaces } from "#db/queries/people-writes.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { loadTasksToPass } from "#db/queries/reorganisations.server.ts";
import type { TaskToPass } from "#db/queries/reorganisations.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";

export interface LoadedState {
  readonly organisation: OrganisationRow;
  readonly today: string;
  readonly state: OrganisationState;
  readonly periods: readonly PeriodRow[];
  readonly tasks: readonly TaskToPass[];
  /** Start of the plan's day; now where the day is not readable. */
  readonly at: number;
}

/** The organisation as it stands, for a decision about one department. */
export async function loadReorganisationState(store: Store, plan: Pick<ReorganisationPlan, "departmentId" | "on">, now: number): Promise<LoadedState> {
  const organisation = await loadOrganisation(store);
  if (!organisation) throw new Error("this database has no organisation yet: load a setup file first");
  const zone = zoneOf(organisation.zone);
  const at = readDay(plan.on) === null ? now : startOfDate(zone, plan.on);
  const [departments, places, posts, products, members, periods, tasks, agreements] = await Promise.all([
    loadDepartments(store), loadPlaces(store), loadPostsOfDepartment(store, plan.departmentId), loadProducts(store), loadGroupMembers(store), loadPeriods(store), loadTasksToPass(store, plan.departmentId, at),
    agreementFacts(store),
  ]);
  const frozen = periods.filter((row) => row.state === "sealed" || row.state === "closed").map((row) => row.month);
  const last = frozen[frozen.length - 1];
  return {
    organisation, today: localDateOf(zone, now), periods, tasks, at,
    state: {
      firstOpenDay: `${last === undefined ? organisation.firstPeriod : addMonths(last, 1)}-01`,
      departments, posts, agreements, groupMembers: members, tasks,
      // Only people who belong to the department can be in the way of themselves.
      places: ownPlaces(places, plan.departmentId),
      products: products.map((row) => ({ id: row.id, providerId: row.providerId })),
    },
  };
}

function ownPlaces<P extends { readonly personId: string; readonly departmentId: string }>(places: readonly P[], departmentId: string): P[] {
  const people = new Set(places.filter((row) => row.departmentId === departmentId).map((row) => row.personId));
  return places.filter((row) => people.has(row.personId));
}

/** Every agreement with what was agreed and when it really holds. */
async function agreementFacts(store: Store): Promise<AgreementFacts[]> {
  const agreements = await listAgreements(store, { side: "all" });
  const ids = agreements.map((row) => row.id);
  const [heads, open, lines] = await Promise.all([loadVersionHeads(store, ids), loadOpenVersions(store, ids), loadObligationLines(store, ids)]);
  const headsOf = groupBy(heads.filter((row) => row.state === "agreed" || row.state === "terminated"), (row) => row.agreementId);
  const openOf = groupBy(open, (row) => row.agreementId);
  const linesOf = groupBy(lines, (row) => row.versionId);
  return agreements.map((row) => {
    const agreed = headsOf.get(row.id) ?? [];
    return {
      ...row,
      agreed: agreed.map((head) => ({ versionId: head.id, from: head.from, to: endOfVersion(head, agreed), productIds: [...new Set((linesOf.get(head.id) ?? []).map((line) => line.productId))] })),
      openVersionIds: (openOf.get(row.id) ?? []).map((head) => head.id),
    };
  });
}
