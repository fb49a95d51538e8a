import { countDeliveriesByClient, replaceClientMonths } from "#db/queries/client-months.server.ts";
import type { ClientMonthRow } from "#db/queries/client-months.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { OperationContext } from "./context.ts";

/** How far back late facts may still arrive and a page may compare: two years and the running quarter. */
const MONTHS = 27;

/** Keeps how much each provider delivered to each client in each month: pages read these figures and never count tasks themselves. */
export async function countClientMonths(ctx: OperationContext): Promise<void> {
  const { store, now } = ctx;
  const months = (await loadPeriods(store)).filter((row) => row.from <= now).slice(-MONTHS);
  if (months.length === 0) return;
  const rows: ClientMonthRow[] = [];
  for (const { month, from, to } of months) rows.push(...(await countDeliveriesByClient(store, from, to)).map((row) => ({ ...row, month, countedAt: now })));
  await store.writeAll((w) => replaceClientMonths(store, w, months.map((row) => row.month), rows), { at: now, actor: ctx.actor, action: "client.count", entity: "client_month", entityId: "all", rows: rows.length });
}
