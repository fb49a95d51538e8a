import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadGroupMembers } from "#db/queries/agreements.server.ts";
import { findDepartment } from "#db/queries/catalogue.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { archiveDepartmentRow, loadAgreementsNaming, loadMembersFrom } from "#db/queries/organisation.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { groupBy } from "./agreement-book.server.ts";

export type ArchiveRefusal = "unknown_department" | "has_below" | "has_people" | "has_agreements" | "has_products" | "in_group";

/**
 * Takes a department off the lists; what names it keeps it. Whoever works there, hangs below it, is promised or promises something today
 * or later must be moved first: a department that is gone can answer for nothing.
 *
 * @param today local date of the organisation
 */
export async function archiveDepartment(ctx: OperationContext, departmentId: string, today: string): Promise<Result<null, ArchiveRefusal>> {
  const { store, now } = ctx;
  const department = await findDepartment(store, departmentId);
  if (!department || department.archivedAt !== null) return refused("unknown_department");
  const [departments, members, agreements, products, groups] = await Promise.all([
    loadDepartments(store), loadMembersFrom(store, departmentId, today), loadAgreementsNaming(store, departmentId), loadProducts(store), loadGroupMembers(store),
  ]);
  const below = departments.filter((row) => row.parentId === departmentId);
  if (below.length > 0) return refused("has_below", { count: below.length });
  if (members.length > 0) return refused("has_people", { count: new Set(members.map((row) => row.personId)).size });
  const heads = groupBy(await loadVersionHeads(store, agreements.map((row) => row.id)), (row) => row.agreementId);
  const live = agreements.filter((row) => {
    const versions = heads.get(row.id) ?? [];
    return agreementStanding(versions, today)?.state === "in_force" || versions.some((head) => head.state === "proposed" || (head.state === "agreed" && head.from > today));
  });
  if (live.length > 0) return refused("has_agreements", { count: live.length, codes: live.slice(0, 3).map((row) => row.code).join(", ") });
  const own = products.filter((row) => row.providerId === departmentId);
  if (own.length > 0) return refused("has_products", { count: own.length });
  if (groups.some((row) => row.departmentId === departmentId && (row.to === null || row.to > today))) return refused("in_group");
  try {
    await store.writeAll((w) => [archiveDepartmentRow(store, w, departmentId, now)], {
      at: now, actor: ctx.actor, action: "department.archive", entity: "department", entityId: departmentId, details: { code: department.code, name: department.name },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("unknown_department");
    throw error;
  }
  return ok(null);
}
