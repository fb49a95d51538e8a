import { can } from "#app/domain/access/can.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { nameIn } from "#app/domain/names.ts";
import { groupBy } from "#app/operations/agreement-book.server.ts";
import type { DraftClient } from "#app/operations/start-draft.server.ts";
import { listAgreements, loadGroups, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/** What the form of a new agreement offers: the viewer's departments, other sides, and what follows from both. */
export async function readNewAgreement(context: AppContext, viewer: Viewer, facts: PageFacts, chosen: URLSearchParams) {
  const { store } = context;
  const { locale, today } = facts;
  const [departments, groups] = await Promise.all([loadDepartments(store), loadGroups(store)]);
  const parties = departments.filter((row) => !row.isTeam);
  const own = parties.filter((row) => can(viewer.actor, "agreement.edit", { partyIds: [row.id] })).map((row) => ({ id: row.id, name: nameIn(row.name, locale) }));
  const side = chosen.get("side") === "provider" ? ("provider" as const) : ("client" as const);
  const ownId = own.find((row) => row.id === chosen.get("own"))?.id ?? own[0]?.id ?? null;
  const other = readClient(chosen.get("other"));
  const others = [
    ...parties.filter((row) => row.id !== ownId).map((row) => ({ value: `department:${row.id}`, name: nameIn(row.name, locale), kind: "department" as const })),
    ...(side === "provider" ? groups.map((row) => ({ value: `group:${row.id}`, name: nameIn(row.name, locale), kind: "group" as const })) : []),
    ...(side === "provider" ? [{ value: "everyone", name: "", kind: "everyone" as const }] : []),
  ];
  const known = other && others.some((row) => row.value === chosen.get("other")) ? other : null;
  const providerId = side === "provider" ? ownId : known?.kind === "department" ? known.id : null;
  const client: DraftClient | null = side === "provider" ? known : ownId && known ? { kind: "department", id: ownId } : null;
  const ready = providerId !== null && client !== null && known !== null;
  return {
    own, side, ownId, other: known ? chosen.get("other")! : "", others, ready,
    products: ready ? (await loadProducts(store, providerId)).map((row) => ({ id: row.id, name: nameIn(row.name, locale) })) : [],
    texts: ready ? await copies(context, viewer, providerId, today) : [],
    parties: ready ? { providerId, client } : null,
  };
}

/** Texts of the provider that the viewer may read and copy: what holds in each of its agreements. */
async function copies(context: AppContext, viewer: Viewer, providerId: string, today: string) {
  const { store } = context;
  const agreements = (await listAgreements(store, { side: "given", departmentIds: [providerId] })).filter((row) =>
    can(viewer.actor, "agreement.read", { partyIds: [row.providerId, ...(row.clientDepartmentId ? [row.clientDepartmentId] : [])] }),
  );
  const heads = groupBy(await loadVersionHeads(store, agreements.map((row) => row.id)), (row) => row.agreementId);
  return agreements.flatMap((row) => {
    const standing = agreementStanding(heads.get(row.id) ?? [], today);
    return standing ? [{ versionId: standing.version.id, code: row.code, number: standing.version.number }] : [];
  });
}

export function readClient(text: string | null): DraftClient | null {
  if (text === "everyone") return { kind: "everyone" };
  const [kind, id] = (text ?? "").split(":");
  return id && (kind === "department" || kind === "group") ? { kind, id } : null;
}
