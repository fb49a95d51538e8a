import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { ok, type Result } from "#app/domain/refusal.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { listAgreements, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import type { OperationContext } from "./context.ts";
import { startDraft } from "./start-draft.server.ts";

/**
 * Opens a draft in which a product that no agreement covers can be promised to the client of a task: a new agreement that begins with
 * it, or the next version of the one that the two already have, with the editor of a new promise for it.
 */
export async function proposeTerms(ctx: OperationContext, task: Pick<TaskRow, "providerId" | "clientId" | "productId">): Promise<Result<{ readonly path: string }>> {
  const { store, now } = ctx;
  const [organisation, departments] = await Promise.all([loadOrganisation(store), loadDepartments(store, "all")]);
  const today = localDateOf(zoneOf(organisation?.zone ?? "UTC"), now);
  // A team is served under its department's agreements.
  const party = (id: string): string => {
    const row = departments.find((one) => one.id === id);
    return row?.isTeam && row.parentId !== null ? party(row.parentId) : id;
  };
  const [providerId, clientId] = [party(task.providerId), party(task.clientId)];
  const known = (await listAgreements(store, { side: "given", departmentIds: [providerId] })).find((row) => row.clientDepartmentId === clientId);
  const standing = known ? agreementStanding(await loadVersionHeads(store, [known.id]), today) : null;
  const client = { kind: "department", id: clientId } as const;
  const begun = await startDraft(ctx, { providerId, client, ...(standing ? { basedOnVersionId: standing.version.id } : { productIds: [task.productId] }) });
  const draft = begun.ok ? begun.value : begun.code === "draft_open" && begun.facts ? { agreementId: String(begun.facts.agreementId), number: Number(begun.facts.number) } : null;
  if (!draft) return begun as Exclude<typeof begun, { ok: true }>;
  const version = `/agreements/${draft.agreementId}/versions/${draft.number}`;
  return ok({ path: begun.ok && !standing ? version : `${version}/obligations/new?kind=timing&product=${encodeURIComponent(task.productId)}` });
}
