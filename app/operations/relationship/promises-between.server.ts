import { agreementStanding, endOfVersion } from "#app/domain/agreement/version-state.ts";
import { applyingLines, nearness } from "#app/domain/relationship/agreements-between.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { listAgreements, loadGroupMembersOn } from "#db/queries/agreement-pages.server.ts";
import { loadAgreedVersions, loadObligations } from "#db/queries/agreements.server.ts";
import type { AgreementRow, ObligationRow, VersionRow } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy } from "../agreement-book.server.ts";

/** An agreement by which a department is served, with the text that holds on the day. */
export interface AgreementBetween {
  readonly agreement: AgreementRow;
  readonly version: VersionRow;
  /** First day on which nothing is agreed any more; null = open end, or a later version follows. */
  readonly endsOn: string | null;
  /** Promises of it that apply to the client: of each product those of its nearest agreement. */
  readonly promises: readonly ObligationRow[];
  /** Whose counts are the client's: null = all of the agreement's, else these departments'. */
  readonly recipientIds: readonly string[] | null;
}

/** What a department promises another on a day: its own agreement, those of departments above it, of its groups and of everyone. */
export async function promisesBetween(store: Store, pair: { readonly providerId: string; readonly clientId: string }, today: string): Promise<AgreementBetween[]> {
  const [agreements, members, departments] = await Promise.all([listAgreements(store, { side: "given", departmentIds: [pair.providerId] }), loadGroupMembersOn(store, today), loadDepartments(store, "all")]);
  const tree = departmentTree(departments);
  const path = tree.pathUp(pair.clientId);
  const groupIds = new Set(members.filter((row) => path.includes(row.departmentId)).map((row) => row.groupId));
  const near = agreements.flatMap((agreement) => {
    const distance = nearness(agreement, path, groupIds);
    return distance === null ? [] : [{ agreement, distance }];
  });
  const versions = groupBy(await loadAgreedVersions(store, near.map((row) => row.agreement.id)), (row) => row.agreementId);
  const inForce = near.flatMap(({ agreement, distance }) => {
    const own = versions.get(agreement.id) ?? [];
    const standing = agreementStanding(own, today);
    return standing?.state === "in_force" ? [{ agreement, distance, version: standing.version, own }] : [];
  });
  const obligations = groupBy(await loadObligations(store, inForce.map((row) => row.version.id)), (row) => row.versionId);
  const applying = new Set(applyingLines(inForce.flatMap((row) => (obligations.get(row.version.id) ?? []).map((line) => ({ productId: line.productId, nearness: row.distance, line })))).map((row) => row.line));
  return inForce.flatMap(({ agreement, distance, version, own }): AgreementBetween[] => {
    const promises = (obligations.get(version.id) ?? []).filter((line) => applying.has(line));
    if (promises.length === 0) return [];
    const end = endOfVersion(version, own);
    const isFollowed = own.some((other) => other.from === end);
    return [{ agreement, version, endsOn: isFollowed ? null : end, promises, recipientIds: distance === 0 ? null : tree.withBelow(pair.clientId) }];
  });
}
