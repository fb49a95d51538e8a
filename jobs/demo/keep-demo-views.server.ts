import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { loadActor } from "#app/operations/load-actor.server.ts";
import { saveView } from "#app/operations/save-view.server.ts";
import { starPage } from "#app/operations/star-page.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";

/** What the demo head keeps: two starred pages, a view of their own and one for all of finance. */
export async function keepDemoViews(ctx: OperationContext, accounts: DemoAccountIds, zoneName: string): Promise<void> {
  const departments = await loadDepartments(ctx.store);
  const actor = await loadActor(ctx.store, accounts.head, ctx.now, localDateOf(zoneOf(zoneName), ctx.now), departmentTree(departments));
  const finance = departments.find((row) => row.code === "FIN")?.id ?? null;
  if (!actor) return;
  const own = { ...ctx, actor: { kind: "account", id: accounts.head } } as const;
  for (const [path, label] of [["/agreements", "Agreements"], ["/relationships", "Relationships"]] as const) await starPage(own, actor.personId, { path, label, isStarred: true });
  await saveView(own, actor, { id: null, list: "/work", query: "side=provider&view=late", name: "Late / Опаздываем", sharedWithId: finance });
  await saveView(own, actor, { id: null, list: "/work", query: "side=client&sort=due&view=open", name: "Owed to us / Ждём от других", sharedWithId: null });
}
